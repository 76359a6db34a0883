// When to stop (fitting.md, section 8): four clauses, each with its number, held at two consecutive
// points before they stop anything.
import { LawArgumentError } from './errors.ts';
import { nextDoublingGain } from './limit.ts';
import { average, largestSize, sampleLaw, share } from './law-sample.ts';
import { crossingDraws } from './size-for-target.ts';
import type { Stopping, StoppingClause, StoppingOptions, StoppingReason } from './report-types.ts';
import type { PowerLaw } from './types.ts';

const ENOUGH_SIZES = 5;

export interface BestStep {
  /** Size that maximises the expected value, and that value in money. */
  readonly size: number;
  readonly value: number;
}

/**
 * max over q of v E[f(n_k) - f(q)] - c (q - n_k), q on a log grid of 200 sizes above n_k up to
 * `reach` times n_k. The value can be negative: then no step is worth its price.
 */
export function bestStep(law: PowerLaw, v: number, c: number, reach: number): BestStep {
  const { alpha, D } = sampleLaw(law);
  const last = largestSize(law);
  let best: BestStep = { size: last, value: -Infinity };
  for (let i = 1; i <= 200; i++) {
    const q = last * Math.max(reach, 1.01) ** (i / 200);
    let gain = 0;
    for (let s = 0; s < alpha.length; s++) gain += D[s]! * (last ** -alpha[s]! - q ** -alpha[s]!);
    const value = (v * gain) / alpha.length - c * (q - last);
    if (value > best.value) best = { size: q, value };
  }
  return best;
}

/**
 * "stop", "go-on" or "cannot-tell", with every clause that holds and the reasons. Without a target
 * and without prices the rule asks whether a doubling still gains `smallestGain`. Clauses about the
 * future need five sizes and a hold-out that did not fail. Throws LawArgumentError for negative prices.
 */
export function stopping(law: PowerLaw, options: StoppingOptions = {}): Stopping {
  const { target, valuePerError, costPerSample, holdout } = options;
  for (const price of [valuePerError, costPerSample])
    if (price !== undefined && !(price >= 0))
      throw new LawArgumentError(`Prices are not negative, not ${String(price)}.`);
  const last = largestSize(law);
  const clauses: StoppingClause[] = [];
  const reasons: StoppingReason[] = [];
  const gain = nextDoublingGain(law);
  const { alpha, D } = sampleLaw(law);
  const gains = alpha.map((a, s) => D[s]! * last ** -a * (1 - 2 ** -a));
  let goOn = false;

  if (target !== undefined) {
    const draws = crossingDraws(law, target);
    const met = share(draws, (n) => n <= last);
    const reachable = share(draws, Number.isFinite);
    if (met >= 0.9) clauses.push({ code: 'target-met', probability: met, target });
    else if (reachable <= 0.1)
      clauses.push({ code: 'target-out-of-reach', probability: reachable, target });
  }
  if (valuePerError !== undefined && costPerSample !== undefined) {
    const step = bestStep(law, valuePerError, costPerSample, holdout?.reach.factor ?? 4);
    if (step.value <= 0)
      clauses.push({ code: 'not-worth-it', expectedValue: step.value, size: step.size });
    else {
      reasons.push({ code: 'worth-it', expectedValue: step.value, size: step.size });
      goOn = true;
    }
  } else {
    const smallestGain = options.smallestGain ?? 0.01 * law.data.y[law.data.y.length - 1]!;
    const probability = share(gains, (g) => g > smallestGain);
    if (probability < 0.1) clauses.push({ code: 'gain-too-small', probability, smallestGain });
    else {
      goOn = probability >= 0.5;
      reasons.push({ code: goOn ? 'gain-likely' : 'gain-unclear', probability, smallestGain });
    }
  }
  const noise = differenceError(law);
  const expected = average(gains);
  const repeatsInstead = noise !== null && expected < noise;
  if (noise !== null && repeatsInstead)
    clauses.push({ code: 'at-noise', gain: expected, standardError: noise });
  return { ...decide(law, clauses, reasons, goOn, options), repeatsInstead, gain };
}

/** Turns the clauses that hold into advice: future clauses need evidence, and all must hold twice. */
function decide(
  law: PowerLaw,
  clauses: readonly StoppingClause[],
  known: readonly StoppingReason[],
  goOn: boolean,
  { holdout, previous }: StoppingOptions,
): Pick<Stopping, 'advice' | 'clauses' | 'reasons'> {
  const stopper = clauses.find((c) => c.code !== 'at-noise');
  if (!stopper) return { advice: goOn ? 'go-on' : 'cannot-tell', clauses, reasons: known };
  const doubts: StoppingReason[] = [];
  if (stopper.code !== 'target-met') {
    const have = law.data.n.length;
    if (have < ENOUGH_SIZES) doubts.push({ code: 'few-sizes', have, need: ENOUGH_SIZES });
    if (!holdout) doubts.push({ code: 'holdout-missing' });
    else if (failed(holdout.grade)) doubts.push({ code: 'holdout-failed', grade: holdout.grade });
  }
  if (!previous?.clauses.some((c) => c.code === stopper.code))
    doubts.push({ code: 'first-time', clause: stopper.code });
  const advice = doubts.length > 0 ? 'cannot-tell' : 'stop';
  return { advice, clauses, reasons: [...known, ...doubts] };
}

const failed = (grade: NonNullable<StoppingOptions['holdout']>['grade']): boolean =>
  grade === 'no-extrapolation' || grade === 'not-tested';

/** Standard error of the difference between two means at the largest size; null when unknown. */
function differenceError(law: PowerLaw): number | null {
  const at = law.points.filter((p) => p.used).at(-1)?.residualStandardError ?? null;
  return at === null ? null : Math.SQRT2 * at;
}
