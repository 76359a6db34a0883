/**
 * RDKit on every core: chunks of SMILES go to whichever worker is free. Workers start on the first call and stay for the
 * next one; abort and dispose terminate them, whatever they are doing.
 */
import { wrap, type Remote } from 'comlink';
import type { SmilesFeatures, SmilesRequest, SmilesService } from './encode.ts';
import { emptyBlocks } from './featurise.ts';
import type { SmilesProblem } from './problem.ts';
import type { SmilesWorkerApi } from './smiles.worker.ts';

/** Small enough that the last chunks end together and progress moves, large enough that messages cost nothing. */
const CHUNK = 128;
/** Each worker holds an RDKit of some 50 MB. */
const MOST_WORKERS = 8;

/** RDKit could not be loaded, or its worker died. */
export class SmilesWorkerError extends Error {
  override readonly name = 'SmilesWorkerError';
}

interface PoolWorker {
  readonly worker: Worker;
  readonly api: Remote<SmilesWorkerApi>;
  /** Rejects when the worker dies: Comlink's calls would wait for ever. */
  readonly death: Promise<never>;
}

export class SmilesPool implements SmilesService {
  private workers: PoolWorker[] = [];

  constructor(private readonly size = defaultSize()) {}

  /** RDKit's version, once loaded. */
  async version(): Promise<string> {
    const { api, death } = this.start(1)[0] as PoolWorker;
    return Promise.race([answer(api.version()), death]);
  }

  /**
   * Features of the texts, in their order; one call at a time. Rejects with the signal's reason after an abort, and
   * with SmilesWorkerError when RDKit cannot be loaded.
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
    const serve = async ({ api, death }: PoolWorker): Promise<void> => {
      while (next < chunks) {
        const first = next++ * CHUNK;
        const part = texts.slice(first, first + CHUNK);
        const features = await Promise.race([answer(api.describe(part, request)), death]);
        features.canonical.forEach((one, i) => (canonical[first + i] = one));
        blocks.forEach((block, i) => {
          const values = features.blocks[i]?.values;
          if (values) block.values.set(values, first * block.names.length);
        });
        done += part.length;
        onProgress?.(done, texts.length);
      }
    };
    const work = Promise.all(this.start(Math.min(this.size, chunks)).map(serve));
    try {
      await (signal === undefined ? work : Promise.race([work, aborted(signal)]));
    } catch (error) {
      // Nobody waits for the other workers any more.
      work.catch(() => undefined);
      this.dispose();
      throw error;
    }
    return { canonical, blocks };
  }

  /** Ends the workers; a later call starts new ones. */
  dispose(): void {
    for (const { worker } of this.workers) worker.terminate();
    this.workers = [];
  }

  private start(count: number): readonly PoolWorker[] {
    while (this.workers.length < count) this.workers.push(startWorker());
    return this.workers.slice(0, count);
  }
}

function startWorker(): PoolWorker {
  const worker = new Worker(new URL('./smiles.worker.ts', import.meta.url), { type: 'module' });
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new SmilesWorkerError(`RDKit's worker stopped: ${event.message || 'no message'}`));
    });
  });
  death.catch(() => undefined);
  return { worker, api: wrap<SmilesWorkerApi>(worker), death };
}

/** A worker answers for every text by itself, so an error of its own is RDKit not loading (a policy without eval). */
async function answer<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SmilesWorkerError(`RDKit could not be started: ${message}`, { cause: error });
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function defaultSize(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1));
}
