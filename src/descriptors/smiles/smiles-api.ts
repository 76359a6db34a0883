/** What a thread with an RDKit of its own can do, wherever it lives; RDKit is loaded with the first request. */
import type { MainModule } from '@rdkit/rdkit';
import { transfer } from 'comlink';
import type { SmilesFeatures, SmilesRequest } from './encode.ts';
import { featurise } from './featurise.ts';

export interface SmilesWorkerApi {
  /** RDKit's version, for example "2026.09.1". */
  version(): Promise<string>;
  describe(texts: readonly string[], request: SmilesRequest): Promise<SmilesFeatures>;
}

export function smilesApi(load: () => Promise<MainModule>): SmilesWorkerApi {
  let loading: Promise<MainModule> | undefined;
  const rdkit = (): Promise<MainModule> =>
    (loading ??= load().then((loaded) => {
      // Unreadable rows are reported by row, not on the console.
      loaded.disable_logging();
      return loaded;
    }));
  return {
    async version() {
      return (await rdkit()).version();
    },
    async describe(texts, request) {
      const features = featurise(await rdkit(), texts, request);
      return transfer(
        features,
        features.blocks.map((block) => block.values.buffer),
      );
    },
  };
}
