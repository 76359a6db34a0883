// What a report says of a law, as data: one verdict for the rate, one for the limit, the flat case,
// and the remarks that a statistician would make first. `src/words/` has the sentences.
import type { Interval } from './types.ts';

/** Known: 90 % interval within a factor 2. Rough: within 5. Unknown: wider, or on an end of its range. */
export type RateKnown = 'known' | 'rough' | 'unknown';

export interface RateVerdict {
  readonly verdict: RateKnown;
  /** Whether the point may be shown; where it is false, the interval alone is. */
  readonly shown: boolean;
  readonly value: number;
  readonly interval: Interval;
  /** Upper over lower end. */
  readonly ratio: number;
  /** The end of alpha's range that the interval reaches: beyond it nothing was searched. */
  readonly open: 'lower' | 'upper' | 'both' | null;
}

/**
 * Known: 90 % interval narrower than half the smallest error, lower end above the floor. Bounded: lower end above
 * it. At most: lower end on it. Unknown: from there up to the smallest error, or no law at all.
 */
export type LimitKnowledge = 'known' | 'bounded' | 'at-most' | 'unknown';

export interface LimitVerdict {
  readonly verdict: LimitKnowledge;
  readonly shown: boolean;
  readonly value: number;
  /** 90 %; its upper end is never above the smallest error measured. */
  readonly interval: Interval;
  readonly smallestError: number;
}

/** "The error does not change with n": the common level with its 90 % interval, and no law. */
export interface FlatVerdict {
  readonly level: number;
  readonly interval: Interval;
  /** p-value of "it does not fall". */
  readonly pValue: number;
}

export interface Verdicts {
  readonly rate: RateVerdict;
  readonly limit: LimitVerdict;
  /** Not null: no law is to be told, only this. */
  readonly flat: FlatVerdict | null;
  /** How a size for a target may be told: with its point, as a range only, or not at all. */
  readonly target: 'point' | 'range' | 'withheld';
  /** How far the law may be read, from the hold-out and all of the above. */
  readonly reach: { readonly factor: number; readonly n: number };
}

/** What stands out about the points, the most important first. */
export type Remark =
  /** The values rise towards 1 (or 100): accuracies, not errors. */
  | { readonly code: 'accuracy-like'; readonly last: number; readonly perfect: 1 | 100 }
  /** The error rises with n. */
  | { readonly code: 'rising'; readonly first: number; readonly last: number }
  /** The error rises to a peak and falls from there. */
  | { readonly code: 'peaked'; readonly n: number; readonly error: number }
  /** The error falls to its best and rises from there. */
  | {
      readonly code: 'rising-tail';
      readonly n: number;
      readonly error: number;
      readonly best: number;
    }
  | { readonly code: 'flat'; readonly level: number }
  /** From about n on the error falls faster than before: two laws, not one. */
  | {
      readonly code: 'break';
      readonly n: number;
      readonly slopeBefore: number;
      readonly slopeAfter: number;
    }
  /** One size lies off the law of all others; at an end it may also be a change of course. */
  | {
      readonly code: 'outlier';
      readonly n: number;
      readonly error: number;
      readonly expected: number;
      readonly place: 'first' | 'inside' | 'last';
    }
  | { readonly code: 'few-sizes'; readonly have: number; readonly need: number }
  /** The sizes span at most one decade. */
  | { readonly code: 'narrow-range'; readonly factor: number }
  | { readonly code: 'sizes-below-one'; readonly smallest: number }
  /** n = 0 is not on the law and is left out of it. */
  | { readonly code: 'baseline-left-out' };
