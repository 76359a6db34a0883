// How real curves leave the law: relative Brownian motion in log2 n, a slope that drifts, and white
// scatter, on top of the noise (fitting.md, section 5). The law is trusted for increments, the level
// comes from the latest points, and uncertainty grows with the octaves.
import { cholesky, forward } from './matrix.ts';
import { lnSlopePrior, richness, slopeKernel, SLOPES } from './slope-drift.ts';
import type { LawData } from './types.ts';

/** Values of b: relative deviation per root octave; 0 has the prior weight of 1e-3. */
export const DRIFTS: readonly number[] = [
  0,
  ...Array.from({ length: 9 }, (_, i) => 1e-3 * 200 ** (i / 8)),
];
/** Values of w: relative scatter of single sizes beyond their noise; 0 weighs like 3e-4. */
export const SCATTERS: readonly number[] = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

/** ln prior of b and of w; the factors b and w are the Jacobians of their logarithmic grids. */
export const lnDriftPrior = (b: number): number =>
  Math.log(Math.max(b, 1e-3)) - Math.log(1 + (b / 0.01) ** 2);
export const lnScatterPrior = (w: number): number =>
  Math.log(Math.max(w, 3e-4)) - Math.log(1 + (w / 0.003) ** 2);

/** The sizes in octaves and everything relative to the levels. */
export interface RelativeData {
  readonly k: number;
  readonly octave: Float64Array;
  readonly level: Float64Array;
  /** Relative noise covariance, k x k. */
  readonly noise: Float64Array;
  /** Mean relative noise variance of one size. */
  readonly typicalNoise: number;
}

const UNREPEATED = 1e-4;

export function relativeData(data: LawData): RelativeData {
  const k = data.n.length;
  const level = Float64Array.from(data.level);
  const noise = new Float64Array(k * k);
  let typicalNoise = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++)
      noise[i * k + j] =
        data.df > 0
          ? data.covariance[i * k + j]! / (level[i]! * level[j]!)
          : i === j
            ? UNREPEATED ** 2
            : 0;
    typicalNoise += noise[i * k + i]! / k;
  }
  return { k, octave: Float64Array.from(data.n, Math.log2), level, noise, typicalNoise };
}

/** One (b, w, s): the Cholesky factor of the relative covariance. */
export interface Discrepancy {
  readonly b: number;
  readonly w: number;
  /** Drift of the slope, 0 = none. */
  readonly s: number;
  readonly lnPrior: number;
  readonly factor: Float64Array;
  readonly lnDet: number;
}

/** The grid of discrepancies. With a slope drift b and w take every second value, of twice the weight. */
export function discrepancies(relative: RelativeData, slope: boolean): Discrepancy[] {
  const steady = DRIFTS.flatMap((b) => SCATTERS.map((w) => discrepancy(relative, b, w)));
  if (!slope || richness(relative.k) === 0) return steady;
  const thin = (values: readonly number[]) => values.filter((_, i) => i === 0 || i % 2 === 1);
  const cell = (v: number) => (v > 0 ? Math.LN2 : 0);
  const drifting = SLOPES.flatMap((s) =>
    thin(DRIFTS).flatMap((b) =>
      thin(SCATTERS).map((w) => {
        const made = discrepancy(relative, b, w, s);
        return { ...made, lnPrior: made.lnPrior + cell(b) + cell(w) };
      }),
    ),
  );
  return [...steady, ...drifting];
}

function discrepancy(relative: RelativeData, b: number, w: number, s = 0): Discrepancy {
  const { k, octave, noise } = relative;
  const first = octave[0]!;
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      covariance[i * k + j] =
        noise[i * k + j]! +
        b * b * (Math.min(octave[i]!, octave[j]!) - first) +
        (s > 0 ? s * s * slopeKernel(octave[i]! - first, octave[j]! - first) : 0) +
        (i === j ? w * w + 1e-13 : 0);
  const factor = cholesky(covariance, k);
  let lnDet = 0;
  for (let i = 0; i < k; i++) lnDet += Math.log(factor[i * k + i]!);
  const lnPrior = lnDriftPrior(b) + lnScatterPrior(w) + (s > 0 ? lnSlopePrior(s, k) : 0);
  return { b, w, s, lnPrior, factor, lnDet };
}

/** Regression of the drifts at `octave` on the data: weights over whitened residuals, and the variance left. */
export interface DriftForecast {
  readonly weights: Float64Array;
  readonly variance: number;
}

export function forecast(
  relative: RelativeData,
  { b, s, factor }: Discrepancy,
  octave: number,
): DriftForecast {
  const { k } = relative;
  const first = relative.octave[0]!;
  const cross = new Float64Array(k);
  if (octave > first)
    for (let i = 0; i < k; i++) {
      const own = relative.octave[i]!;
      const level = b * b * (Math.min(own, octave) - first);
      cross[i] = level + (s > 0 ? s * s * slopeKernel(own - first, octave - first) : 0);
    }
  const weights = forward(factor, k, cross);
  const away = Math.abs(octave - first);
  let variance = b * b * away + (s > 0 ? s * s * slopeKernel(away, away) : 0);
  for (let i = 0; i < k; i++) variance -= weights[i]! * weights[i]!;
  return { weights, variance: Math.max(0, variance) };
}
