// Draws of the law for decisions: parameters, the level that the latest points give it, and the
// trials' common offset where a quantity is a level and not a difference.
import { forecast, type DriftForecast, type Discrepancy } from './discrepancy.ts';
import { radicalInverse } from './draws.ts';
import { lawDraws } from './posterior.ts';
import { lawPosterior } from './predict.ts';
import { normalQuantile, tQuantile } from './quantiles.ts';
import type { LawDraws } from './report-types.ts';
import type { PowerLaw, Prediction } from './types.ts';

export interface LawSample extends LawDraws {
  readonly count: number;
  /** exp(offset): what new trials would multiply the whole curve by. */
  readonly offset: readonly number[];
  /** Factor that carries the latest points' deviation from the law. */
  readonly drift: readonly number[];
}

const samples = new WeakMap<object, LawSample>();

/** The sample behind all decisions of one law; computed once. */
export function sampleLaw(law: PowerLaw): LawSample {
  const known = samples.get(law.data);
  if (known) return known;
  const posterior = lawPosterior(law);
  const { draws, problem } = posterior;
  const { relative, level } = problem;
  const { k } = relative;
  const count = draws.cell.length;
  const drift = new Array<number>(count).fill(1);
  const forecasts = new Map<Discrepancy, DriftForecast>();
  const octave = relative.octave[k - 1]!;
  for (let s = 0; s < count; s++) {
    const { discrepancy } = draws.cell[s]!;
    let here = forecasts.get(discrepancy);
    if (!here) forecasts.set(discrepancy, (here = forecast(relative, discrepancy, octave)));
    let sum = 0;
    for (let i = 0; i < k; i++) sum += posterior.residuals[s * k + i]! * here.weights[i]!;
    const curve = posterior.fitted[s * k + k - 1]!;
    const spread = Math.sqrt(here.variance) * normalQuantile(radicalInverse(s + 1, 7));
    const relativeDrift = curve > 0 ? ((sum + spread) * level[k - 1]!) / curve : 0;
    drift[s] = Math.max(0.05, 1 + relativeDrift);
  }
  const { offsetVariance, offsetDf } = law.data;
  const offset = drift.map((_, s) =>
    offsetVariance > 0
      ? Math.exp(
          Math.sqrt(offsetVariance) * tQuantile(radicalInverse(s + 1, 5), Math.max(3, offsetDf)),
        )
      : 1,
  );
  const made = { ...lawDraws(posterior), count, offset, drift };
  samples.set(law.data, made);
  return made;
}

/** Quantile of unsorted values, infinities included (nearest rank between, no interpolation to infinity). */
export function quantileOf(sorted: readonly number[], p: number): number {
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  if (low === high) return low;
  if (!Number.isFinite(high)) return at - Math.floor(at) < 0.5 ? low : high;
  return low + (high - low) * (at - Math.floor(at));
}

/** Median and 90 % interval of draws. */
export function summary(values: readonly number[], level = 0.9): Prediction {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantileOf(sorted, 0.5),
    lower: quantileOf(sorted, (1 - level) / 2),
    upper: quantileOf(sorted, (1 + level) / 2),
  };
}

export const share = (values: readonly number[], test: (v: number) => boolean): number =>
  values.reduce((sum, v) => sum + (test(v) ? 1 : 0), 0) / values.length;

export const average = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + v, 0) / values.length;

/** Largest and smallest used size. */
export const largestSize = (law: PowerLaw): number => law.data.n[law.data.n.length - 1]!;
export const smallestSize = (law: PowerLaw): number => law.data.n[0]!;
