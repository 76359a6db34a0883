// fitPowerLaw: points in, a power law with intervals and reasons out. Cheap enough for every
// arriving point; predictions, hold-out and decisions are computed when they are asked for.
import { estimate, startLevels, type Estimate } from './estimate.ts';
import {
  curveAt,
  rememberEstimate,
  reviveLaw,
  type FittedLaw,
  type RefusedFit,
} from './fitted-law.ts';
import { identify } from './identification.ts';
import { useOptions } from './options.ts';
import { lawData, prepare, summarise, type Prepared } from './prepared.ts';
import {
  intervalOf,
  quantityC,
  quantityD,
  quantityError,
  sweepProfile,
  withOffset,
} from './profile-intervals.ts';
import { fUpperTail } from './quantiles.ts';
import { windowed, windowSize } from './window.ts';
import type {
  AlternativeFit,
  FitOptions,
  Interval,
  Intervals,
  LawCurve,
  LawPoint,
  LawReason,
  LevelPercent,
  PowerLaw,
  RefusedLaw,
  RobustFit,
  UsedOptions,
} from './types.ts';
import { LEVELS } from './types.ts';

export const NEEDED_SIZES = 4;

/**
 * Fits error = D n^-alpha + C with D >= 0, C >= floor. Deterministic; independent of the order of
 * the points, and equivariant in the units of n and error. Fewer than four distinct sizes, or no
 * positive error, give `kind: 'refused'` with the reason; both kinds can `predict`.
 * Throws LawArgumentError for an option outside its range.
 */
export function fitPowerLaw(
  points: readonly LawPoint[],
  options?: FitOptions,
): FittedLaw | RefusedFit {
  const used = useOptions(options);
  const all = prepare(points, used);
  const k = all.n.length;
  if (k < NEEDED_SIZES || !all.y.some((y) => y > 0)) {
    return refuse(
      all,
      used,
      k < NEEDED_SIZES
        ? { code: 'not-enough-sizes', have: k, need: NEEDED_SIZES }
        : { code: 'all-errors-zero' },
    );
  }
  const count = windowSize(k, used.window);
  const kept = windowed(points, all, used);
  const fit = estimate(kept, count, used);
  const described = describe(fit, all, kept, used);
  if (!isComputed(described)) return refuse(all, used, { code: 'not-computable' });
  const law = reviveLaw(described);
  rememberEstimate(law, fit);
  return law;
}

function refuse(all: Prepared, options: UsedOptions, reason: RefusedLaw['reason']): RefusedFit {
  const k = all.n.length;
  return reviveLaw({
    kind: 'refused',
    reason,
    reasons: all.leftOut,
    points: summarise(all, k),
    variance: all.variance,
    options,
    data: lawData(all, k, startLevels(all, k)),
  });
}

/** Almost only zeros can leave numbers that are none; a law is all numbers or no law. */
function isComputed({ D, alpha, C, intervals }: PowerLaw): boolean {
  const ends = Object.values(intervals).flatMap((levels: Intervals) =>
    Object.values(levels).flatMap(({ lower, upper }: Interval) => [lower, upper]),
  );
  return [D, alpha, C, ...ends].every((value) => !Number.isNaN(value));
}

