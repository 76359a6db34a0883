/**
 * Rows of one material: copies of the same value, and repeated measurements. What repeats scatter by is the floor
 * below which no model can be seen to get. Keys come from material-key.ts, with the conditions where they count.
 */

export interface Repeats {
  readonly rows: number;
  readonly materials: number;
  /** Materials with more than one row. */
  readonly repeatedMaterials: number;
  readonly rowsInRepeats: number;
  /** Rows whose key and value stand in an earlier row already. */
  readonly copies: number;
}

export interface NoiseFloor {
  /** Pooled within-material standard deviation of one measurement. */
  readonly deviation: number;
  readonly degreesOfFreedom: number;
  readonly materials: number;
  /** What a perfect model's mean absolute error would be against one such measurement: deviation * sqrt(2 / pi). */
  readonly expectedMae: number;
}

type Groups = ReadonlyMap<string, readonly number[]>;

/** Rows by key, in order; rows without a key or a finite value are left out. */
export function groupRows(
  keys: readonly string[],
  values: ArrayLike<number>,
  rows: ArrayLike<number> = keys.map((_, row) => row),
): Groups {
  const groups = new Map<string, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const key = keys[row] ?? '';
    if (key === '' || !Number.isFinite(values[row])) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export function countRepeats(groups: Groups, values: ArrayLike<number>): Repeats {
  let rows = 0;
  let repeatedMaterials = 0;
  let rowsInRepeats = 0;
  let copies = 0;
  for (const group of groups.values()) {
    rows += group.length;
    if (group.length < 2) continue;
    repeatedMaterials++;
    rowsInRepeats += group.length;
    copies += group.length - different(group, values).length;
  }
  return { rows, materials: groups.size, repeatedMaterials, rowsInRepeats, copies };
}

/**
 * The noise floor from repeated measurements, undefined below `leastDegrees` degrees of freedom. Equal values of
 * one material count once: they are mostly one measurement that was copied, and would make the floor too low.
 */
export function noiseFloor(
  groups: Groups,
  values: ArrayLike<number>,
  leastDegrees = 5,
): NoiseFloor | undefined {
  let squares = 0;
  let degreesOfFreedom = 0;
  let materials = 0;
  for (const group of groups.values()) {
    const own = different(group, values);
    if (own.length < 2) continue;
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    squares += own.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    degreesOfFreedom += own.length - 1;
    materials++;
  }
  if (degreesOfFreedom < Math.max(1, leastDegrees)) return undefined;
  const deviation = Math.sqrt(squares / degreesOfFreedom);
  const expectedMae = deviation * Math.sqrt(2 / Math.PI);
  return { deviation, degreesOfFreedom, materials, expectedMae };
}

/** One row for each material (its first) with the mean of its values: the choice "average" instead of "keep". */
export function averageRepeats(
  groups: Groups,
  values: ArrayLike<number>,
): { readonly rows: Uint32Array<ArrayBuffer>; readonly values: Float64Array<ArrayBuffer> } {
  const rows: number[] = [];
  const means: number[] = [];
  for (const group of groups.values()) {
    rows.push(group[0] as number);
    means.push(group.reduce((sum, row) => sum + (values[row] as number), 0) / group.length);
  }
  return { rows: Uint32Array.from(rows), values: Float64Array.from(means) };
}

function different(rows: readonly number[], values: ArrayLike<number>): number[] {
  return [...new Set(rows.map((row) => values[row] as number))];
}
