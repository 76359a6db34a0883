/** Values far from the rest by a robust measure: shown to a person with their rows, never cut. */

export interface Outlier {
  readonly row: number;
  readonly value: number;
  /** Distance from the median in robust deviations, signed. */
  readonly z: number;
}

export interface Outliers {
  readonly median: number;
  /** 1.4826 times the median absolute deviation: the deviation, if the bulk is normal. */
  readonly scale: number;
  readonly threshold: number;
  /** Farthest first. */
  readonly outliers: readonly Outlier[];
}

/** Iglewicz and Hoaglin 1993 suggest 3.5; tables of measured properties have long tails. */
export const OUTLIER_THRESHOLD = 5;
/** Below this share the values beside a single one are exceptions, above it a part of the data. */
const FEW = 0.05;

/**
 * Robust z of every value that is there. Where half of the values are equal (gaps of metals are 0), the others are judged
 * among themselves, and a few exceptions by the mean absolute deviation (times 1.2533, also the deviation of a normal bulk).
 */
export function findOutliers(values: ArrayLike<number>, threshold = OUTLIER_THRESHOLD): Outliers {
  const present = Float64Array.from(Array.from(values).filter(Number.isFinite)).sort();
  const median = medianOfSorted(present);
  const distances = present.map((value) => Math.abs(value - median)).sort();
  const mad = 1.4826 * medianOfSorted(distances);
  const others = present.filter((value) => value !== median);
  // Many values beside the one that half of them are: judged among themselves, or every one of them would be far.
  if (!(mad > 0) && others.length > FEW * present.length) {
    return findOutliers(
      Array.from(values, (value) => (value === median ? NaN : value)),
      threshold,
    );
  }
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  const scale = mad > 0 ? mad : 1.2533 * mean;
  const outliers: Outlier[] = [];
  if (scale > 0) {
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      const z = (value - median) / scale;
      if (Math.abs(z) > threshold) outliers.push({ row, value, z });
    }
  }
  outliers.sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
  return { median, scale, threshold, outliers };
}

/** NaN for an empty list. */
export function medianOfSorted(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return NaN;
  const upper = sorted[n >> 1] as number;
  return n % 2 === 1 ? upper : ((sorted[(n >> 1) - 1] as number) + upper) / 2;
}
