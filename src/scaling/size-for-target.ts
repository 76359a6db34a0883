// How many samples until the error is T: n* = ((T - C) / D)^(-1/alpha), over the posterior's draws,
// with "not reachable" kept as infinity (fitting.md, section 8).
import { LawArgumentError } from './errors.ts';
import { bandAt } from './fitted-law.ts';
import { largestSize, quantileOf, sampleLaw, share, smallestSize } from './law-sample.ts';
import type { SizeForTarget, TargetReason } from './report-types.ts';
import type { LawCurve, PowerLaw } from './types.ts';

/** n at which D n^-alpha + C = T; Infinity for T <= C (and for a flat law above T). */
export function crossingSize({ D, alpha, C }: LawCurve, target: number): number {
  const excess = target - C;
  if (!(excess > 0)) return Infinity;
  if (!(D > 0)) return 0;
  return Math.exp((Math.log(D) - Math.log(excess)) / alpha);
}

/** n* of every draw. Levels move with the latest points and with the trials' offset. */
export function crossingDraws(law: PowerLaw, target: number): number[] {
  const { alpha, D, C, offset, drift, count } = sampleLaw(law);
  return Array.from({ length: count }, (_, s) =>
    crossingSize({ D: D[s]!, alpha: alpha[s]!, C: C[s]! }, target / (offset[s]! * drift[s]!)),
  );
}

export interface TargetOptions {
  /** Permitted reach of extrapolation as a size (from the hold-out), for the reason codes. */
  readonly reach?: number;
}

/**
 * Sizes for an error of `target` > 0 (unit of the error). Probability statements include the
 * uncertainty of the level for new trials. Throws LawArgumentError for a target that is not positive.
 */
export function sizeForTarget(
  law: PowerLaw,
  target: number,
  { reach }: TargetOptions = {},
): SizeForTarget {
  if (!(Number.isFinite(target) && target > 0))
    throw new LawArgumentError(`A target error is a positive number, not ${String(target)}.`);
  const draws = crossingDraws(law, target).sort((a, b) => a - b);
  const last = largestSize(law);
  const probabilityReachable = share(draws, Number.isFinite);
  const probabilityMet = share(draws, (n) => n <= last);
  const median = quantileOf(draws, 0.5);
  const interval = { lower: quantileOf(draws, 0.05), upper: quantileOf(draws, 0.95) };
  const point = crossingSize(law, target);
  const status =
    probabilityMet >= 0.9
      ? 'reached'
      : probabilityReachable <= 0.1
        ? 'infeasible'
        : probabilityReachable >= 0.9
          ? 'feasible'
          : 'uncertain';
  const reasons: TargetReason[] = [];
  if (status === 'reached') reasons.push({ code: 'already-met', probability: probabilityMet });
  if (status === 'infeasible')
    reasons.push({
      code: 'target-below-floor',
      floorLower: law.intervals.C[90].lower,
      probability: probabilityReachable,
    });
  if (law.D <= 0) reasons.push({ code: 'no-trend' });
  if (status !== 'infeasible' && !Number.isFinite(interval.upper))
    reasons.push({ code: 'upper-end-open', probability: probabilityReachable });
  if (reach !== undefined && Number.isFinite(median) && median > reach)
    reasons.push({ code: 'beyond-reach', reach });
  const third = quantileOf(draws, 0.3);
  const nextSize =
    status === 'reached' || status === 'infeasible'
      ? null
      : Math.max(last, Math.min(third, 4 * last));
  return {
    target,
    status,
    point: Number.isFinite(point) ? point : null,
    median,
    interval,
    band: bandCrossing(law, target),
    probabilityReachable,
    nextSize,
    reasons,
  };
}

/** Sizes where the lower and the upper edge of the 90 % profile band come down to the target. */
function bandCrossing(law: PowerLaw, target: number) {
  const low = Math.log(smallestSize(law)) - 7;
  const high = Math.log(largestSize(law)) + 14;
  const first = (edge: (n: number) => number): number => {
    if (edge(Math.exp(high)) > target) return Infinity;
    if (edge(Math.exp(low)) <= target) return Math.exp(low);
    let [a, b] = [low, high];
    while (b - a > 1e-4) {
      const mid = (a + b) / 2;
      if (edge(Math.exp(mid)) > target) a = mid;
      else b = mid;
    }
    return Math.exp(b);
  };
  return {
    lower: first((n) => bandAt(law, n, 0.9).lower),
    upper: first((n) => bandAt(law, n, 0.9).upper),
  };
}

export interface PurchasePrices {
  readonly costPerSample: number;
  /** Penalty for missing the target, in the same money. */
  readonly penalty: number;
}

export interface Purchase {
  readonly size: number;
  readonly expectedCost: number;
  readonly probabilityMet: number;
}

/**
 * The size that minimises cost (q - n_k) + penalty P(n* > q): the minimum over the sorted draws,
 * buying nothing included (Mahmood et al. 2022, Learn-Optimize-Collect).
 */
export function bestPurchase(law: PowerLaw, target: number, prices: PurchasePrices): Purchase {
  const { costPerSample, penalty } = prices;
  if (!(costPerSample >= 0 && penalty >= 0))
    throw new LawArgumentError(
      `Prices are not negative, not ${String(costPerSample)} and ${String(penalty)}.`,
    );
  const last = largestSize(law);
  const draws = crossingDraws(law, target).sort((a, b) => a - b);
  const at = (size: number, met: number): Purchase => ({
    size,
    probabilityMet: met,
    expectedCost: costPerSample * (size - last) + penalty * (1 - met),
  });
  let best = at(
    last,
    share(draws, (n) => n <= last),
  );
  draws.forEach((n, i) => {
    if (!Number.isFinite(n) || n <= last) return;
    const candidate = at(n, (i + 1) / draws.length);
    if (candidate.expectedCost < best.expectedCost) best = candidate;
  });
  return best;
}
