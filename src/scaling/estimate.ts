// The point estimate: levels from the fitted curve, misfit from the lack of fit, then the profile.
import { fUpperTail } from './quantiles.ts';
import {
  minimiseProfile,
  profileAt,
  profileProblem,
  type ProfileMinimum,
  type ProfileProblem,
  type Weighting,
} from './profile.ts';
import { lawData, type Prepared } from './prepared.ts';
import type { LawData, UsedOptions } from './types.ts';

export interface Estimate extends ProfileMinimum {
  readonly data: LawData;
  readonly problem: ProfileProblem;
  readonly misfit: number;
  readonly lackOfFit: number | null;
  /** Variance factor of the weights: 1 with a known covariance, else Q_min / (k - 3). */
  readonly scale: number;
  /** Degrees of freedom of the F threshold. */
  readonly df: number;
}

const PARAMETERS = 3;

/** Fits the last `count` sizes. Two rounds of levels make weights independent of each size's luck. */
export function estimate(
  all: Prepared,
  count: number,
  options: UsedOptions,
  weighting: Omit<Weighting, 'misfit'> = {},
): Estimate {
  const { floor, alphaRange } = options;
  let data = lawData(all, count, startLevels(all, count));
  for (let round = 0; round < 2; round++) {
    const problem = profileProblem(data, { misfit: 0, ...weighting }, floor, alphaRange);
    data = lawData(all, count, fittedLevels(problem, quickMinimum(problem).lnAlpha, data.y));
  }
  if (options.loss === 'huber') data = huberWeights(data, options);
  return estimateData(data, options, weighting);
}

/**
 * Huber's weights by iteration: min(1, 1.345 scale / |r|) of the standardised residuals r, with
 * scale = 1.4826 median |r|.
 */
export function huberWeights(data: LawData, options: UsedOptions): LawData {
  let current = data;
  const { floor, alphaRange } = options;
  for (let round = 0; round < 10; round++) {
    const problem = profileProblem(current, { misfit: 0 }, floor, alphaRange);
    const { lnAlpha } = quickMinimum(problem);
    const { D, C } = profileAt(problem, lnAlpha);
    const alpha = Math.exp(lnAlpha);
    const k = data.n.length;
    const r = data.y.map((y, i) => {
      const v = data.df === 0 ? 0 : data.covariance[i * k + i]!;
      const sd = Math.sqrt(v > 0 ? v : data.level[i]! ** 2);
      return Math.abs(y - C - D * Math.exp(-alpha * problem.lnU[i]!)) / sd;
    });
    const sorted = [...r].sort((a, b) => a - b);
    const middle = k >> 1;
    const median = k % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    const limit = 1.345 * 1.4826 * median;
    const weights = r.map((v) => (v <= limit || limit === 0 ? 1 : limit / v));
    const change = Math.max(...weights.map((w, i) => Math.abs(w - current.weights[i]!)));
    current = { ...data, weights };
    if (change < 1e-6) break;
  }
  return current;
}

/** The same for data whose levels are settled. */
export function estimateData(
  data: LawData,
  options: UsedOptions,
  weighting: Omit<Weighting, 'misfit'> = {},
): Estimate {
  const { floor, alphaRange } = options;
  const free = data.n.length - PARAMETERS;
  const scatter = data.df === 0 || weighting.relativeOnly === true;
  const at = (misfit: number) => profileProblem(data, { misfit, ...weighting }, floor, alphaRange);
  let misfit = 0;
  let lackOfFit: number | null = null;
  if (!scatter) {
    const q = quickMinimum(at(0)).Q;
    lackOfFit = free > 0 ? fUpperTail(q / free, free, data.df) : null;
    if (options.misfit !== 'auto') misfit = options.misfit;
    else if (free > 0 && q > free) misfit = solveMisfit(at, free);
  }
  const problem = at(misfit);
  const minimum = minimiseProfile(problem);
  return {
    ...minimum,
    data,
    problem,
    misfit,
    lackOfFit,
    scale: scatter ? minimum.best.Q / Math.max(1, free) : 1,
    df: scatter ? Math.max(1, free) : thresholdDf(data, misfit, options, free),
  };
}

/** Birge's ratio the other way round: the relative misfit at which Q equals its expectation. */
function solveMisfit(at: (misfit: number) => ProfileProblem, free: number): number {
  let low = Math.log(1e-6);
  let high = 0;
  for (let i = 0; i < 24; i++) {
    const mid = (low + high) / 2;
    if (quickMinimum(at(Math.exp(mid))).Q > free) low = mid;
    else high = mid;
  }
  return Math.exp((low + high) / 2);
}

/** Satterthwaite: noise with its own degrees of freedom, misfit with k - 3. */
function thresholdDf(data: LawData, misfit: number, options: UsedOptions, free: number): number {
  if (misfit === 0 || options.misfit !== 'auto') return data.df;
  const k = data.n.length;
  let noise = 0;
  for (let i = 0; i < k; i++) noise += data.covariance[i * k + i]! / data.level[i]! ** 2 / k;
  const extra = misfit * misfit;
  return (noise + extra) ** 2 / (noise ** 2 / data.df + extra ** 2 / Math.max(1, free));
}

/** A cheap minimum: every fourth coarse alpha and a short golden section. */
export function quickMinimum(problem: ProfileProblem): {
  readonly Q: number;
  readonly lnAlpha: number;
} {
  const { lnLow, lnHigh } = problem;
  const steps = 30;
  const x = (i: number) => lnLow + ((lnHigh - lnLow) * i) / steps;
  let best = { Q: Infinity, lnAlpha: lnLow };
  let index = 0;
  for (let i = 0; i <= steps; i++) {
    const p = profileAt(problem, x(i));
    if (p.Q < best.Q) [best, index] = [p, i];
  }
  const g = (Math.sqrt(5) - 1) / 2;
  let a = x(Math.max(0, index - 1));
  let b = x(Math.min(steps, index + 1));
  for (let i = 0; i < 18; i++) {
    const p = profileAt(problem, b - g * (b - a));
    const q = profileAt(problem, a + g * (b - a));
    if (p.Q < best.Q) best = p;
    if (q.Q < best.Q) best = q;
    if (p.Q < q.Q) b = q.lnAlpha;
    else a = p.lnAlpha;
  }
  return best;
}

/** The errors, raised to a thousandth of the largest where they are zero. */
export function startLevels(all: Prepared, count: number): Float64Array {
  const y = all.y.slice(all.n.length - count);
  const largest = y.reduce((a, b) => Math.max(a, b), 0);
  return y.map((v) => Math.max(v, 1e-3 * largest));
}

/** The fitted curve, kept within a factor 2 of the error so that a bad fit cannot hide a point. */
function fittedLevels(
  problem: ProfileProblem,
  lnAlpha: number,
  y: readonly number[],
): Float64Array {
  const { D, C } = profileAt(problem, lnAlpha);
  const alpha = Math.exp(lnAlpha);
  const least = 1e-6 * Math.max(...y);
  return problem.lnU.map((u, i) => {
    const f = C + D * Math.exp(-alpha * u);
    const own = y[i]!;
    return own > 0 ? Math.min(Math.max(f, own / 2), own * 2) : Math.max(f, least);
  });
}
