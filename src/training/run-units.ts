/**
 * One or more units on one engine: pretraining of all, then the jobs of all, each reported as it ends.
 * Networks of one architecture go to the engine together; what diverges or fails is reported and the others go on.
 */
import {
  featureCount,
  fitScaling,
  type FeatureMatrix,
  type FeatureScaling,
} from '../descriptors/feature-matrix.ts';
import { predictBaseline } from './baselines.ts';
import {
  TrainingDiverged,
  type Replica,
  type TrainingEngine,
  type TrainingResult,
} from './engine.ts';
import { correctByRidge, firstOutputOnly, newHead, recalibrate, type Head } from './head.ts';
import { metricsOf } from './metrics.ts';
import { initialWeights, type Network } from './network.ts';
import type { Schedule } from './schedule.ts';
import { fitStandardisation, standardise, type Standardisation } from './standardisation.ts';
import type {
  BaselineJob,
  DirectJob,
  JobReport,
  Pretraining,
  StageResult,
  TransferJob,
  Unit,
} from './unit.ts';

export interface RunUnitsOptions {
  readonly onReport: (report: JobReport) => void;
  readonly onSteps?: (steps: number) => void;
  readonly cancelled?: () => boolean;
}

/** A replica on its way through the engine, and what to do when it ends. */
interface Task {
  readonly network: Network;
  readonly replica: Replica;
  readonly onEnd: (result: TrainingResult, seconds: number) => Promise<void>;
  readonly onFailure: (code: 'diverged', detail: string) => void;
}

