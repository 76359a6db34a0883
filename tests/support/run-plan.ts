/** A whole plan on one engine in this process, without workers: for tests and studies under Node. */
import { runUnit } from '../../src/training/run-unit.ts';
import type { TrainingEngine } from '../../src/training/engine.ts';
import type { JobFailure, Unit } from '../../src/training/unit.ts';
import {
  jobsOf,
  planSweep,
  type PlannedJob,
  type PlannedUnit,
  type SweepPlan,
} from '../../src/sweep/plan.ts';
import { recordOf } from '../../src/sweep/record-of.ts';
import type { SweepRecord } from '../../src/sweep/record.ts';
import type { Series, SeriesSpec } from '../../src/preparation/series.ts';
import type { SweepSpec } from '../../src/sweep/specification.ts';
import { TrialSplits } from '../../src/sweep/trial-splits.ts';
import { requestOf } from '../../src/sweep/unit-request.ts';

/** A plan with the tables that its units are made of. */
export interface Planned {
  readonly plan: SweepPlan;
  readonly splits: TrialSplits;
  readonly jobs: ReadonlyMap<string, PlannedJob>;
  readonly request: (unit: PlannedUnit, jobs?: readonly PlannedJob[]) => Unit;
}

export interface PlanRun {
  readonly plan: SweepPlan;
  readonly records: SweepRecord[];
  readonly failures: JobFailure[];
}

/** The specification of these series: for tests the columns have no names. */
export function specsOf(series: readonly Series[]): SeriesSpec[] {
  return series.map(({ id, label, sameProperty }) => ({
    id,
    label,
    sameProperty,
    simulatedTargets: ['y'],
    measuredTarget: 'y',
    descriptors: null,
  }));
}

export function planned(spec: SweepSpec, series: readonly Series[]): Planned {
  const splits = new TrialSplits(spec, series);
  const result = planSweep(spec, series, splits);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems));
  const { plan } = result;
  const request: Planned['request'] = (unit, jobs) => requestOf(plan, splits, unit, jobs);
  return { plan, splits, jobs: jobsOf(plan), request };
}

export async function runPlan(
  engine: TrainingEngine,
  spec: SweepSpec,
  series: readonly Series[],
  order: (units: readonly PlannedUnit[]) => readonly PlannedUnit[] = (units) => units,
): Promise<PlanRun> {
  const { plan, splits, jobs, request } = planned(spec, series);
  const records: SweepRecord[] = [];
  const failures: JobFailure[] = [];
  for (const unit of order(plan.units)) {
    await runUnit(engine, request(unit), {
      onReport: (report) => {
        if (report.kind === 'failure') failures.push(report.failure);
        else {
          const job = jobs.get(report.result.id);
          if (job) records.push(recordOf(plan, splits, job, report.result, engine).record);
        }
      },
    });
  }
  return { plan, records, failures };
}

/** Mean MAE of an arm over trials. */
export function meanError(records: readonly SweepRecord[], arm: SweepRecord['arm'], n = 0): number {
  const chosen = records.filter((record) => record.arm === arm && record.n === n);
  return chosen.reduce((sum, record) => sum + record.mae, 0) / chosen.length;
}
