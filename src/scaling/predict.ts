// Predictive distribution of a new measurement (the same trials) at any size, from the posterior
// that is computed at first use and kept with the law's data.
import { LawArgumentError, NothingToPredictError } from './errors.ts';
import { mixtureQuantiles } from './mixture-quantile.ts';
import {
  mixtureAt,
  modelPosterior,
  predictiveModels,
  type Mixture,
  type ModelPosterior,
} from './posterior.ts';
import type { ModelId } from './report-types.ts';
import type { PowerLaw, Prediction, PredictOptions, RefusedLaw } from './types.ts';

const predictive = new WeakMap<object, ModelPosterior>();
const parametric = new WeakMap<object, ModelPosterior>();

/** The averaged posterior behind `predict`. Two sizes do; with one only the last value is left. */
export function predictivePosterior(law: PowerLaw | RefusedLaw): ModelPosterior {
  const known = predictive.get(law.data);
  if (known) return known;
  if (!law.data.y.some((y) => y > 0))
    throw new NothingToPredictError('No positive error to predict from.');
  const models: readonly (readonly [ModelId, number])[] =
    law.data.n.length < 2 ? [['last-value', 1]] : predictiveModels(law.data.n.length);
  const made = modelPosterior(law.data, law.options, models, law.options.draws, true);
  predictive.set(law.data, made);
  return made;
}

/** The posterior of the power law alone: alpha, D and C for decisions. */
export function lawPosterior(law: PowerLaw): ModelPosterior {
  const known = parametric.get(law.data);
  if (known) return known;
  const made = modelPosterior(law.data, law.options, [['power-floor', 1]], law.options.draws);
  parametric.set(law.data, made);
  return made;
}

/**
 * Factor on the discrepancy's deviation that real curves with late breaks needed (LCDB, 95 %):
 * 1.4, 2.1, 2.8, 3.6, 4.8 at 0.5, 1, 1.5, 2, 2.5 octaves. Growth stops at 6.
 */
export function cautiousFactor(octaves: number): number {
  return octaves <= 0 ? 1 : Math.min(6, 1 + 0.7 * (octaves / 0.5) ** 0.95);
}

export function predictiveMixture(
  law: PowerLaw | RefusedLaw,
  n: number,
  cautious: boolean,
): Mixture {
  return mixtureAt(predictivePosterior(law), n, cautious ? { widen: cautiousFactor } : {});
}

/**
 * Median and central interval of the error that a new measurement at size n would show.
 * Throws LawArgumentError for a size or level outside its range, NothingToPredictError when no
 * error is positive. With two or three sizes the answer is wide; with one it is the last value.
 */
export function predictAt(
  law: PowerLaw | RefusedLaw,
  n: number,
  options: PredictOptions = {},
): Prediction {
  const { level = 0.9, cautious = law.options.cautious } = options;
  if (!(Number.isFinite(n) && n > 0))
    throw new LawArgumentError(`A size n is a positive finite number, not ${String(n)}.`);
  const fraction = level > 1 ? level / 100 : level;
  if (!(fraction > 0 && fraction < 1))
    throw new LawArgumentError(
      `A level lies between 0 and 1 (or 0 and 100), not ${String(level)}.`,
    );
  const mixture = predictiveMixture(law, n, cautious);
  const [lower = NaN, median = NaN, upper = NaN] = mixtureQuantiles(mixture, [
    (1 - fraction) / 2,
    0.5,
    (1 + fraction) / 2,
  ]).map(Math.exp);
  return { median, lower, upper };
}
