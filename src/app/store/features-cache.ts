/** Features are computed once: later runs, and a page opened again, take them from the browser's own storage. */
import { openStorage, type Storage } from '../../storage/storage.ts';
import type { Describe } from '../../preparation/prepare-series.ts';

let opening: Promise<Storage> | undefined;

/** describe through the storage. Where the browser stores nothing, it only takes its time. */
export const describeOnce: Describe = async (plan, simulated, measured, options) => {
  opening ??= openStorage();
  const { describeCached } = await import('../../descriptors/describe-cached.ts');
  return describeCached(await opening, plan, simulated, measured, options);
};
