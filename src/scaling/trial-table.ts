// The cells of a size x trial table with their logarithms, and the sums that the decomposition needs.
import type { MeasuredSize } from './sizes.ts';

export interface Table {
  readonly k: number;
  readonly cellSize: Int32Array;
  readonly cellTrial: Int32Array;
  readonly z: Float64Array;
  readonly repeats: Float64Array;
  /** Cells per trial. */
  readonly width: Float64Array;
  /** Sum of z at each size. */
  readonly sums: Float64Array;
  /** Trials with the same sizes, and each trial's sum of z. */
  readonly patterns: readonly { readonly sizes: readonly number[]; readonly trialSums: number[] }[];
}

/** A trial error far below its size's mean (or zero) enters as 1 % of it, so that logarithms stay finite. */
export function tabulate(sizes: readonly MeasuredSize[], trials: number): Table {
  const cellSize: number[] = [];
  const cellTrial: number[] = [];
  const z: number[] = [];
  sizes.forEach(({ cells }, i) => {
    const mean = cells.reduce((sum, { error }) => sum + error, 0) / Math.max(1, cells.length);
    for (const { trial, error } of cells) {
      cellSize.push(i);
      cellTrial.push(trial);
      z.push(mean > 0 ? Math.log(Math.max(error, 0.01 * mean)) : 0);
    }
  });
  const width = new Float64Array(trials);
  const sums = new Float64Array(sizes.length);
  const ofTrial: { sizes: number[]; sum: number }[] = Array.from({ length: trials }, () => ({
    sizes: [],
    sum: 0,
  }));
  cellTrial.forEach((t, c) => {
    width[t] = width[t]! + 1;
    sums[cellSize[c]!] = sums[cellSize[c]!]! + z[c]!;
    ofTrial[t]!.sizes.push(cellSize[c]!);
    ofTrial[t]!.sum += z[c]!;
  });
  const patterns = new Map<string, { sizes: readonly number[]; trialSums: number[] }>();
  for (const { sizes: own, sum } of ofTrial) {
    if (own.length === 0) continue;
    const pattern = patterns.get(own.join(' ')) ?? { sizes: own, trialSums: [] };
    pattern.trialSums.push(sum);
    patterns.set(own.join(' '), pattern);
  }
  return {
    k: sizes.length,
    cellSize: Int32Array.from(cellSize),
    cellTrial: Int32Array.from(cellTrial),
    z: Float64Array.from(z),
    repeats: Float64Array.from(sizes.map(({ cells }) => cells.length)),
    width,
    sums,
    patterns: [...patterns.values()],
  };
}
