/**
 * One unit on one engine: its pretraining, then its jobs, all at once for an engine that trains side by side; each is
 * reported as it ends. What diverges is reported and the others go on.
 */
import { predictBaseline } from './baselines.ts';
import { TrainingDiverged, type TrainingEngine, type TrainOptions } from './engine.ts';
import { judge } from './metrics.ts';
import { direct, pretrain, transfer, type Pretrained } from './stages.ts';
import type { BaselineJob, Job, JobReport, JobResult, Unit } from './unit.ts';

export interface RunUnitOptions extends TrainOptions {
  /** Awaited: when runUnit() ends, every report has been taken. */
  readonly onReport: (report: JobReport) => unknown;
}

/**
 * Runs the unit. Rejects with TrainingCancelled or EngineLost once nothing of it is under way any more; everything else
 * is reported job by job.
 */
export async function runUnit(
  engine: TrainingEngine,
  unit: Unit,
  options: RunUnitOptions,
): Promise<void> {
  let parent: Pretrained | TrainingDiverged | undefined;
  if (unit.pretraining && unit.jobs.some(({ arm }) => arm === 'transfer')) {
    parent = await pretrain(engine, unit, unit.pretraining, options).catch(divergedOnly);
  }
  const jobs = unit.jobs.map(async (job) => {
    const result = await runJob(engine, unit, job, parent, options).catch(divergedOnly);
    await options.onReport(reportOf(job, result));
  });
  for (const job of await Promise.allSettled(jobs)) {
    if (job.status === 'rejected') throw job.reason;
  }
}

async function runJob(
  engine: TrainingEngine,
  unit: Unit,
  job: Job,
  parent: Pretrained | TrainingDiverged | undefined,
  options: TrainOptions,
): Promise<JobResult | TrainingDiverged | undefined> {
  switch (job.arm) {
    case 'transfer':
      if (!parent) throw new Error(`Unit ${unit.id} has no pretraining.`);
      return parent instanceof TrainingDiverged
        ? parent
        : transfer(engine, unit, job, parent, options);
    case 'direct':
      return direct(engine, unit, job, options);
    default:
      return baseline(job);
  }
}

function divergedOnly(error: unknown): TrainingDiverged {
  if (error instanceof TrainingDiverged) return error;
  throw error;
}

function reportOf({ id }: Job, result: JobResult | TrainingDiverged | undefined): JobReport {
  if (result instanceof TrainingDiverged) {
    return { kind: 'failure', failure: { id, code: 'diverged', detail: result.message } };
  }
  if (result) return { kind: 'result', result };
  const detail = 'No test material has a simulated value.';
  return { kind: 'failure', failure: { id, code: 'no-simulated-values', detail } };
}

/** Undefined where no test material has a simulated value. */
function baseline(job: BaselineJob): JobResult | undefined {
  const started = performance.now();
  const made = predictBaseline(job);
  if (!made) return undefined;
  const { predictions, mUsed } = made;
  return {
    id: job.id,
    ...judge(predictions, job.test, job.scale),
    mUsed,
    testRows: predictions.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0),
    stages: {},
    seconds: (performance.now() - started) / 1000,
    traces: {},
  };
}
