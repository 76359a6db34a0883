// The estimators that the benchmark compares on the same points: ours, plain nonlinear least
// squares with Wald intervals, and a log-log straight line.
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { fitPowerLaw, type LawPoint } from '../../src/scaling/index.ts';
import { tQuantile } from '../../src/scaling/quantiles.ts';

export interface Outcome {
  readonly alpha: number;
  readonly C: number;
  readonly alphaInterval: readonly [number, number];
  readonly cInterval: readonly [number, number];
}

export type Method = (points: readonly LawPoint[]) => Outcome | null;

const ours: Method = (points) => {
  const law = fitPowerLaw(points, { window: 'all' });
  if (law.kind !== 'fit') return null;
  const { alpha, C } = law.intervals;
  return {
    alpha: law.alpha,
    C: law.C,
    alphaInterval: [alpha[90].lower, alpha[90].upper],
    cInterval: [C[90].lower, C[90].upper],
  };
};

/** Means and their raw standard errors, as a plain fit would weight them. */
function rawMeans(points: readonly LawPoint[]) {
  return points.map(({ n, error, trials = [] }) => {
    const squares = trials.reduce((sum, t) => sum + (t.error - error) ** 2, 0);
    const se = Math.sqrt(squares / Math.max(1, trials.length - 1) / Math.max(1, trials.length));
    return { n, y: error, se: trials.length > 1 && se > 0 ? se : 0.05 * error };
  });
}

/** Three parameters by Levenberg-Marquardt; Wald intervals from the Jacobian at its result. */
const plainLeastSquares: Method = (points) => {
  const data = rawMeans(points);
  const k = data.length;
  const g = Math.exp(data.reduce((sum, p) => sum + Math.log(p.n), 0) / k);
  const scale = data.reduce((sum, p) => sum + p.se, 0) / k;
  const u = data.map((p) => p.n / g);
  const at0 = data[0]?.y ?? 1;
  const last = data[k - 1]?.y ?? 1;
  let parameters: number[];
  try {
    // Whitened by hand: with its own `weights` option the package diverges on such data; kept near 1, where it converges.
    parameters = levenbergMarquardt(
      { x: data.map((_, i) => i), y: data.map((p) => (p.y / p.se) * scale) },
      ([D = 0, a = 0, C = 0]) =>
        (i) =>
          (D * (u[i] ?? 1) ** -a + C) * (scale / (data[i]?.se ?? 1)),
      {
        initialValues: [(at0 - last) / 2, 0.5, 0.8 * last],
        gradientDifference: 1e-6,
        centralDifference: true,
        maxIterations: 100,
        errorTolerance: 1e-12,
      },
    ).parameterValues;
  } catch {
    return null;
  }
  const [D = NaN, alpha = NaN, C = NaN] = parameters;
  if (![D, alpha, C].every(Number.isFinite)) return null;
  const rows = data.map(({ n, se }) => {
    const phi = (n / g) ** -alpha;
    return [phi / se, (-D * phi * Math.log(n / g)) / se, 1 / se] as const;
  });
  const m = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => rows.reduce((sum, r) => sum + (r[i] ?? 0) * (r[j] ?? 0), 0)),
  );
  const at = (i: number, j: number) => m[i % 3]?.[j % 3] ?? 0;
  const cofactor = (i: number) =>
    at(i + 1, i + 1) * at(i + 2, i + 2) - at(i + 1, i + 2) * at(i + 2, i + 1);
  const det =
    at(0, 0) * cofactor(0) -
    at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0)) +
    at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0));
  const t = tQuantile(0.95, Math.max(1, k - 3));
  const reach = (i: number) => t * Math.sqrt(Math.max(0, cofactor(i) / det));
  return {
    alpha,
    C,
    alphaInterval: [alpha - reach(1), alpha + reach(1)],
    cInterval: [C - reach(2), C + reach(2)],
  };
};

/** ln error = ln D - alpha ln n: no floor at all. */
const straightLine: Method = (points) => {
  const data = rawMeans(points);
  const k = data.length;
  const x = data.map((p) => Math.log(p.n));
  const z = data.map((p) => Math.log(p.y));
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / k;
  const [mx, mz] = [mean(x), mean(z)];
  const sxx = x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
  const slope = x.reduce((sum, v, i) => sum + (v - mx) * ((z[i] ?? 0) - mz), 0) / sxx;
  const rss = x.reduce((sum, v, i) => sum + ((z[i] ?? 0) - mz - slope * (v - mx)) ** 2, 0);
  const reach = tQuantile(0.95, k - 2) * Math.sqrt(rss / (k - 2) / sxx);
  return {
    alpha: -slope,
    C: 0,
    alphaInterval: [-slope - reach, -slope + reach],
    cInterval: [0, 0],
  };
};

export const METHODS: readonly (readonly [string, Method])[] = [
  ['ours', ours],
  ['least squares', plainLeastSquares],
  ['log-log line', straightLine],
];
