/**
 * The only place that loads RDKit (2.4 MB over the wire, and it needs eval), on the first request. A chunk of its own,
 * because the page's policy allows eval on this script alone.
 */
import initRDKit, { type MainModule } from '@rdkit/rdkit';
import wasmUrl from '@rdkit/rdkit/RDKit_minimal.wasm?url';
import { transfer } from 'comlink';
import { offer } from '../../workers/offer.ts';
import type { SmilesFeatures, SmilesRequest } from './encode.ts';
import { featurise } from './featurise.ts';

let rdkit: Promise<MainModule> | undefined;

async function load(): Promise<MainModule> {
  const loaded = await initRDKit({ locateFile: () => wasmUrl });
  // Unreadable rows are reported by row, not on the console.
  loaded.disable_logging();
  return loaded;
}

const api = {
  /** RDKit's version, for example "2026.09.1". */
  async version(): Promise<string> {
    return (await (rdkit ??= load())).version();
  },

  async describe(texts: readonly string[], request: SmilesRequest): Promise<SmilesFeatures> {
    const features = featurise(await (rdkit ??= load()), texts, request);
    return transfer(
      features,
      features.blocks.map((block) => block.values.buffer),
    );
  },
};

export type SmilesWorkerApi = typeof api;

offer(api);
