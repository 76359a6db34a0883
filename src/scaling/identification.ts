// What the data decide about the floor, and why not: codes with parameters for the page's words.
import type { Estimate } from './estimate.ts';
import { fUpperTail } from './quantiles.ts';
import type { Prepared } from './prepared.ts';
import { trend } from './trend.ts';
import type { Identified, Intervals, LawReason } from './types.ts';

export interface Identification {
  readonly identified: Identified;
  readonly reasons: readonly LawReason[];
  readonly boundsHit: readonly ('alpha-lower' | 'alpha-upper' | 'floor' | 'flat')[];
}

/** A relative distance in ln alpha below which a value counts as being on its bound. */
const ON_BOUND = 1e-6;

/**
 * Rules of fitting.md, section 4, at the 90 % level: resolved when the floor's lower end is above
 * its bound and the interval narrower than half the smallest error; an upper bound when the lower
 * end is on the bound; not identified when the interval reaches the smallest error, alpha's
 * interval touches a bound, or there is no trend.
 */
export function identify(
  fit: Estimate,
  all: Prepared,
  intervals: { readonly alpha: Intervals; readonly C: Intervals },
  share: number,
): Identification {
  const { best, problem, data } = fit;
  const reasons: LawReason[] = [];
  const boundsHit: ('alpha-lower' | 'alpha-upper' | 'floor' | 'flat')[] = [];
  const [low, high] = [Math.exp(problem.lnLow), Math.exp(problem.lnHigh)];
  const flat = trendless(fit);
  if (flat) {
    if (best.D <= 0) boundsHit.push('flat');
    reasons.push({ code: 'no-trend' });
  } else if (best.lnAlpha - problem.lnLow < ON_BOUND) {
    boundsHit.push('alpha-lower');
    reasons.push({ code: 'alpha-at-bound', bound: low, side: 'lower' });
  } else if (problem.lnHigh - best.lnAlpha < ON_BOUND) {
    boundsHit.push('alpha-upper');
    reasons.push({ code: 'alpha-at-bound', bound: high, side: 'upper' });
  }
  if (best.C <= problem.floor) {
    boundsHit.push('floor');
    reasons.push({ code: 'floor-at-bound', floor: problem.floor });
  }
  const rising = risingTail(fit, all);
  if (rising) reasons.push(rising);
  const lower = intervals.alpha[90].lower <= low * (1 + ON_BOUND);
  const upper = intervals.alpha[90].upper >= high * (1 - ON_BOUND);
  if (lower || upper) {
    const side = lower && upper ? 'both' : lower ? 'lower' : 'upper';
    reasons.push({ code: 'alpha-interval-touches-bound', side });
  }
  const smallest = Math.min(...data.y);
  const { lower: cLow, upper: cHigh } = intervals.C[90];
  const width = cHigh - cLow;
  const atFloor = cLow <= problem.floor;
  if (share > 0.7) reasons.push({ code: 'floor-not-visible', excessShare: share });
  let identified: Identified;
  if (flat || lower || upper || (atFloor && cHigh >= 0.95 * smallest))
    identified = 'not-identified';
  else if (atFloor) identified = 'upper-bound';
  else if (width < 0.5 * smallest) identified = 'resolved';
  else {
    identified = 'not-identified';
    reasons.push({ code: 'floor-wide', width, allowed: 0.5 * smallest });
  }
  if (fit.lackOfFit !== null && fit.lackOfFit < 0.05)
    reasons.push({ code: 'lack-of-fit', misfit: fit.misfit, pValue: fit.lackOfFit });
  for (const other of fit.others)
    reasons.push({ code: 'second-minimum', alpha: Math.exp(other.lnAlpha) });
  if (data.df === 0) reasons.push({ code: 'no-repeats' });
  if (data.n.length < 5) reasons.push({ code: 'few-sizes', have: data.n.length, need: 5 });
  return { identified, reasons, boundsHit };
}

/**
 * A constant fits as well: it is rejected neither at 10 % by the F of the law's two more parameters (which counts
 * misfit as noise) nor at 5 % by the one-sided trend within trials (which does not).
 */
function trendless({ best, problem, scale, df, data }: Estimate): boolean {
  if (best.D <= 0) return true;
  if (trend(data).falls <= 0.05) return false;
  const total = problem.y.reduce((sum, v) => sum + v * v, 0);
  if (best.edgeCQ <= 1e-22 * total) return true;
  return scale > 0 && fUpperTail((best.edgeCQ - best.Q) / (2 * scale), 2, df) > 0.1;
}

/** The last error lies above the smallest by more than two standard errors of their difference. */
function risingTail(fit: Estimate, all: Prepared): LawReason | null {
  const { data, scale } = fit;
  const k = data.n.length;
  const last = data.y[k - 1]!;
  const least = data.y.reduce((best, y, i) => (y < data.y[best]! ? i : best), 0);
  if (least === k - 1) return null;
  // Without repeats: the smaller of the scatter around the law and that of successive differences,
  // which a trend does not inflate (von Neumann).
  let differences = 0;
  for (let i = 1; i < k; i++)
    differences += (data.y[i]! / data.level[i]! - data.y[i - 1]! / data.level[i - 1]!) ** 2;
  const single = Math.min(scale, differences / (2 * (k - 1)));
  const variance = (i: number) =>
    data.df === 0 ? single * data.level[i]! ** 2 : data.covariance[i * k + i]!;
  const covariance = data.df === 0 ? 0 : data.covariance[least * k + k - 1]!;
  const se = Math.sqrt(Math.max(0, variance(k - 1) + variance(least) - 2 * covariance));
  if (!(last > data.y[least]! + 2 * se)) return null;
  return {
    code: 'rising-tail',
    n: data.n[k - 1] ?? all.n[all.n.length - 1]!,
    error: last,
    best: data.y[least]!,
  };
}
