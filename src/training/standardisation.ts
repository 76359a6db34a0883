/** The scale of a target: y -> (y - mean) / deviation, kept in float64. */

export interface Standardisation {
  readonly mean: number;
  /** Above 0. Of a constant target it is tiny, so that whatever a network says is that constant again. */
  readonly deviation: number;
}

/** Values that differ by no more than this share of their magnitude differ by float64's rounding: 4 units in the last place. */
const ROUNDING = 8.881784197001252e-16;

/**
 * Mean and deviation of the values that are present (not NaN), however far from 0 they lie. Throws RangeError when none is.
 */
export function fitStandardisation(values: ArrayLike<number>): Standardisation {
  let count = 0;
  let sum = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  if (count === 0) throw new RangeError('A target has no values among these rows.');
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  }
  const largest = Math.max(Math.abs(lowest), Math.abs(highest));
  const constant = highest - lowest <= ROUNDING * largest;
  return {
    mean,
    deviation: Math.max(constant ? 1e-9 * largest : Math.sqrt(squares / count), 1e-300),
  };
}

export function standardise(scale: Standardisation, value: number): number {
  return (value - scale.mean) / scale.deviation;
}
