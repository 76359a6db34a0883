// Splits the scatter of trials into an offset that a trial's sizes share and a residual, by REML:
// ln y_it = mu_i + u_t + e_it, missing cells allowed. Errors are relative throughout.
import type { MeasuredSize } from './sizes.ts';
import { inverse } from './matrix.ts';
import { sizeVariances } from './size-variances.ts';
import { tabulate, type Table } from './trial-table.ts';

export interface TrialVariance {
  /** var(u) and var(e) of one trial. */
  readonly trial: number;
  readonly residual: number;
  readonly trialDf: number;
  readonly residualDf: number;
  /** Covariance of the sizes' means without the average trial's offset, k x k, relative. */
  readonly covariance: Float64Array;
  /** Variance of the average trial's offset, var(u) / T. */
  readonly offset: number;
  /** Means adjusted for missing cells, in the unit of the error. */
  readonly adjusted: Float64Array;
}

interface Solution {
  readonly logLikelihood: number;
  readonly scale: number;
  readonly mu: Float64Array;
  /** (X' V^-1 X)^-1 in units of the residual variance. */
  readonly spread: Float64Array;
}

/** Generalised least squares at var(u) = rho var(e), with the REML likelihood. */
function solve(table: Table, rho: number): Solution {
  const { k, z, repeats, patterns, sums } = table;
  const information = new Float64Array(k * k);
  const right = Float64Array.from(sums);
  for (let i = 0; i < k; i++) information[i * k + i] = repeats[i]!;
  let logDet = 0;
  for (const { sizes, trialSums } of patterns) {
    const shrink = rho / (1 + rho * sizes.length);
    logDet += trialSums.length * Math.log1p(rho * sizes.length);
    const all = trialSums.reduce((sum, v) => sum + v, 0);
    for (const i of sizes) {
      right[i] = right[i]! - shrink * all;
      for (const j of sizes)
        information[i * k + j] = information[i * k + j]! - shrink * trialSums.length;
    }
  }
  const spread = inverse(information, k);
  const mu = new Float64Array(k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) mu[i] = mu[i]! + spread[i * k + j]! * right[j]!;
  let squares = 0;
  for (let c = 0; c < z.length; c++) squares += (z[c]! - mu[table.cellSize[c]!]!) ** 2;
  for (const { sizes, trialSums } of patterns) {
    const shrink = rho / (1 + rho * sizes.length);
    const expected = sizes.reduce((sum, i) => sum + mu[i]!, 0);
    for (const sum of trialSums) squares -= shrink * (sum - expected) ** 2;
  }
  const df = z.length - k;
  const scale = Math.max(squares, 0) / df;
  const logLikelihood =
    -0.5 * (df * Math.log(Math.max(scale, 1e-300)) + logDet - logDeterminant(spread, k));
  return { logLikelihood, scale, mu, spread };
}

function logDeterminant(a: Float64Array, k: number): number {
  const work = Float64Array.from(a);
  let sum = 0;
  for (let p = 0; p < k; p++) {
    const pivot = Math.max(work[p * k + p]!, 1e-300);
    sum += Math.log(pivot);
    for (let i = p + 1; i < k; i++) {
      const factor = work[i * k + p]! / pivot;
      for (let j = p; j < k; j++) work[i * k + j] = work[i * k + j]! - factor * work[p * k + j]!;
    }
  }
  return sum;
}

/**
 * The decomposition, or null when no size has two trials. O(cells k) per step of a one-dimensional
 * search. With a complete table the covariance is var(e)/T on the diagonal, and `adjusted` are the
 * arithmetic means.
 */
export function decomposeTrials(
  sizes: readonly MeasuredSize[],
  trials: number,
): TrialVariance | null {
  const table = tabulate(sizes, trials);
  const { k, z, repeats, width } = table;
  const cells = z.length;
  if (cells - k < 1 || repeats.some((r) => r === 0)) return null;
  const joined = width.filter((w) => w > 0).length;
  const shared = width.reduce((sum, w) => sum + Math.max(0, w - 1), 0);
  const free = cells - k;
  const residualDf = Math.max(0, cells - k - joined + 1);
  const separable = shared > 0 && residualDf > 0 && joined > 1;
  let rho = 0;
  let best = solve(table, 0);
  if (separable) {
    const value = (x: number) => solve(table, Math.exp(x)).logLikelihood;
    let at = -9;
    let top = value(at);
    for (let x = -8; x <= 9; x++) {
      const v = value(x);
      if (v > top) [top, at] = [v, x];
    }
    const x = goldenMaximum(value, at - 1, at + 1, 1e-3);
    const candidate = solve(table, Math.exp(x));
    if (candidate.logLikelihood > best.logLikelihood) {
      rho = Math.exp(x);
      best = candidate;
    }
  }
  const residual = best.scale;
  const trial = rho * residual;
  const offset = trial / joined;
  const perSize = sizeVariances(table, best.mu, rho, residual, separable ? residualDf : free);
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      covariance[i * k + j] =
        (residual * best.spread[i * k + j]! - offset) * Math.sqrt(perSize[i]! * perSize[j]!);
  return {
    trial,
    residual,
    trialDf: Math.max(0, joined - 1),
    residualDf: separable ? residualDf : free,
    covariance,
    offset,
    adjusted: adjustedMeans(sizes, table, best.mu),
  };
}

/** Arithmetic means for a complete table; with missing cells exp(mu_i), on the arithmetic scale. */
function adjustedMeans(
  sizes: readonly MeasuredSize[],
  { k, z, repeats, cellSize, width }: Table,
  mu: Float64Array,
): Float64Array {
  const mean = sizes.map(({ cells }) => cells.reduce((s, c) => s + c.error, 0) / cells.length);
  const out = Float64Array.from(mean);
  const present = width.filter((w) => w > 0);
  if (present.every((w) => w === k) || present.every((w) => w === 1)) return out;
  const logMean = new Float64Array(k);
  for (let c = 0; c < z.length; c++) {
    const i = cellSize[c]!;
    logMean[i] = logMean[i]! + z[c]! / repeats[i]!;
  }
  let arithmetic = 0;
  let weight = 0;
  for (let i = 0; i < k; i++) {
    if (out[i]! <= 0) continue;
    arithmetic += repeats[i]! * Math.log(out[i]! / Math.exp(logMean[i]!));
    weight += repeats[i]!;
  }
  const factor = Math.exp(weight > 0 ? arithmetic / weight : 0);
  for (let i = 0; i < k; i++) if (out[i]! > 0) out[i] = Math.exp(mu[i]!) * factor;
  return out;
}

/** Golden section for a maximum of `f` in [a, b] to `width`. */
function goldenMaximum(f: (x: number) => number, a: number, b: number, width: number): number {
  const g = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [a, b];
  let x1 = high - g * (high - low);
  let x2 = low + g * (high - low);
  let f1 = f(x1);
  let f2 = f(x2);
  while (high - low > width) {
    if (f1 > f2) {
      [high, x2, f2] = [x2, x1, f1];
      x1 = high - g * (high - low);
      f1 = f(x1);
    } else {
      [low, x1, f1] = [x1, x2, f2];
      x2 = low + g * (high - low);
      f2 = f(x2);
    }
  }
  return (low + high) / 2;
}
