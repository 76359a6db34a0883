/** A worker's result becomes a record and its artefacts. */
import type { OpenedEngine } from '../training/protocol.ts';
import type { JobResult } from '../training/unit.ts';
import type { PlannedJob, SweepPlan } from './plan.ts';
import type { Artefacts, SweepRecord } from './record.ts';
import type { Kept } from './record-store.ts';
import type { TrialSplits } from './trial-splits.ts';

/** Throws RangeError for a job of no series of the plan. */
export function recordOf(
  plan: SweepPlan,
  splits: TrialSplits,
  job: PlannedJob,
  result: JobResult,
  engine: Pick<OpenedEngine, 'name' | 'version'>,
): Required<Kept> {
  const series = plan.series[job.series];
  if (!series) throw new RangeError(`There is no series ${job.series}.`);
  const { pretraining, fineTuning } = result.stages;
  const trained = pretraining ?? fineTuning;
  const { id, n, m, trial, arm } = job;
  const record: SweepRecord = {
    id,
    protocol: series.protocol,
    series: series.id,
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
    ...(result.twins ? { twins: result.twins } : {}),
    removedRows: splits.removed(job.series, trial),
    steps: (pretraining?.steps ?? 0) + (fineTuning?.steps ?? 0),
    // Steps that were given are a budget too.
    stoppedBy: trained ? (trained.stoppedBy === 'fixed' ? 'budget' : trained.stoppedBy) : null,
    stages: result.stages,
    seconds: result.seconds,
    engine: trained ? engine.name : 'none',
    engineVersion: trained ? engine.version : '1',
  };
  const { rows } = splits.at(job.series).measured;
  const tested = splits.measured(job.series, trial).testRows;
  const artefacts: Artefacts = {
    id,
    predictions: result.predictions,
    testRows: tested.map((row) => rows[row] as number),
    traces: result.traces,
  };
  return { record, artefacts };
}
