/**
 * Which points an experiment has, as plain data: units of one pretraining with the jobs that hang on it, with stable ids.
 * Only sizes, m values, trials and the series at hand decide which units there are; no id and no row depends on them.
 */
import type { Series } from '../preparation/series.ts';
import { askedPoints } from './asked.ts';
import { checkSpec } from './check-spec.ts';
import { recordId, sharedPretrainingKey } from './identity.ts';
import { planSeries, type PlannedSeries } from './plan-series.ts';
import { planWarnings } from './plan-warnings.ts';
import type { Arm } from './record.ts';
import type { PlanWarning, SpecProblem, SweepSpec } from './specification.ts';
import { TrialSplits } from './trial-splits.ts';

/** One record to be made. */
export interface PlannedJob {
  readonly id: string;
  /** Index into the plan's series. */
  readonly series: number;
  readonly n: number;
  readonly m: number;
  readonly trial: number;
  readonly arm: Arm;
}

/** Jobs that are dealt together: those of one pretraining, or the baselines of one series and trial. */
export interface PlannedUnit {
  readonly id: string;
  readonly kind: 'transfer' | 'baselines';
  /** 0 in baselines. */
  readonly n: number;
  readonly trial: number;
  readonly jobs: readonly PlannedJob[];
}

export interface SweepPlan {
  readonly spec: SweepSpec;
  readonly series: readonly PlannedSeries[];
  /** Trial by trial; within one the baselines, then the sizes ascending. */
  readonly units: readonly PlannedUnit[];
  readonly warnings: readonly PlanWarning[];
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: SweepPlan }
  | { readonly kind: 'refused'; readonly problems: readonly SpecProblem[] };

/** Plans every point, or says why the specification cannot be run on these tables. */
export function planSweep(
  spec: SweepSpec,
  series: readonly Series[],
  splits = new TrialSplits(spec, series),
): PlanResult {
  const early = [...checkData(spec, series), ...checkSpec(spec, series)];
  if (early.length > 0) return { kind: 'refused', problems: early };
  const { planned, problems } = planSeries(spec, series, splits);
  if (problems.length > 0) return { kind: 'refused', problems };
  const units = planUnits(spec, series, planned);
  const warnings = planWarnings(spec, planned);
  return { kind: 'plan', plan: { spec, series: planned, units, warnings } };
}

/** Every job of a plan by its id. */
export function jobsOf({ units }: SweepPlan): ReadonlyMap<string, PlannedJob> {
  return new Map(units.flatMap((unit) => unit.jobs.map((job) => [job.id, job])));
}

/** The series that are given are those that the specification names. */
function checkData(spec: SweepSpec, series: readonly Series[]): SpecProblem[] {
  if (series.length === 0) return [{ code: 'no-series' }];
  const given = new Set(series.map(({ id }) => id));
  const named = new Set(spec.series.map(({ id }) => id));
  return [...new Set([...given, ...named])]
    .filter((id) => !given.has(id) || !named.has(id))
    .map((id) => ({ code: 'other-data', series: id }));
}

function planUnits(
  spec: SweepSpec,
  series: readonly Series[],
  planned: readonly PlannedSeries[],
): PlannedUnit[] {
  const units = new Map<string, PlannedUnit & { readonly jobs: PlannedJob[] }>();
  planned.forEach((one, index) => {
    const { simulated } = series[index] as Series;
    // Jobs of one unit share a pretrained network: those of one series, or under 'any' of all that share its source.
    const pretraining =
      spec.leakRule === 'any' ? sharedPretrainingKey(spec, simulated) : one.protocol;
    for (const point of askedPoints(spec, one.arms, one)) {
      const { n, trial } = point;
      const kind = point.arm === 'transfer' ? 'transfer' : 'baselines';
      const id =
        kind === 'transfer'
          ? `${pretraining.slice(0, 16)}:n${n}:t${trial}`
          : `${one.protocol.slice(0, 16)}:baselines:t${trial}`;
      const unit = units.get(id) ?? { id, kind, n, trial, jobs: [] };
      unit.jobs.push({ id: recordId(one.protocol, point), series: index, ...point });
      units.set(id, unit);
    }
  });
  return [...units.values()].sort((a, b) => a.trial - b.trial || a.n - b.n);
}
