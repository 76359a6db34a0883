/**
 * A composition as fixed-length features: statistics of elemental properties weighted by mole fraction,
 * as in Ward et al. 2016 (npj Comput. Mater. 2, 16028).
 */
import type { Statistic } from '../plan.ts';
import { ELEMENTS } from './element-table.ts';
import type { Composition } from './formula.ts';

export { STATISTICS } from '../plan.ts';

/** The features' names, in the order of writeStatistics. */
export function statisticNames(statistics: readonly Statistic[]): string[] {
  return ELEMENTS.properties.flatMap((property) =>
    statistics.map((statistic) => `${statistic} ${property}`),
  );
}

/**
 * Writes properties x statistics values to `out` from `start`: for each property p with mole fractions f the mean
 * sum f p, the average deviation sum f |p - mean|, the minimum, the maximum and their difference.
 */
export function writeStatistics(
  { elements, amounts }: Composition,
  statistics: readonly Statistic[],
  out: Float32Array,
  start: number,
): void {
  const width = ELEMENTS.properties.length;
  const table = ELEMENTS.values;
  let total = 0;
  for (const amount of amounts) total += amount;
  let at = start;
  for (let property = 0; property < width; property++) {
    let mean = 0;
    let minimum = Infinity;
    let maximum = -Infinity;
    for (let i = 0; i < elements.length; i++) {
      const value = table[((elements[i] ?? 1) - 1) * width + property] ?? 0;
      mean += ((amounts[i] ?? 0) / total) * value;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
    }
    let deviation = 0;
    for (let i = 0; i < elements.length; i++) {
      const value = table[((elements[i] ?? 1) - 1) * width + property] ?? 0;
      deviation += ((amounts[i] ?? 0) / total) * Math.abs(value - mean);
    }
    for (const statistic of statistics) {
      out[at++] =
        statistic === 'mean'
          ? mean
          : statistic === 'deviation'
            ? deviation
            : statistic === 'minimum'
              ? minimum
              : statistic === 'maximum'
                ? maximum
                : maximum - minimum;
    }
  }
}
