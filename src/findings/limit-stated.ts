/** The limit C as it may honestly be stated: a value where it is known, a range or a bound where it is not. */
import type { Identified, LimitVerdict } from '../scaling/index.ts';
import type { Range } from './summary.ts';

/** Intervals are of 90 % and never reach above the smallest error. */
export type LimitStated =
  | { readonly kind: 'value'; readonly C: number; readonly interval: Range }
  | { readonly kind: 'range'; readonly interval: Range }
  | { readonly kind: 'at-most'; readonly upper: number }
  | { readonly kind: 'unknown' };

export function limitOf({ verdict, value, interval }: LimitVerdict): LimitStated {
  switch (verdict) {
    case 'known':
      return { kind: 'value', C: value, interval };
    case 'bounded':
      return { kind: 'range', interval };
    case 'at-most':
      return { kind: 'at-most', upper: interval.upper };
    case 'unknown':
      return { kind: 'unknown' };
  }
}

/** The same of a law that comes without its verdicts, as files have it. */
export function limitStated(
  identified: Identified,
  C: number,
  interval: Range,
): Exclude<LimitStated, { readonly kind: 'unknown' }> {
  if (identified === 'resolved') return { kind: 'value', C, interval };
  return interval.lower > 0
    ? { kind: 'range', interval }
    : { kind: 'at-most', upper: interval.upper };
}
