/** The scale of a target: y -> (y - mean) / deviation, kept in float64. */

export interface Standardisation {
  readonly mean: number;
  /** Floored, so that a constant target becomes zeros. */
  readonly deviation: number;
}

/** Mean and deviation of the values that are present (not NaN). Throws RangeError when none is. */
export function fitStandardisation(values: ArrayLike<number>): Standardisation {
  let count = 0;
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    largest = Math.max(largest, Math.abs(value));
  }
  if (count === 0) throw new RangeError('A target has no values among these rows.');
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  }
  return { mean, deviation: Math.max(Math.sqrt(squares / count), 1e-9 * largest, 1e-300) };
}

export function standardise(scale: Standardisation, value: number): number {
  return (value - scale.mean) / scale.deviation;
}
