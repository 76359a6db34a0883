/**
 * Numbers that stand for "nothing here" (-9999, 1E+30): of a spelling that instruments and programs are known to
 * use, and far outside of everything else in the column. Told and asked about, because no rule is always right.
 */

/** Enough alone, when they stand apart. */
const PLAIN = [-999, -9999, -99999, -999999, -9999999, -999.9, -999.99, -99.99, -9999.99];
const HUGE = [1e20, 1e30, 1e35, 1e36, 1e37, 1e38, 9.96921e36, 9.969209968386869e36, 3.4028235e38];
const LIMITS = [3.402823466e38, 3.4028234663852886e38, 1.7976931348623157e308, 2147483647];
const KNOWN: ReadonlySet<number> = new Set([
  ...PLAIN,
  ...[...HUGE, ...LIMITS].flatMap((value) => [value, -value]),
  ...[-2147483648, -32768, 1e99, 9.9e37, -9.9e37, 9e99, 1e300],
]);
/** Also measured values: only where they are repeated and stand far apart. */
const DOUBTFUL: ReadonlySet<number> = new Set([
  -9, -99, 99, 999, 9999, 99999, 999999, 999.9, 99.99,
]);

/** The distance to the nearest other value, in widths of all the others, from which a value stands apart. */
const APART = 1;
const FAR_APART = 5;
const LEAST_OTHERS = 5;

/** Whether a column's smallest or largest value could be one: the cheap question that is asked of every column. */
export function mayBeSentinel(value: number): boolean {
  return KNOWN.has(value) || DOUBTFUL.has(value);
}

/** The values of a column that stand for nothing; NaN are passed over. */
export function findSentinels(values: Float64Array): readonly number[] {
  const counts = new Map<number, number>();
  let low = Infinity;
  let high = -Infinity;
  let others = 0;
  for (const value of values) {
    if (value !== value) continue;
    if (mayBeSentinel(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    else {
      others++;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (others < LEAST_OTHERS) return [];
  // A column that is constant otherwise still has a size.
  const width = high > low ? high - low : Math.max(Math.abs(high), 1);
  return [...counts.keys()].filter((value) => {
    const distance = value < low ? low - value : value > high ? value - high : 0;
    if (KNOWN.has(value)) return distance > APART * width;
    return (counts.get(value) ?? 0) > 1 && distance > FAR_APART * width;
  });
}
