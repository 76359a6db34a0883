/** The limit C as it may honestly be written: a value where it is resolved, a range or a bound where it is not. */
import type { Identified } from '../../scaling/index.ts';
import type { Words } from '../../words/words.ts';

export function limitText(
  words: Words,
  identified: Identified,
  C: number,
  lower: number,
  upper: number,
  unit: string | null,
): string {
  const number =
    identified === 'resolved'
      ? words.numbers.value(C)
      : lower > 0
        ? words.numbers.interval(lower, upper)
        : words.law.atMost(upper);
  return words.law.withUnit(number, unit);
}

/** The line below it: the interval, or which part of the interval already stands above. */
export function intervalText(
  words: Words,
  identified: Identified,
  lower: number,
  upper: number,
): string {
  if (identified === 'resolved') return words.law.sure90(words.numbers.interval(lower, upper));
  return lower > 0 ? words.law.interval90 : words.law.upperEnd90;
}
