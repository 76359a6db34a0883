/** One curve: error against n for one series, one m and one measure, as it is drawn, tabled, fitted and saved. */
import type { LawPoint } from '../scaling/index.ts';
import { askedSizes, type Asked } from '../sweep/asked.ts';
import type { SweepRecord } from '../sweep/record.ts';
import type { Metric } from './metric.ts';
import { meansBySize, summarise, type Summary, type TrialPoint } from './summary.ts';

export interface Curve {
  readonly kind: 'experiment' | 'law-only';
  /** Which curve it is; more points of the same one leave it as it is. */
  readonly key: string;
  readonly summary: Summary;
  /** What the law is fitted to. */
  readonly points: readonly LawPoint[];
  /** Sizes that the axis must hold, measured or planned. */
  readonly sizes: readonly number[];
  readonly unit: string | null;
  /** The error that the noise of the measurements alone would leave; null where it is not known. */
  readonly noiseFloor: number | null;
  readonly m: number | null;
  /** All m values that can be looked at. */
  readonly measured: readonly number[];
}

export interface CurveChoice {
  /** The points that are asked for, of any series, m and arm. */
  readonly records: readonly SweepRecord[];
  /** What is asked for: the axis shows its sizes before they are measured. */
  readonly asked: Asked;
  /** SeriesSpec.id; null while there is no series. */
  readonly series: string | null;
  /** Tells the curves of one experiment from those of others. */
  readonly key: string;
  /** null, or an m that was not asked for: the first that was. */
  readonly m: number | null;
  readonly metric: Metric;
  readonly unit: string | null;
  /** Of absolute errors. */
  readonly noiseFloor: number | null;
}

const EMPTY: Summary = { trials: [], means: [], baselines: [] };

export function curveOf(choice: CurveChoice): Curve {
  const { records, asked, series, metric, unit } = choice;
  const { measured } = asked;
  const m = choice.m !== null && measured.includes(choice.m) ? choice.m : (measured[0] ?? null);
  const summary = series === null || m === null ? EMPTY : summarise(records, { series, m, metric });
  return {
    kind: 'experiment',
    key: `${choice.key} ${m ?? ''} ${metric}`,
    summary,
    points: lawPoints(summary.trials),
    sizes: askedSizes(asked),
    unit,
    // The root mean square has another.
    noiseFloor: metric === 'mae' ? choice.noiseFloor : null,
    m,
    measured,
  };
}

/** The curve of a pasted list: one error for each line, in whatever unit. */
export function listCurve(trials: readonly TrialPoint[]): Curve {
  const points = trials.map(({ n, trial, error }) => ({ n, trial, error }));
  return {
    kind: 'law-only',
    key: 'law-only',
    summary: { trials: points, means: meansBySize(points), baselines: [] },
    points: lawPoints(points),
    sizes: [...new Set(points.map(({ n }) => n))],
    unit: null,
    noiseFloor: null,
    m: null,
    measured: [],
  };
}

/** Trials by size, in the order in which the sizes come. */
export function lawPoints(trials: readonly TrialPoint[]): LawPoint[] {
  const sizes = new Map<number, { trial: number; error: number }[]>();
  for (const { n, trial, error } of trials) {
    const at = sizes.get(n) ?? [];
    at.push({ trial, error });
    sizes.set(n, at);
  }
  return [...sizes].map(([n, atSize]) => ({ n, error: NaN, trials: atSize }));
}
