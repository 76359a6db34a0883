// A power law that can be evaluated: the plain record with methods on its prototype, so that
// structured cloning keeps the record and `reviveLaw` gives the methods back.
import { LawArgumentError } from './errors.ts';
import { estimateData, type Estimate } from './estimate.ts';
import {
  intervalOf,
  quantityError,
  sweepProfile,
  withOffset,
  type ProfileSweep,
} from './profile-intervals.ts';
import { predictAt } from './predict.ts';
import type {
  Interval,
  LawCurve,
  PowerLaw,
  PredictOptions,
  Prediction,
  RefusedLaw,
} from './types.ts';

/** Error of the law at size n: D n^-alpha + C. */
export function curveAt({ D, alpha, C }: LawCurve, n: number): number {
  return D * n ** -alpha + C;
}

const estimates = new WeakMap<object, Estimate>();
const sweeps = new WeakMap<object, Map<number, ProfileSweep>>();

/** The estimate behind a plain law, recomputed once from its data when it came through a worker. */
export function estimateOf(law: PowerLaw): Estimate {
  const known = estimates.get(law.data);
  if (known) return known;
  const options = { ...law.options, misfit: law.misfit };
  const again = { ...estimateData(law.data, options), df: law.thresholdDf };
  estimates.set(law.data, again);
  return again;
}

/** Keeps the estimate that a law was made from. */
export function rememberEstimate(law: PowerLaw, estimate: Estimate): void {
  estimates.set(law.data, estimate);
}

export function sweepOf(law: PowerLaw, level: number): ProfileSweep {
  let byLevel = sweeps.get(law.data);
  if (!byLevel) sweeps.set(law.data, (byLevel = new Map<number, ProfileSweep>()));
  let sweep = byLevel.get(level);
  if (!sweep) byLevel.set(level, (sweep = sweepProfile(estimateOf(law), level)));
  return sweep;
}

/** A level as a fraction: 90 and 0.9 both mean 0.9. Throws LawArgumentError outside (0, 1). */
export function levelFraction(level: number): number {
  const fraction = level > 1 ? level / 100 : level;
  if (!(fraction > 0 && fraction < 1))
    throw new LawArgumentError(
      `A level lies between 0 and 1 (or 0 and 100), not ${String(level)}.`,
    );
  return fraction;
}

/** A size. Throws LawArgumentError unless it is finite and positive. */
export function checkSize(n: number): number {
  if (!(Number.isFinite(n) && n > 0))
    throw new LawArgumentError(`A size n is a positive finite number, not ${String(n)}.`);
  return n;
}

/** Profile band of the law (without misfit of single sizes) at size n, in the unit of the error. */
export function bandAt(law: PowerLaw, n: number, level = 0.9): Interval {
  const fraction = levelFraction(level);
  const { offsetVariance, offsetDf } = law.data;
  return withOffset(
    intervalOf(sweepOf(law, fraction), quantityError(checkSize(n))),
    curveAt(law, n),
    offsetVariance,
    offsetDf,
    fraction,
    law.options.floor,
  );
}

export interface LawMethods {
  /** The fitted law at size n. */
  curve(n: number): number;
  /** Profile band of the law at size n. */
  band(n: number, level?: number): Interval;
  /** Predictive distribution of a new measurement at size n; computes the posterior at first use. */
  predict(n: number, options?: PredictOptions): Prediction;
}

/**
 * A fit with methods. Its own properties are the plain `PowerLaw`, the methods sit on the
 * prototype: `structuredClone` keeps the record, and `reviveLaw` restores the methods.
 */
export type FittedLaw = PowerLaw & LawMethods;

/** A refusal that can still predict, widely, from what there is. */
export type RefusedFit = RefusedLaw & Pick<LawMethods, 'predict'>;

const methods: LawMethods & ThisType<FittedLaw> = {
  curve(n) {
    return curveAt(this, checkSize(n));
  },
  band(n, level = 0.9) {
    return bandAt(this, n, level);
  },
  predict(n, options) {
    return predictAt(this, n, options);
  },
};

const refusedMethods: Pick<LawMethods, 'predict'> & ThisType<RefusedFit> = {
  predict(n, options) {
    return predictAt(this, n, options);
  },
};

/** Gives a plain law (after structured cloning or JSON) its methods back. */
export function reviveLaw(law: PowerLaw): FittedLaw;
export function reviveLaw(law: RefusedLaw): RefusedFit;
export function reviveLaw(law: PowerLaw | RefusedLaw): FittedLaw | RefusedFit;
export function reviveLaw(law: PowerLaw | RefusedLaw): FittedLaw | RefusedFit {
  return law.kind === 'fit'
    ? Object.assign(Object.create(methods) as LawMethods, law)
    : Object.assign(Object.create(refusedMethods) as Pick<LawMethods, 'predict'>, law);
}
