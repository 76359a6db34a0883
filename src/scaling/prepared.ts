// From points to what a fit works on: sizes, values, their relative covariance, and the noise level.
import { decomposeTrials } from './trial-variance.ts';
import { measureSizes } from './sizes.ts';
import { tQuantile } from './quantiles.ts';
import type {
  LawData,
  LawPoint,
  LawReason,
  SizeSummary,
  UsedOptions,
  VarianceComponents,
} from './types.ts';

/** All sizes, before a window is chosen. */
export interface Prepared {
  readonly n: Float64Array;
  readonly mean: Float64Array;
  readonly y: Float64Array;
  readonly trials: Int32Array;
  /** Covariance of y relative to y_i y_j (row by row), without the common offset. */
  readonly relative: Float64Array;
  readonly df: number;
  readonly variance: VarianceComponents;
  readonly offsetVariance: number;
  readonly given: readonly (number | null)[];
  readonly leftOut: readonly LawReason[];
}

/** Decomposes the noise once; windows and levels come later. */
export function prepare(points: readonly LawPoint[], options: UsedOptions): Prepared {
  const { sizes, trials, leftOut } = measureSizes(points);
  const k = sizes.length;
  const n = Float64Array.from(sizes, (s) => s.n);
  const mean = Float64Array.from(sizes, (s) =>
    s.given ? s.given.mean : s.cells.reduce((sum, c) => sum + c.error, 0) / s.cells.length,
  );
  // Twelve decades below the largest error is zero in every sense that a fit can use.
  const least = 1e-12 * mean.reduce((a, b) => Math.max(a, b), 0);
  mean.forEach((v, i) => {
    if (v < least) mean[i] = 0;
  });
  const y = Float64Array.from(mean);
  const relative = new Float64Array(k * k);
  const withCells = [...sizes.keys()].filter((i) => !sizes[i]!.given);
  const split = decomposeTrials(
    withCells.map((i) => sizes[i]!),
    trials,
  );
  const given = sizes.map((s) => s.given?.standardError ?? null);
  const givenRelative = given.flatMap((se, i) => (se !== null && y[i]! > 0 ? [se / y[i]!] : []));
  const known = split !== null || givenRelative.length > 0;
  const typical = median(givenRelative);
  const m = withCells.length;
  if (split) {
    withCells.forEach((i, a) => {
      y[i] = mean[i]! > 0 ? split.adjusted[a]! : 0;
      withCells.forEach((j, b) => {
        relative[i * k + j] = split.covariance[a * m + b]!;
      });
    });
  } else if (known) {
    for (const i of withCells) relative[i * k + i] = typical * typical;
  }
  given.forEach((se, i) => {
    if (se !== null) relative[i * k + i] = y[i]! > 0 ? (se / y[i]!) ** 2 : typical * typical;
  });
  const df = split
    ? Math.min(split.residualDf, givenRelative.length > 0 ? options.standardErrorDf : Infinity)
    : known
      ? options.standardErrorDf
      : 0;
  const total = split ? split.trial + split.residual : 0;
  const variance: VarianceComponents = {
    trial: split?.trial ?? 0,
    residual: split?.residual ?? typical * typical,
    sharedShare: split && total > 0 ? split.trial / total : 0,
    trialDf: split?.trialDf ?? 0,
    residualDf: split?.residualDf ?? (known ? options.standardErrorDf : 0),
    source: split ? 'trials' : known ? 'standard-errors' : 'scatter',
  };
  return {
    n,
    mean,
    y,
    trials: Int32Array.from(sizes, (s) => s.cells.length),
    relative,
    df,
    variance,
    offsetVariance: split?.offset ?? 0,
    given,
    leftOut,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const mid = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 ? sorted[mid]! : (sorted[mid - 1]! + sorted[mid]!) / 2;
}

/** The last `count` sizes with given levels (the errors themselves where none are given). */
export function lawData(all: Prepared, count: number, level?: ArrayLike<number>): LawData {
  const size = all.n.length;
  const first = size - count;
  const index = Array.from({ length: count }, (_, i) => first + i);
  const scale = index.map((i, a) => level?.[a] ?? all.y[i]!);
  const covariance = index.flatMap((i, a) =>
    index.map((j, b) => {
      const se = i === j ? all.given[i] : null;
      return se ? se * se : all.relative[i * size + j]! * scale[a]! * scale[b]!;
    }),
  );
  return {
    n: index.map((i) => all.n[i]!),
    y: index.map((i) => all.y[i]!),
    level: scale,
    covariance,
    weights: index.map(() => 1),
    df: all.df,
    offsetVariance: all.offsetVariance,
    offsetDf: all.variance.trialDf,
  };
}

/**
 * The page's points: mean, standard errors, 90 % t interval with pooled relative variance. The
 * degrees of freedom of offset + residual are Satterthwaite's.
 */
export function summarise(all: Prepared, used: number): SizeSummary[] {
  const { trial, residual, trialDf, residualDf } = all.variance;
  const k = all.n.length;
  const trialSquare = trial + residual / Math.max(1, k);
  const residualShare = (residual * (k - 1)) / Math.max(1, k);
  const total = trialSquare + residualShare;
  const spread =
    trialSquare ** 2 / Math.max(trialDf, 1) + residualShare ** 2 / Math.max(residualDf, 1);
  const pooledDf = trial > 0 && spread > 0 ? total ** 2 / spread : Math.max(residualDf, 1);
  return Array.from(all.n, (n, i) => {
    const mean = all.mean[i]!;
    const given = all.given[i] ?? null;
    const repeats = Math.max(1, all.trials[i]!);
    const known = given !== null || all.df > 0;
    const standardError = known ? (given ?? mean * Math.sqrt((trial + residual) / repeats)) : null;
    const t = tQuantile(0.95, given !== null ? all.df || Infinity : pooledDf);
    return {
      n,
      mean,
      adjusted: all.y[i]!,
      standardError,
      residualStandardError: known ? (given ?? mean * Math.sqrt(residual / repeats)) : null,
      interval:
        standardError === null
          ? null
          : { lower: Math.max(0, mean - t * standardError), upper: mean + t * standardError },
      trials: all.trials[i]!,
      used: i >= k - used,
    };
  });
}
