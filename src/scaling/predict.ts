// Predictive distribution of an error at any size. (First version: last value and slope, widened.)
import { NothingToPredictError } from './errors.ts';
import { normalQuantile } from './quantiles.ts';
import type { PowerLaw, Prediction, PredictOptions, RefusedLaw } from './types.ts';

export function predictAt(
  law: PowerLaw | RefusedLaw,
  n: number,
  { level = 0.9 }: PredictOptions = {},
): Prediction {
  const last = law.data.y.at(-1) ?? 0;
  if (!(last > 0)) throw new NothingToPredictError('No positive error to predict from.');
  const median = law.kind === 'fit' ? law.D * n ** -law.alpha + law.C : last;
  const fraction = level > 1 ? level / 100 : level;
  const octaves = Math.abs(Math.log2(n / (law.data.n.at(-1) ?? n)));
  const reach = Math.exp(normalQuantile((1 + fraction) / 2) * (0.02 + 0.05 * Math.sqrt(octaves)));
  return { median, lower: median / reach, upper: median * reach };
}
