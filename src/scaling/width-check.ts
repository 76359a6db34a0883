// "Double the width at the largest n": if the error falls by more than two standard errors, the
// floor is the network's and not the database's (science.md, "Two checks on C").
import type { TrialError } from './types.ts';

export interface WidthCheck {
  readonly verdict: 'network-limits' | 'width-enough' | 'cannot-tell';
  /** Mean fall of the error from doubling the width, paired by trial, and its standard error. */
  readonly fall: number;
  readonly standardError: number | null;
  readonly pairs: number;
}

/** Compares the same trials at normal and at double width. Two pairs at least, else "cannot-tell". */
export function widthCheck(
  normal: readonly TrialError[],
  double: readonly TrialError[],
): WidthCheck {
  const wide = new Map(double.map(({ trial, error }) => [trial, error] as const));
  const falls = normal.flatMap(({ trial, error }) => {
    const other = wide.get(trial);
    return other === undefined || !Number.isFinite(error - other) ? [] : [error - other];
  });
  const pairs = falls.length;
  const fall = pairs > 0 ? falls.reduce((sum, v) => sum + v, 0) / pairs : 0;
  if (pairs < 2) return { verdict: 'cannot-tell', fall, standardError: null, pairs };
  const squares = falls.reduce((sum, v) => sum + (v - fall) ** 2, 0);
  const standardError = Math.sqrt(squares / (pairs - 1) / pairs);
  const verdict = fall > 2 * standardError ? 'network-limits' : 'width-enough';
  return { verdict, fall, standardError, pairs };
}
