/**
 * The two stages of a point as tasks for an engine: what a network is trained on, from which weights, and what is made of
 * it when it ends. Pretraining sets the scales; fine-tuning keeps them (science of the protocol: one scaler for both).
 */
import {
  featureCount,
  fitScaling,
  type FeatureMatrix,
  type FeatureScaling,
} from '../descriptors/feature-matrix.ts';
import type { Replica, TrainingEngine, TrainingResult } from './engine.ts';
import { correctByRidge, firstOutputOnly, newHead, recalibrate, type Head } from './head.ts';
import { judge } from './metrics.ts';
import { initialWeights, type Network } from './network.ts';
import { fitStandardisation, standardise, type Standardisation } from './standardisation.ts';
import type { DirectJob, JobReport, Pretraining, StageResult, TransferJob, Unit } from './unit.ts';

/** A replica on its way through the engine, and what to do when it ends. */
export interface Task {
  readonly network: Network;
  readonly replica: Replica;
  readonly onEnd: (result: TrainingResult, seconds: number) => Promise<void>;
  readonly onFailure: (code: 'diverged', detail: string) => void;
}

/** A pretrained network and the scales that it lives on. */
export interface Pretrained {
  readonly network: Network;
  readonly weights: Float32Array<ArrayBuffer>;
  readonly scaling: FeatureScaling;
  /** Of the first output. */
  readonly scale: Standardisation;
  readonly stage: StageResult;
  readonly trace: TrainingResult['trace'];
  readonly seconds: number;
}

export function pretrainingTask(
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

export async function transferTask(
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
  return stageTask({
    ...{ engine, unit, job, scaling, scale, values, onReport, parent },
    network: head.network,
    weights: head.weights,
    stage: 'fine-tuning',
    secondsBefore: before,
  });
}

export function directTask(
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
  return stageTask({
    ...{ engine, unit, job, network, weights, scaling, scale, values, onReport },
    stage: 'direct',
    secondsBefore: 0,
  });
}

interface MeasuredStage {
  readonly engine: TrainingEngine;
  readonly unit: Unit;
  readonly job: TransferJob | DirectJob;
  readonly network: Network;
  readonly weights: Float32Array<ArrayBuffer>;
  readonly stage: 'fine-tuning' | 'direct';
  readonly scaling: FeatureScaling;
  readonly scale: Standardisation;
  /** Standardised values of the job's rows. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly secondsBefore: number;
  readonly onReport: (report: JobReport) => void;
  readonly parent?: Pretrained;
}

/** Training on the measured rows, then the test. */
function stageTask(given: MeasuredStage): Task {
  const { engine, unit, job, network, weights, stage, scaling, scale, values, onReport } = given;
  const { parent, secondsBefore } = given;
  return {
    network,
    onFailure: (code, detail) =>
      onReport({ kind: 'failure', failure: { id: job.id, code, detail } }),
    replica: {
      initialWeights: weights,
      schedule: job.schedule,
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
          ...judge(predictions, job.test.values, job.scale),
          mUsed: job.rows.values.length,
          testRows: job.test.values.length,
          stages: parent ? { pretraining: parent.stage, fineTuning: own } : { fineTuning: own },
          seconds: secondsBefore + seconds,
          traces: parent
            ? { pretraining: parent.trace, fineTuning: result.trace }
            : { fineTuning: result.trace },
        },
      });
    },
  };
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
