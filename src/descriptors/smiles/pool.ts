/**
 * RDKit on every core: chunks of SMILES go to whichever worker is free. Workers start on the first call and stay for the
 * next one; abort and dispose terminate them, whatever they are doing.
 */
import { ThreadDied } from '../../workers/thread-died.ts';
import { Thread, type ThreadHost } from '../../workers/thread.ts';
import type { SmilesFeatures, SmilesRequest, SmilesService } from './encode.ts';
import { emptyBlocks } from './featurise.ts';
import type { SmilesProblem } from './problem.ts';
import type { SmilesWorkerApi } from './smiles-api.ts';

/** Small enough that the last chunks end together and progress moves, large enough that messages cost nothing. */
const CHUNK = 128;
/** RDKit could not be loaded in its worker. */
export class RdkitNotLoaded extends Error {
  override readonly name = 'RdkitNotLoaded';
}

export class SmilesPool implements SmilesService {
  private readonly threads: Thread<SmilesWorkerApi>[] = [];

  /** Each worker holds an RDKit of some 50 MB. */
  constructor(
    private readonly spawn: () => ThreadHost,
    private readonly size: number,
  ) {}

  /** RDKit's version, once loaded. */
  async version(): Promise<string> {
    return answer(this.thread(0).call((rdkit) => rdkit.version()));
  }

  /**
   * Features of the texts, in their order; one call at a time. Rejects with the signal's reason after an abort, with
   * RdkitNotLoaded, and with ThreadDied.
   */
  async describe(
    texts: readonly string[],
    request: SmilesRequest,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<SmilesFeatures> {
    signal?.throwIfAborted();
    const blocks = emptyBlocks(request, texts.length);
    const canonical = new Array<string | SmilesProblem>(texts.length);
    const chunks = Math.ceil(texts.length / CHUNK);
    let next = 0;
    let done = 0;
    onProgress?.(0, texts.length);
    const serve = async (thread: Thread<SmilesWorkerApi>): Promise<void> => {
      while (next < chunks) {
        const first = next++ * CHUNK;
        const part = texts.slice(first, first + CHUNK);
        const features = await answer(
          thread.call((rdkit) => rdkit.describe(part, request), { signal }),
          signal,
        );
        features.canonical.forEach((one, i) => (canonical[first + i] = one));
        blocks.forEach((block, i) => {
          const values = features.blocks[i]?.values;
          if (values) block.values.set(values, first * block.names.length);
        });
        done += part.length;
        onProgress?.(done, texts.length);
      }
    };
    try {
      const used = Math.min(this.size, chunks);
      await Promise.all(Array.from({ length: used }, (_, index) => serve(this.thread(index))));
    } catch (error) {
      // Nobody waits for the other workers any more, and none may start anew.
      next = chunks;
      this.dispose();
      throw error;
    }
    return { canonical, blocks };
  }

  /** Ends the workers; a later call starts new ones. */
  dispose(): void {
    for (const thread of this.threads) thread.end();
  }

  private thread(index: number): Thread<SmilesWorkerApi> {
    return (this.threads[index] ??= new Thread('RDKit', this.spawn));
  }
}

/** A worker answers for every text by itself, so an error of its own is RDKit not loading (a policy without eval). */
async function answer<T>(call: Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await call;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ThreadDied) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new RdkitNotLoaded(`RDKit could not be started: ${message}`, { cause: error });
  }
}
