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
