/** Records of one series and one m, summarised for the eye: trials, means with 90 % intervals, baselines. */
import { tQuantile } from '../scaling/quantiles.ts';
import { ARMS, type Arm, type SweepRecord } from '../sweep/record.ts';
import type { Metric } from './metric.ts';

export interface Range {
  readonly lower: number;
  readonly upper: number;
}

export interface TrialPoint {
  readonly n: number;
  readonly trial: number;
  readonly error: number;
}

export interface MeanPoint {
  readonly n: number;
  readonly mean: number;
  /** 90 % interval; null without repeats. */
  readonly interval: Range | null;
  readonly trials: number;
}

export type BaselineArm = Exclude<Arm, 'transfer'>;

export interface Baseline {
  readonly arm: BaselineArm;
  readonly mean: number;
  readonly interval: Range | null;
  readonly trials: number;
}

export interface Summary {
  readonly trials: readonly TrialPoint[];
  readonly means: readonly MeanPoint[];
  readonly baselines: readonly Baseline[];
}

export interface SummaryChoice {
  /** SeriesSpec.id, as the records have it. */
  readonly series: string;
  readonly m: number;
  readonly metric: Metric;
}

/** Ascending in n; baselines in the order of ARMS. Values that are not finite are left out. */
export function summarise(records: readonly SweepRecord[], choice: SummaryChoice): Summary {
  const chosen = records.filter(
    (record) =>
      record.series === choice.series &&
      record.m === choice.m &&
      Number.isFinite(record[choice.metric]),
  );
  const transfer = chosen.filter((record) => record.arm === 'transfer');
  const trials = transfer
    .map((record) => ({ n: record.n, trial: record.trial, error: record[choice.metric] }))
    .sort((a, b) => a.n - b.n || a.trial - b.trial);
  const baselines = ARMS.filter((arm) => arm !== 'transfer').flatMap((arm: BaselineArm) => {
    const errors = chosen.filter((record) => record.arm === arm);
    const [point] = meansOf([errors.map((record) => record[choice.metric])]);
    return point ? [{ arm, ...point }] : [];
  });
  return { trials, means: meansBySize(trials), baselines: worthTelling(baselines) };
}

/** One value for all is no rival worth a line, unless something that was trained does no better. */
function worthTelling(baselines: readonly Baseline[]): readonly Baseline[] {
  const constant = baselines.find(({ arm }) => arm === 'constant');
  const beaten = baselines.some(
    ({ arm, mean }) => (arm === 'direct' || arm === 'ridge') && constant && mean >= constant.mean,
  );
  return beaten ? baselines : baselines.filter((one) => one !== constant);
}

/** Means of trials by size, with intervals that pool the relative variance over sizes. */
export function meansBySize(trials: readonly TrialPoint[]): MeanPoint[] {
  const sizes = [...new Set(trials.map((point) => point.n))].sort((a, b) => a - b);
  const errors = sizes.map((n) => trials.filter((t) => t.n === n).map((t) => t.error));
  return meansOf(errors).map((mean, index) => ({ n: sizes[index] ?? 0, ...mean }));
}

/** Relative noise is near constant, so few trials at each size lend each other degrees of freedom. */
function meansOf(
  groups: readonly (readonly number[])[],
): { mean: number; interval: Range | null; trials: number }[] {
  let squares = 0;
  let freedom = 0;
  const filled = groups.filter((errors) => errors.length > 0);
  for (const errors of filled) {
    const mean = average(errors);
    if (errors.length < 2 || !(mean > 0)) continue;
    for (const error of errors) squares += (error / mean - 1) ** 2;
    freedom += errors.length - 1;
  }
  const t = freedom > 0 ? tQuantile(0.95, freedom) * Math.sqrt(squares / freedom) : null;
  return filled.map((errors) => {
    const mean = average(errors);
    const half = t === null || errors.length < 2 ? null : (t * mean) / Math.sqrt(errors.length);
    return {
      mean,
      trials: errors.length,
      interval: half === null ? null : { lower: Math.max(0, mean - half), upper: mean + half },
    };
  });
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
