// The posterior behind predictions and decisions, computed once per law when first asked for.
import {
  discrepancies,
  forecast,
  relativeData,
  type Discrepancy,
  type DriftForecast,
} from './discrepancy.ts';
import { drawPosterior, type Draws } from './draws.ts';
import { familiesOf, phiAt, type Family, type FamilyContext } from './families.ts';
import type { GridProblem } from './grid-cell.ts';
import { gridPosterior, type GridResult } from './grid-posterior.ts';
import type { LawDraws, ModelId } from './report-types.ts';
import { richness } from './slope-drift.ts';
import type { LawData, UsedOptions } from './types.ts';

/** Prior shares of the forms that are averaged for predictions, with few sizes and with many; the law leads. */
const SHARES: readonly (readonly [ModelId, few: number, many: number])[] = [
  ['power', 0.01, 0.01],
  ['power-floor', 0.7, 0.4],
  ['shifted-power', 0.1, 0.24],
  ['exponential', 0.06, 0.1],
  ['sigmoid', 0.13, 0.25],
];

/** The shares for so many sizes: few cannot support forms with four parameters. */
export function predictiveModels(sizes: number): (readonly [ModelId, number])[] {
  const many = richness(sizes);
  return SHARES.map(([model, low, high]) => [model, low + many * (high - low)] as const);
}

/** Beyond the data one draw in ten breaks away from its law: its drifts are four times as wide there. */
const BREAK_SHARE = 0.1;
const BREAK_FACTOR = 4;

export interface PosteriorProblem extends GridProblem {
  readonly g: number;
  readonly scale: number;
  readonly context: FamilyContext;
  readonly data: LawData;
}

/** Scales sizes by their geometric mean and errors by the geometric mean of their levels. */
export function posteriorProblem(data: LawData, options: UsedOptions): PosteriorProblem {
  const k = data.n.length;
  const relative = relativeData(data);
  const g = Math.exp(data.n.reduce((sum, n) => sum + Math.log(n), 0) / k);
  const scale = Math.exp(data.level.reduce((sum, v) => sum + Math.log(v), 0) / k);
  return {
    data,
    relative,
    g,
    scale,
    u: Float64Array.from(data.n, (n) => n / g),
    y: Float64Array.from(data.y, (y) => (y - options.floor) / scale),
    level: Float64Array.from(data.level, (v) => v / scale),
    ceiling: 2 * Math.max(...data.y.map((y) => y / scale), ...data.level.map((y) => y / scale)),
    context: { g, first: data.n[0]!, last: data.n[k - 1]!, alphaRange: options.alphaRange },
  };
}

export interface ModelPosterior {
  readonly problem: PosteriorProblem;
  readonly grid: GridResult;
  readonly draws: Draws;
  /** Whitened relative residuals of every draw, draws x k, and each draw's curve at the sizes. */
  readonly residuals: Float64Array;
  readonly fitted: Float64Array;
  readonly lnEvidence: number;
  readonly floor: number;
  /** One draw in so many breaks away beyond the data; Infinity = none does. */
  readonly breakEvery: number;
}

/**
 * Posterior over a mixture of models with prior shares. For predictions `drifting` lets slopes drift and laws break
 * beyond the data, as far as the number of sizes supports it; parameters and comparisons stay with the law.
 */
export function modelPosterior(
  data: LawData,
  options: UsedOptions,
  models: readonly (readonly [ModelId, number])[],
  count: number,
  drifting = false,
): ModelPosterior {
  const problem = posteriorProblem(data, options);
  const families: Family[] = [];
  const lnShare: number[] = [];
  for (const [model, share] of models) {
    for (const family of familiesOf(model, problem.context)) {
      families.push(family);
      lnShare.push(Math.log(share) + family.lnShare);
    }
  }
  const grid = gridPosterior(problem, families, lnShare, discrepancies(problem.relative, drifting));
  const shifted = grid.lnEvidence.map((ln, f) => ln + lnShare[f]!);
  const top = Math.max(...shifted);
  const lnEvidence = top + Math.log(shifted.reduce((sum, v) => sum + Math.exp(v - top), 0));
  const draws = drawPosterior(grid.cells, count);
  const breaks = drifting ? BREAK_SHARE * richness(data.n.length) : 0;
  return {
    problem,
    grid,
    draws,
    ...residualsOf(problem, draws),
    lnEvidence,
    floor: options.floor,
    breakEvery: Math.round(1 / breaks),
  };
}

