/** A whole plan on one engine in this process, without workers: for tests and studies under Node. */
import { runUnit } from '../../src/training/run-unit.ts';
import type { TrainingEngine } from '../../src/training/engine.ts';
import type { JobFailure } from '../../src/training/unit.ts';
import { planSweep, type PlannedUnit, type SweepPlan } from '../../src/sweep/plan.ts';
import { recordOf } from '../../src/sweep/record-of.ts';
import type { SweepRecord } from '../../src/sweep/record.ts';
import type { Series } from '../../src/preparation/series.ts';
import type { SweepSpec } from '../../src/sweep/specification.ts';

export interface PlanRun {
  readonly plan: SweepPlan;
  readonly records: SweepRecord[];
  readonly failures: JobFailure[];
}

export function planned(spec: SweepSpec, series: readonly Series[]): SweepPlan {
  const result = planSweep(spec, series);
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

export async function runPlan(
  engine: TrainingEngine,
  spec: SweepSpec,
  series: readonly Series[],
  order: (units: readonly PlannedUnit[]) => readonly PlannedUnit[] = (units) => units,
): Promise<PlanRun> {
  const plan = planned(spec, series);
  const records: SweepRecord[] = [];
  const failures: JobFailure[] = [];
  for (const unit of order(plan.units)) {
    await runUnit(engine, plan.request(unit, unit.jobs), {
      onReport: (report) => {
        if (report.kind === 'failure') failures.push(report.failure);
        else {
          const job = plan.jobs.get(report.result.id);
          if (job) records.push(recordOf(plan, job, report.result, engine).record);
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