function describe(fit: Estimate, all: Prepared, kept: Prepared, options: UsedOptions): PowerLaw {
  const count = kept.n.length;
  const { best, problem, data } = fit;
  const curve = displayCurve(fit);
  const { D, alpha, C } = curve;
  const sweeps = LEVELS.map((level) => [level, sweepProfile(fit, level / 100)] as const);
  const each = (f: (level: LevelPercent, s: (typeof sweeps)[number][1]) => Interval): Intervals =>
    Object.fromEntries(sweeps.map(([level, s]) => [level, f(level, s)])) as Record<
      LevelPercent,
      Interval
    >;
  const offset = (interval: Interval, value: number, level: number, least: number) =>
    withOffset(interval, value, data.offsetVariance, data.offsetDf, level / 100, least);
  const intervals = {
    D: each((level, s) => offset(intervalOf(s, quantityD), D, level, 0)),
    alpha: each((_, s) => ({ lower: Math.exp(s.lnLow), upper: Math.exp(s.lnHigh) })),
    C: each((level, s) => offset(intervalOf(s, quantityC), C, level, options.floor)),
  };
  const last = data.n[count - 1]!;
  const excess = D * last ** -alpha;
  const excessShare = excess + C > 0 ? excess / (excess + C) : 0;
  const identification = identify(fit, all, intervals, excessShare);
  const alternatives = otherWindows(all, count, options);
  const robust = robustFits(kept, count, options);
  const band = intervalOf(sweepProfile(fit, 0.9), quantityError(4 * last));
  const reasons: LawReason[] = [
    ...all.leftOut,
    ...identification.reasons,
    ...disagreements(curve, band, 4 * last, alternatives, robust),
  ];
  const powerOnly = Math.min(...fit.coarse.map((p) => p.edgeDQ), best.edgeDQ);
  const ratio = Math.max(0, powerOnly - best.Q) / (fit.scale > 0 ? fit.scale : 1);
  return {
    kind: 'fit',
    ...curve,
    intervals,
    identified: identification.identified,
    reasons,
    points: summarise(all, count),
    variance: kept.variance,
    window: { used: count, of: all.n.length },
    alternatives,
    robust,
    excess,
    excessShare,
    lastSlope: lastSlope(data.n, data.y),
    misfit: fit.misfit,
    lackOfFit: fit.lackOfFit,
    thresholdDf: fit.df,
    noFloorPValue: problem.floor === 0 ? 0.5 * fUpperTail(ratio, 1, fit.df) : 0,
    boundsHit: identification.boundsHit,
    options,
    data,
  };
}

function displayCurve({ best, problem }: Estimate): LawCurve {
  const alpha = Math.exp(best.lnAlpha);
  return { D: best.D * Math.exp(alpha * problem.lnG), alpha, C: best.C };
}

function lastSlope(n: readonly number[], y: readonly number[]): number {
  const k = n.length;
  const [a, b] = [y[k - 2]!, y[k - 1]!];
  return a > 0 && b > 0 ? Math.log(b / a) / Math.log(n[k - 1]! / n[k - 2]!) : 0;
}

/** Fits to the last 6, the last 8 and all sizes, where these differ from the one in use. */
function otherWindows(all: Prepared, count: number, options: UsedOptions): AlternativeFit[] {
  const k = all.n.length;
  return [6, 8, k]
    .filter((w, i, list) => w <= k && w !== count && list.indexOf(w) === i)
    .map((window) => ({ ...displayCurve(estimate(all, window, options)), window }));
}

/** The same data with relative weights, and with Huber's weights against outliers. */
function robustFits(all: Prepared, count: number, options: UsedOptions): RobustFit[] {
  const relative = estimate(all, count, { ...options, loss: 'gaussian' }, { relativeOnly: true });
  const huber = estimate(all, count, { ...options, loss: 'huber' });
  return [
    { ...displayCurve(relative), variant: 'relative' },
    { ...displayCurve(huber), variant: 'huber' },
  ];
}

/** A variant disagrees when its error at 4 times the largest size leaves the 90 % band there. */
function disagreements(
  curve: LawCurve,
  band: Interval,
  n: number,
  windows: readonly AlternativeFit[],
  robust: readonly RobustFit[],
): LawReason[] {
  const outside = (other: LawCurve) => {
    const value = curveAt(other, n);
    return value < band.lower || value > band.upper;
  };
  const factor = (other: LawCurve) => curveAt(other, n) / curveAt(curve, n);
  return [
    ...windows.filter(outside).map((w) => ({
      code: 'window-disagrees' as const,
      window: w.window,
      n,
      factor: factor(w),
    })),
    ...robust.filter(outside).map((r) => ({
      code: 'robust-disagrees' as const,
      variant: r.variant,
      n,
      factor: factor(r),
    })),
  ];
}
