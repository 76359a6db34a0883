/** A worker's result becomes a record and its artefacts. */
import type { OpenedEngine } from '../training/protocol.ts';
import type { JobResult } from '../training/unit.ts';
import type { PlannedJob, SweepPlan } from './plan.ts';
import type { Artefacts, SweepRecord } from './record.ts';

export function recordOf(
  plan: SweepPlan,
  job: PlannedJob,
  result: JobResult,
  engine: Pick<OpenedEngine, 'name' | 'version'>,
): { record: SweepRecord; artefacts: Artefacts } {
  const { pretraining, fineTuning } = result.stages;
  const trained = pretraining ?? fineTuning;
  const { id, n, m, trial, arm } = job;
  const record: SweepRecord = {
    id,
    series: plan.series[job.series]?.label ?? '',
    n,
    m,
    trial,
    arm,
    mae: result.mae,
    rmse: result.rmse,
    r2: result.r2,
    nUsed: n,
    mUsed: result.mUsed,
    testRows: result.testRows,
    removedRows: plan.removedRows(job.series, trial),
    steps: (pretraining?.steps ?? 0) + (fineTuning?.steps ?? 0),
    // Steps that were given are a budget too.
    stoppedBy: trained ? (trained.stoppedBy === 'fixed' ? 'budget' : trained.stoppedBy) : null,
    stages: result.stages,
    seconds: result.seconds,
    engine: trained ? engine.name : 'none',
    engineVersion: trained ? engine.version : '1',
  };
  const artefacts: Artefacts = {
    id,
    predictions: result.predictions,
    testRows: plan.testRows(job.series, trial),
    traces: result.traces,
  };
  return { record, artefacts };
}