function residualsOf(problem: PosteriorProblem, draws: Draws) {
  const { relative, level, y, u } = problem;
  const { k } = relative;
  const count = draws.cell.length;
  const residuals = new Float64Array(count * k);
  const fitted = new Float64Array(count * k);
  for (let s = 0; s < count; s++) {
    const { family, discrepancy, x } = draws.cell[s]!;
    const l = discrepancy.factor;
    const at = s * k;
    for (let i = 0; i < k; i++) {
      const curve = draws.C[s]! + (draws.D[s]! > 0 ? draws.D[s]! * phiAt(family, u[i]!, x) : 0);
      fitted[at + i] = curve;
      let sum = (y[i]! - curve) / level[i]!;
      for (let j = 0; j < i; j++) sum -= l[i * k + j]! * residuals[at + j]!;
      residuals[at + i] = sum / l[i * k + i]!;
    }
  }
  return { residuals, fitted };
}

/**
 * The predictive distribution of the error at one size as an equal mixture of log-normals, one
 * per draw: law times (1 + discrepancy forecast from the residuals), spread by the drifts that are
 * left, the scatter, and the noise of a new point.
 */
export interface Mixture {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

export interface MixtureOptions {
  /** Factor on the discrepancy's deviation beyond the data, 1 = none. */
  readonly widen?: (octavesBeyond: number) => number;
  /** Leave out the new point's own scatter and noise: the law with its discrepancy alone. */
  readonly latent?: boolean;
}

export function mixtureAt(
  posterior: ModelPosterior,
  n: number,
  options: MixtureOptions = {},
): Mixture {
  const { problem, draws, floor, breakEvery } = posterior;
  const { relative, g, scale, level } = problem;
  const { k } = relative;
  const count = draws.cell.length;
  const mean = new Float64Array(count);
  const sd = new Float64Array(count);
  const octave = Math.log2(n);
  const beyond = Math.max(0, octave - relative.octave[k - 1]!);
  const factor = options.widen?.(beyond) ?? 1;
  const forecasts = new Map<Discrepancy, DriftForecast>();
  // The forecast is relative to the level of the nearest measured size; the law is rescaled by it.
  const at = nearest(relative.octave, octave);
  for (let s = 0; s < count; s++) {
    const { family, discrepancy, x } = draws.cell[s]!;
    let known = forecasts.get(discrepancy);
    if (!known) forecasts.set(discrepancy, (known = forecast(relative, discrepancy, octave)));
    let drift = 0;
    for (let i = 0; i < k; i++) drift += posterior.residuals[s * k + i]! * known.weights[i]!;
    const D = draws.D[s]!;
    const law = draws.C[s]! + (D > 0 ? D * phiAt(family, n / g, x) : 0);
    const there = posterior.fitted[s * k + at]!;
    const relativeDrift = there > 0 ? (drift * level[at]!) / there : 0;
    mean[s] =
      Math.log(Math.max(law * scale + floor, Number.MIN_VALUE)) +
      Math.log(Math.max(0.05, 1 + relativeDrift));
    const own = options.latent ? 0 : discrepancy.w ** 2 + relative.typicalNoise;
    const wide = beyond > 0 && (s + 1) % breakEvery === 0 ? BREAK_FACTOR * factor : factor;
    sd[s] = Math.sqrt(known.variance * wide * wide + own + 1e-12);
  }
  return { mean, sd };
}

function nearest(octaves: Float64Array, octave: number): number {
  let best = 0;
  for (let i = 1; i < octaves.length; i++)
    if (Math.abs(octaves[i]! - octave) < Math.abs(octaves[best]! - octave)) best = i;
  return best;
}

/** Draws of (D, alpha, C) in display units from a posterior of the power law alone. */
export function lawDraws(posterior: ModelPosterior): LawDraws {
  const { draws, problem, floor } = posterior;
  const alpha = draws.cell.map((c) => Math.exp(c.x));
  return {
    alpha,
    D: alpha.map((a, s) => draws.D[s]! * problem.scale * Math.exp(a * Math.log(problem.g))),
    C: Array.from(draws.C, (c) => c * problem.scale + floor),
  };
}