/** A pretrained network and the scales that it lives on. */
interface Pretrained {
  readonly network: Network;
  readonly weights: Float32Array<ArrayBuffer>;
  readonly scaling: FeatureScaling;
  /** Of the first output. */
  readonly scale: Standardisation;
  readonly stage: StageResult;
  readonly trace: TrainingResult['trace'];
  readonly seconds: number;
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

function pretrainingTask(
  unit: Unit,
  job: Pretraining,
  done: (result: Pretrained) => void,
  onFailure: Task['onFailure'],
): Task {
  const network: Network = {
    inputs: featureCount(job.features),
    hidden: unit.hidden,
    outputs: job.outputs,
    activation: unit.activation,
  };
  const scaling = fitScaling(job.features);
  const scales = Array.from({ length: job.outputs }, (_, output) =>
    fitStandardisation(job.targets.filter((_, i) => i % job.outputs === output)),
  );
  const missing = job.targets.some((value) => Number.isNaN(value));
  const values = Float32Array.from(job.targets, (value, i) =>
    Number.isNaN(value) ? 0 : standardise(scales[i % job.outputs]!, value),
  );
  const mask = missing
    ? Uint8Array.from(job.targets, (value) => (Number.isNaN(value) ? 0 : 1))
    : undefined;
  return {
    network,
    onFailure,
    replica: {
      initialWeights: initialWeights(network, unit.seed, unit.trial),
      schedule: job.schedule,
      seed: unit.seed,
      trial: unit.trial,
      stage: 'pretraining',
      features: job.features,
      scaling,
      labels: mask ? { values, mask } : { values },
      ...splitRows(job.validation),
    },
    onEnd: (result, seconds) => {
      done({
        network,
        weights: result.weights,
        scaling,
        scale: scales[0]!,
        stage: stageResult(result, job.validation),
        trace: result.trace,
        seconds,
      });
      return Promise.resolve();
    },
  };
}

async function transferTask(
  engine: TrainingEngine,
  unit: Unit,
  job: TransferJob,
  parent: Pretrained,
  onReport: (report: JobReport) => void,
): Promise<Task> {
  const started = performance.now();
  const { network, weights, scaling } = parent;
  const { rows } = job;
  const training = splitRows(rows.validation).trainingRows;
  // Another property has a scale of its own: there is no simulated scaler to keep.
  const scale = job.head === 'line' ? parent.scale : fitStandardisation(rows.values);
  const values = Float32Array.from(rows.values, (value) => standardise(scale, value));
  const pick = (from: ArrayLike<number>, width: number) =>
    Float64Array.from(
      { length: training.length * width },
      (_, i) => from[training[Math.floor(i / width)]! * width + (i % width)]!,
    );
  const hidden = pick(
    await engine.lastHidden(network, weights, rows.features, scaling),
    network.hidden.at(-1)!,
  );
  const known = pick(values, 1);
  let head: Head;
  if (job.head === 'line') {
    const single = firstOutputOnly(network, weights);
    const outputs = pick(
      await engine.predict(single.network, single.weights, rows.features, scaling),
      1,
    );
    head = correctByRidge(recalibrate(single, outputs, known), hidden, outputs, known);
  } else {
    head = newHead(network, weights, hidden, known);
  }
  const before = parent.seconds + (performance.now() - started) / 1000;
  return stageTask(
    engine,
    unit,
    job,
    head.network,
    head.weights,
    job.schedule,
    'fine-tuning',
    scaling,
    scale,
    values,
    before,
    onReport,
    parent,
  );
}

function directTask(
  engine: TrainingEngine,
  unit: Unit,
  job: DirectJob,
  onReport: (report: JobReport) => void,
): Task {
  const network: Network = {
    inputs: featureCount(job.rows.features),
    hidden: unit.hidden,
    outputs: 1,
    activation: unit.activation,
  };
  const scaling = fitScaling(job.rows.features);
  const scale = fitStandardisation(job.rows.values);
  const values = Float32Array.from(job.rows.values, (value) => standardise(scale, value));
  const weights = initialWeights(network, unit.seed, unit.trial);
  return stageTask(
    engine,
    unit,
    job,
    network,
    weights,
    job.schedule,
    'direct',
    scaling,
    scale,
    values,
    0,
    onReport,
  );
}

/** Training on the measured rows, then the test. */
function stageTask(
  engine: TrainingEngine,
  unit: Unit,
  job: TransferJob | DirectJob,
  network: Network,
  weights: Float32Array<ArrayBuffer>,
  schedule: Schedule,
  stage: 'fine-tuning' | 'direct',
  scaling: FeatureScaling,
  scale: Standardisation,
  values: Float32Array<ArrayBuffer>,
  secondsBefore: number,
  onReport: (report: JobReport) => void,
  parent?: Pretrained,
): Task {
  return {
    network,
    onFailure: (code, detail) =>
      onReport({ kind: 'failure', failure: { id: job.id, code, detail } }),
    replica: {
      initialWeights: weights,
      schedule,
      seed: unit.seed,
      trial: unit.trial,
      stage,
      features: job.rows.features,
      scaling,
      labels: { values },
      ...splitRows(job.rows.validation),
    },
    onEnd: async (result, seconds) => {
      const own = stageResult(result, job.rows.validation);
      const predictions = await predictValues(
        engine,
        network,
        result.weights,
        job.test.features,
        scaling,
        scale,
      );
      onReport({
        kind: 'result',
        result: {
          id: job.id,
          ...metricsOf(predictions, job.test.values),
          mUsed: job.rows.values.length,
          testRows: job.test.values.length,
          stages: parent ? { pretraining: parent.stage, fineTuning: own } : { fineTuning: own },
          seconds: secondsBefore + seconds,
          predictions: Float32Array.from(predictions),
          traces: parent
            ? { pretraining: parent.trace, fineTuning: result.trace }
            : { fineTuning: result.trace },
        },
      });
    },
  };
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
      ...metricsOf(predictions, job.test.values),
      mUsed,
      testRows: predictions.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0),
      stages: {},
      seconds: (performance.now() - started) / 1000,
      predictions: Float32Array.from(predictions),
      traces: {},
    },
  });
}

async function predictValues(
  engine: TrainingEngine,
  network: Network,
  weights: Float32Array<ArrayBuffer>,
  features: FeatureMatrix,
  scaling: FeatureScaling,
  scale: Standardisation,
): Promise<Float64Array> {
  const outputs = await engine.predict(network, weights, features, scaling);
  return Float64Array.from(outputs, (z) => scale.mean + scale.deviation * z);
}

function splitRows(validation: Uint8Array): Pick<Replica, 'trainingRows' | 'validationRows'> {
  const rows = [...validation.keys()];
  return {
    trainingRows: Uint32Array.from(rows.filter((row) => validation[row] === 0)),
    validationRows: Uint32Array.from(rows.filter((row) => validation[row] === 1)),
  };
}

function stageResult(result: TrainingResult, validation: Uint8Array): StageResult {
  return {
    steps: result.steps,
    stoppedBy: validation.includes(1) ? result.stoppedBy : 'fixed',
  };
}
