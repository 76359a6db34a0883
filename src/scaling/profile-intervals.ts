// Exact profile-likelihood intervals by a sweep over alpha (fitting.md, section 4). For one alpha
// the points (D, C) within the threshold are an ellipse cut by D >= 0 and C >= floor, and a linear
// quantity has its extremes on it in closed form; the interval is the union over alpha.
import type { Estimate } from './estimate.ts';
import { profileAt, type ProfilePoint, type ProfileProblem } from './profile.ts';
import { f1Quantile, tQuantile } from './quantiles.ts';
import type { Interval } from './types.ts';

/** h = a D + b C with D in units of g^alpha. */
export type LinearQuantity = (alpha: number, lnG: number) => readonly [a: number, b: number];

export const quantityD: LinearQuantity = (alpha, lnG) => [Math.exp(alpha * lnG), 0];
export const quantityC: LinearQuantity = () => [0, 1];
export const quantityError =
  (n: number): LinearQuantity =>
  (alpha, lnG) => [Math.exp(-alpha * (Math.log(n) - lnG)), 1];
export const quantityExcess =
  (n: number): LinearQuantity =>
  (alpha, lnG) => [Math.exp(-alpha * (Math.log(n) - lnG)), 0];

/** The alphas within one level's threshold, with the profile along them. */
export interface ProfileSweep {
  readonly threshold: number;
  readonly lnLow: number;
  readonly lnHigh: number;
  readonly points: readonly ProfilePoint[];
  readonly floor: number;
  readonly lnG: number;
}

const FINE = 241;

/** Finds where Q crosses the threshold (by bisection) and re-grids alpha between. */
export function sweepProfile(fit: Estimate, level: number): ProfileSweep {
  const { problem, best, coarse } = fit;
  // Rounding leaves Q_min near 1e-30 of the data; the slack keeps the minimum inside its interval.
  const threshold = best.Q + fit.scale * f1Quantile(level, fit.df) + 1e-13 * best.Q;
  const inside = coarse.filter((p) => p.Q <= threshold).map((p) => p.lnAlpha);
  const first = Math.min(best.lnAlpha, ...inside);
  const last = Math.max(best.lnAlpha, ...inside);
  const before = coarse.filter((p) => p.lnAlpha < first).at(-1);
  const after = coarse.find((p) => p.lnAlpha > last);
  const lnLow = before ? crossing(problem, first, before.lnAlpha, threshold) : problem.lnLow;
  const lnHigh = after ? crossing(problem, last, after.lnAlpha, threshold) : problem.lnHigh;
  const points: ProfilePoint[] = [best];
  for (let i = 0; i < FINE; i++)
    points.push(profileAt(problem, lnLow + ((lnHigh - lnLow) * i) / (FINE - 1)));
  return { threshold, lnLow, lnHigh, points, floor: problem.floor, lnG: problem.lnG };
}

function crossing(
  problem: ProfileProblem,
  inside: number,
  outside: number,
  threshold: number,
): number {
  let [a, b] = [inside, outside];
  for (let i = 0; i < 40 && Math.abs(b - a) > 1e-12; i++) {
    const mid = (a + b) / 2;
    if (profileAt(problem, mid).Q <= threshold) a = mid;
    else b = mid;
  }
  return a;
}

/** The interval of a linear quantity: its extremes over all (alpha, D, C) within the threshold. */
export function intervalOf(sweep: ProfileSweep, quantity: LinearQuantity): Interval {
  let lower = Infinity;
  let upper = -Infinity;
  const { threshold, floor, lnG } = sweep;
  for (const p of sweep.points) {
    const [a, b] = quantity(Math.exp(p.lnAlpha), lnG);
    const take = (D: number, C: number) => {
      const h = a * D + b * (C + floor);
      if (h < lower) lower = h;
      if (h > upper) upper = h;
    };
    if (p.Q <= threshold) take(p.D, p.C - floor);
    const r = Math.sqrt(Math.max(0, threshold - p.freeQ));
    if (threshold >= p.freeQ) {
      const moveD = a * p.vDD + b * p.vDC;
      const moveC = a * p.vDC + b * p.vCC;
      const norm = Math.sqrt(Math.max(0, a * moveD + b * moveC));
      if (norm > 0) {
        for (const sign of [-r / norm, r / norm]) {
          const D = p.freeD + sign * moveD;
          const C = p.freeC + sign * moveC;
          if (D >= 0 && C >= 0) take(D, C);
        }
      }
    }
    if (threshold >= p.edgeDQ) {
      const reach = Math.sqrt((threshold - p.edgeDQ) / p.phiSquare);
      if (p.edgeD + reach >= 0) {
        take(Math.max(0, p.edgeD - reach), 0);
        take(p.edgeD + reach, 0);
      }
    }
    if (threshold >= p.edgeCQ) {
      const reach = Math.sqrt((threshold - p.edgeCQ) / p.oneSquare);
      if (p.edgeC + reach >= 0) {
        take(0, Math.max(0, p.edgeC - reach));
        take(0, p.edgeC + reach);
      }
    }
  }
  return { lower, upper };
}

/**
 * Adds the trials' common offset, which scales the whole curve, to an interval of a level: half
 * widths add in quadrature, each with its own t quantile (square-and-add, Zou and Donner 2008).
 */
export function withOffset(
  interval: Interval,
  value: number,
  offsetVariance: number,
  offsetDf: number,
  level: number,
  least: number,
): Interval {
  if (!(offsetVariance > 0)) return interval;
  const reach = tQuantile((1 + level) / 2, Math.max(1, offsetDf)) * Math.sqrt(offsetVariance);
  return {
    lower: Math.max(least, value - Math.hypot(value - interval.lower, reach * value)),
    upper: value + Math.hypot(interval.upper - value, reach * value),
  };
}
