/** The limit C as it may honestly be written: a value where it is resolved, a range or a bound where it is not. */
import { formatInterval, formatValue } from '../../figures/numbers.ts';
import type { Identified } from '../../scaling/index.ts';
import { words } from '../../words/words.ts';

export function limitText(
  identified: Identified,
  C: number,
  lower: number,
  upper: number,
  unit: string | null,
): string {
  const number =
    identified === 'resolved'
      ? formatValue(C)
      : lower > 0
        ? formatInterval(lower, upper)
        : words.law.atMost(upper);
  return unit ? `${number} ${unit}` : number;
}

/** The line below it: the interval, or which part of the interval already stands above. */
export function intervalText(identified: Identified, lower: number, upper: number): string {
  if (identified === 'resolved') return words.law.sure90(formatInterval(lower, upper));
  return lower > 0 ? words.law.interval90 : words.law.upperEnd90;
}
