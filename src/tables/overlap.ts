/**
 * The materials that stand in both tables, with their simulated and measured values: the scatter a materials
 * person looks at first. Several rows of one material count once, as their mean.
 */

export interface Overlap {
  /** Materials in both tables; the arrays below go along with it, in the measured table's order. */
  readonly count: number;
  readonly keys: readonly string[];
  readonly simulated: Float64Array<ArrayBuffer>;
  readonly measured: Float64Array<ArrayBuffer>;
  readonly simulatedMaterials: number;
  readonly measuredMaterials: number;
  /** Pearson's correlation; NaN below 3 materials or where one side does not vary. */
  readonly pearson: number;
  /** Mean of simulated - measured; NaN without materials. */
  readonly bias: number;
  /** Root of the mean squared difference. */
  readonly rmsd: number;
  /** Mean absolute difference. */
  readonly mad: number;
}

export interface KeyedValues {
  /** One for each row; rows with '' or without a finite value are left out. */
  readonly keys: readonly string[];
  readonly values: ArrayLike<number>;
}

/** The mean value of every material, or of those only that `wanted` has. */
export function meanByKey(
  { keys, values }: KeyedValues,
  wanted?: { has(key: string): boolean },
): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  keys.forEach((key, row) => {
    const value = values[row] as number;
    if (key === '' || !Number.isFinite(value) || wanted?.has(key) === false) return;
    const entry = sums.get(key);
    if (entry) {
      entry.sum += value;
      entry.count++;
    } else {
      sums.set(key, { sum: value, count: 1 });
    }
  });
  return new Map([...sums].map(([key, { sum, count }]) => [key, sum / count]));
}

function countMaterials({ keys, values }: KeyedValues): number {
  const materials = new Set(keys.filter((key, row) => key !== '' && Number.isFinite(values[row])));
  return materials.size;
}

export function overlap(simulated: KeyedValues, measured: KeyedValues): Overlap {
  const mine = meanByKey(measured);
  const theirs = meanByKey(simulated, mine);
  const keys: string[] = [];
  const x: number[] = [];
  const y: number[] = [];
  for (const [key, value] of mine) {
    const partner = theirs.get(key);
    if (partner === undefined) continue;
    keys.push(key);
    x.push(partner);
    y.push(value);
  }
  const count = keys.length;
  const differences = x.map((value, i) => value - (y[i] as number));
  const mean = (list: readonly number[]): number =>
    list.length > 0 ? list.reduce((sum, value) => sum + value, 0) / list.length : NaN;
  return {
    count,
    keys,
    simulated: Float64Array.from(x),
    measured: Float64Array.from(y),
    simulatedMaterials: countMaterials(simulated),
    measuredMaterials: mine.size,
    pearson: pearson(x, y),
    bias: mean(differences),
    rmsd: Math.sqrt(mean(differences.map((difference) => difference * difference))),
    mad: mean(differences.map(Math.abs)),
  };
}

/** Pearson's r of two lists of one length, by centred sums. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  if (n < 3) return NaN;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - meanX;
    const dy = (y[i] as number) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const scale = Math.sqrt(xx) * Math.sqrt(yy);
  return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : NaN;
}
