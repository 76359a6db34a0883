/**
 * One or more units on one engine: pretraining of all, then the jobs of all, each reported as it ends.
 * Networks of one architecture go to the engine together; what diverges or fails is reported and the others go on.
 */
import { predictBaseline } from './baselines.ts';
import { TrainingDiverged, type Replica, type TrainingEngine } from './engine.ts';
import { judge } from './metrics.ts';
import type { Network } from './network.ts';
import { directTask, pretrainingTask, transferTask, type Pretrained, type Task } from './stages.ts';
import type { BaselineJob, JobReport, Unit } from './unit.ts';

export interface RunUnitsOptions {
  readonly onReport: (report: JobReport) => void;
  readonly onSteps?: (steps: number) => void;
  readonly cancelled?: () => boolean;
}

/** Runs the units. Rejects with TrainingCancelled or EngineLost; everything else is reported job by job. */
export async function runUnits(
  engine: TrainingEngine,
  units: readonly Unit[],
  options: RunUnitsOptions,
): Promise<void> {
  const fail = (unit: Unit, code: 'diverged', detail: string) => {
    for (const job of unit.jobs) {
      if (job.arm === 'transfer') {
        options.onReport({ kind: 'failure', failure: { id: job.id, code, detail } });
      }
    }
  };
  const pretrained = new Map<Unit, Pretrained>();
  const first: Task[] = [];
  for (const unit of units) {
    if (unit.pretraining) {
      first.push(
        pretrainingTask(
          unit,
          unit.pretraining,
          (result) => pretrained.set(unit, result),
          (code, detail) => fail(unit, code, detail),
        ),
      );
    }
  }
  await trainAll(engine, first, options);
  const second: Task[] = [];
  for (const unit of units) {
    for (const job of unit.jobs) {
      if (job.arm === 'direct') second.push(directTask(engine, unit, job, options.onReport));
      else if (job.arm === 'transfer') {
        const parent = pretrained.get(unit);
        if (parent) second.push(await transferTask(engine, unit, job, parent, options.onReport));
      } else reportBaseline(job, options.onReport);
    }
  }
  await trainAll(engine, second, options);
}

/** The first network that a unit trains: what an engine is measured with. */
export function firstReplica(unit: Unit): { network: Network; replica: Replica } {
  if (unit.pretraining) {
    return pretrainingTask(
      unit,
      unit.pretraining,
      () => undefined,
      () => undefined,
    );
  }
  throw new RangeError('The unit has no pretraining.');
}

/** Trains all tasks, those of one architecture together; a network that diverges is reported and the rest goes on without it. */
async function trainAll(
  engine: TrainingEngine,
  tasks: Task[],
  options: RunUnitsOptions,
): Promise<void> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = JSON.stringify(task.network);
    const group = groups.get(key);
    if (group) group.push(task);
    else groups.set(key, [task]);
  }
  for (const group of groups.values()) {
    let waiting = group;
    while (waiting.length > 0) {
      const batch = waiting;
      const ended = new Set<Task>();
      // Tests are predicted after the batch: an engine need not predict while it trains.
      const endings: (() => Promise<void>)[] = [];
      const started = performance.now();
      try {
        await engine.train(
          batch[0]!.network,
          batch.map((task) => task.replica),
          {
            onEnd: (index, result) => {
              const task = batch[index]!;
              ended.add(task);
              const seconds = (performance.now() - started) / 1000;
              endings.push(() => task.onEnd(result, seconds));
            },
            onSteps: options.onSteps,
            cancelled: options.cancelled,
          },
        );
      } catch (error) {
        if (!(error instanceof TrainingDiverged)) throw error;
        const task = batch[error.replica]!;
        ended.add(task);
        task.onFailure('diverged', error.message);
      } finally {
        for (const end of endings) await end();
      }
      waiting = batch.filter((task) => !ended.has(task));
      if (ended.size === 0) throw new Error('The engine ended without training anything.');
    }
  }
}

function reportBaseline(job: BaselineJob, onReport: (report: JobReport) => void): void {
  const started = performance.now();
  const { id } = job;
  const baseline = predictBaseline(job);
  if (!baseline) {
    onReport({
      kind: 'failure',
      failure: {
        id,
        code: 'no-simulated-values',
        detail: 'No test material has a simulated value.',
      },
    });
    return;
  }
  const { predictions, mUsed } = baseline;
  onReport({
    kind: 'result',
    result: {
      id,
      ...judge(predictions, job.test.values, job.scale),
      mUsed,
      testRows: predictions.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0),
      stages: {},
      seconds: (performance.now() - started) / 1000,
      traces: {},
    },
  });
}
