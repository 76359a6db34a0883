/**
 * The two stages of a point on an engine: what a network is trained on, from which weights, and what is made of it when
 * it ends. Pretraining sets the scales; fine-tuning keeps them (science of the protocol: one scaler for both).
 */
import { featureCount, fitScaling, type FeatureScaling } from '../descriptors/feature-matrix.ts';
import type { Replica, TrainingEngine, TrainingResult, TrainOptions } from './engine.ts';
import { correctByRidge, firstOutputOnly, newHead, recalibrate, type Head } from './head.ts';
import { judge } from './metrics.ts';
import { initialWeights, type Network } from './network.ts';
import { fitStandardisation, standardise, type Standardisation } from './standardisation.ts';
import type { DirectJob, JobResult, Pretraining, StageResult, TransferJob, Unit } from './unit.ts';

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

/** What the pretraining of a unit is for an engine; `scale` is that of the first output. */
export function pretrainingReplica(
  unit: Unit,
  job: Pretraining,
): { network: Network; replica: Replica; scale: Standardisation } {
  const network: Network = {
    inputs: featureCount(job.features),
    hidden: unit.hidden,
    outputs: job.outputs,
    activation: unit.activation,
  };
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
  const replica: Replica = {
    initialWeights: initialWeights(network, unit.seed, unit.trial),
    schedule: job.schedule,
    seed: unit.seed,
    trial: unit.trial,
    stage: 'pretraining',
    features: job.features,
    scaling: fitScaling(job.features),
    labels: mask ? { values, mask } : { values },
    ...splitRows(job.validation),
  };
  return { network, replica, scale: scales[0]! };
}

/** Rejects as TrainingEngine.train does. */
export async function pretrain(
  engine: TrainingEngine,
  unit: Unit,
  job: Pretraining,
  options: TrainOptions,
): Promise<Pretrained> {
  const { network, replica, scale } = pretrainingReplica(unit, job);
  const result = await engine.train(network, replica, options);
  const { weights, trace, seconds } = result;
  const stage = stageResult(result, job.validation);
  return { network, weights, scaling: replica.scaling, scale, stage, trace, seconds };
}

/** Fine-tunes the pretrained network and tests it. Rejects as TrainingEngine.train does. */
export async function transfer(
  engine: TrainingEngine,
  unit: Unit,
  job: TransferJob,
  parent: Pretrained,
  options: TrainOptions,
): Promise<JobResult> {
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
  const stage = { ...head, unit, job, scaling, scale, values, stage: 'fine-tuning' } as const;
  const { result, ...judged } = await trainAndTest(engine, stage, options);
  return {
    ...judged,
    stages: { pretraining: parent.stage, fineTuning: stageResult(result, rows.validation) },
    seconds: parent.seconds + result.seconds,
    traces: { pretraining: parent.trace, fineTuning: result.trace },
  };
}

/** Trains the same network on the measured rows alone and tests it. Rejects as TrainingEngine.train does. */
export async function direct(
  engine: TrainingEngine,
  unit: Unit,
  job: DirectJob,
  options: TrainOptions,
): Promise<JobResult> {
  const { rows } = job;
  const network: Network = {
    inputs: featureCount(rows.features),
    hidden: unit.hidden,
    outputs: 1,
    activation: unit.activation,
  };
  const scaling = fitScaling(rows.features);
  const scale = fitStandardisation(rows.values);
  const values = Float32Array.from(rows.values, (value) => standardise(scale, value));
  const weights = initialWeights(network, unit.seed, unit.trial);
  const stage = { network, weights, unit, job, scaling, scale, values, stage: 'direct' } as const;
  const { result, ...judged } = await trainAndTest(engine, stage, options);
  return {
    ...judged,
    stages: { fineTuning: stageResult(result, rows.validation) },
    seconds: result.seconds,
    traces: { fineTuning: result.trace },
  };
}

interface MeasuredStage {
  readonly unit: Unit;
  readonly job: TransferJob | DirectJob;
  readonly network: Network;
  readonly weights: Float32Array<ArrayBuffer>;
  readonly stage: 'fine-tuning' | 'direct';
  readonly scaling: FeatureScaling;
  readonly scale: Standardisation;
  /** Standardised values of the job's rows. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Training on the measured rows, then the test. */
async function trainAndTest(
  engine: TrainingEngine,
  { unit, job, network, weights, stage, scaling, scale, values }: MeasuredStage,
  options: TrainOptions,
): Promise<{ result: TrainingResult } & Omit<JobResult, 'stages' | 'seconds' | 'traces'>> {
  const replica: Replica = {
    initialWeights: weights,
    schedule: job.schedule,
    seed: unit.seed,
    trial: unit.trial,
    stage,
    features: job.rows.features,
    scaling,
    labels: { values },
    ...splitRows(job.rows.validation),
  };
  const result = await engine.train(network, replica, options);
  const outputs = await engine.predict(network, result.weights, job.test.features, scaling);
  const predictions = Float64Array.from(outputs, (z) => scale.mean + scale.deviation * z);
  return {
    result,
    id: job.id,
    ...judge(predictions, job.test, job.scale),
    mUsed: job.rows.values.length,
    testRows: job.test.values.length,
  };
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
