// The sizes that a law uses: all up to nine, else the last eight, or as many as asked for; the noise is
// decomposed inside the window, since early sizes are often relatively noisier.
import { startLevels } from './estimate.ts';
import { lawData, prepare, type Prepared } from './prepared.ts';
import { trend, type Trend } from './trend.ts';
import type { LawPoint, UsedOptions } from './types.ts';

/** Number of largest sizes that a window keeps of k. */
export const windowSize = (k: number, window: UsedOptions['window']): number => {
  if (window === 'auto') return k <= 9 ? k : 8;
  return window === 'all' ? k : Math.min(k, window);
};

/** The sizes of the window alone, prepared anew; `all` itself where the window keeps every size. */
export function windowed(
  points: readonly LawPoint[],
  all: Prepared,
  options: UsedOptions,
): Prepared {
  const k = all.n.length;
  const count = windowSize(k, options.window);
  if (count >= k) return all;
  const first = all.n[k - count]!;
  return prepare(
    points.filter((p) => !(p.n < first)),
    options,
  );
}

/** The trend of prepared sizes. */
export function measuredTrend(all: Prepared): Trend {
  const k = all.n.length;
  return trend(lawData(all, k, startLevels(all, k)));
}
