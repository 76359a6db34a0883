/** The limit C as it may honestly be stated: a value where it is resolved, a range or a bound where it is not. */
import type { Identified } from '../scaling/index.ts';
import type { Range } from './summary.ts';

/** Intervals are of 90 %. */
export type LimitStated =
  | { readonly kind: 'value'; readonly C: number; readonly interval: Range }
  | { readonly kind: 'range'; readonly interval: Range }
  | { readonly kind: 'at-most'; readonly upper: number };

export function limitStated(identified: Identified, C: number, interval: Range): LimitStated {
  if (identified === 'resolved') return { kind: 'value', C, interval };
  return interval.lower > 0
    ? { kind: 'range', interval }
    : { kind: 'at-most', upper: interval.upper };
}
