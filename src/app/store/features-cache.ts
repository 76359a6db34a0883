/** Features are computed once: later runs, and a page opened again, take them from the browser's own storage. */
import { openCache, type Cache } from '../../storage/cache.ts';
import type { Describe } from '../../preparation/prepare-series.ts';

let opening: Promise<Cache> | undefined;

/** describe through the cache. Where the browser stores nothing, it only takes its time. */
export const describeOnce: Describe = async (plan, simulated, measured, options) => {
  opening ??= openCache().then(({ cache }) => cache);
  const { describeCached } = await import('../../descriptors/describe-cached.ts');
  return describeCached(await opening, plan, simulated, measured, options);
};
