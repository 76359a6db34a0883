/**
 * Trains one replica with tfjs operations, autodiff and Adam written out as the engine contract has it.
 * Slow, and the reference that is easy to believe; every tensor it makes is gone when it ends.
 */
import * as tf from '@tensorflow/tfjs-core';
import { featureCount, scaledFeatures } from '../../descriptors/feature-matrix.ts';
import { EarlyStopping } from '../early-stopping.ts';
import { TrainingDiverged, type Replica, type TrainingResult } from '../engine.ts';
import { labelWeights, MiniBatches } from '../mini-batches.ts';
import type { Network } from '../network.ts';
import { ADAM, learningRates } from '../schedule.ts';
import { thinTrace } from '../trace.ts';
import { layerTensors, outputs, weightedLoss, type LayerTensors } from './model.ts';

/** How long a chunk may take before messages are let in. */
const CHUNK_MS = 40;
/** Validation rows that are evaluated at once. */
const EVALUATED_ROWS = 8192;

export interface Host {
  /** Lets messages in, and throws when training must end here. */
  breathe(): Promise<void>;
}

interface Moments {
  readonly variable: tf.Variable;
  readonly mean: tf.Variable;
  readonly square: tf.Variable;
}

export class ReplicaTraining {
  private readonly layers: LayerTensors<tf.Variable>[];
  private readonly trained: Moments[];
  private readonly features: tf.Tensor2D;
  private readonly batches: MiniBatches;
  private readonly rates: Float32Array;
  private readonly outputWeights: Float32Array;
  private readonly rows: Int32Array;
  private best: tf.Tensor[] = [];
  private meanPower = 1;
  private squarePower = 1;

  constructor(
    private readonly network: Network,
    private readonly replica: Replica,
  ) {
    const { features, scaling, schedule, initialWeights } = replica;
    this.layers = tf.tidy(() =>
      layerTensors(network, initialWeights).map(({ weights, bias }) => ({
        weights: tf.variable(weights),
        bias: tf.variable(bias),
      })),
    );
    const moving =
      schedule.trainable === 'all' ? this.layers : this.layers.slice(-schedule.trainable);
    this.trained = moving
      .flatMap(({ weights, bias }) => [weights, bias])
      .map((variable) =>
        tf.tidy(() => ({
          variable,
          mean: tf.variable(tf.zerosLike(variable)),
          square: tf.variable(tf.zerosLike(variable)),
        })),
      );
    this.features = tf.tensor2d(scaledFeatures(features, scaling), [
      features.rows,
      featureCount(features),
    ]);
    this.batches = new MiniBatches(replica);
    this.rates = learningRates(schedule);
    this.outputWeights = new Float32Array(network.outputs);
    this.rows = new Int32Array(this.batches.largest);
  }

  async run(host: Host): Promise<TrainingResult> {
    const { schedule, validationRows } = this.replica;
    const stopping = new EarlyStopping(schedule.patience);
    const validated = validationRows.length > 0;
    const began = performance.now();
    let step = 0;
    let stop = false;
    const evaluate = async (): Promise<boolean> => {
      const loss = this.checked(await this.validationLoss(), step);
      const verdict = stopping.observe(step, loss);
      if (verdict.best) this.keepBest();
      return verdict.stop;
    };
    if (validated) await evaluate();
    while (step < schedule.maxSteps && !stop) {
      const started = performance.now();
      let loss: tf.Scalar | undefined;
      let atEvaluation = false;
      while (step < schedule.maxSteps && !atEvaluation && performance.now() - started < CHUNK_MS) {
        loss?.dispose();
        loss = this.step(step++);
        atEvaluation = step % schedule.evaluationInterval === 0 || step === schedule.maxSteps;
      }
      if (loss) this.checked(await readScalar(loss), step);
      await host.breathe();
      if (validated && atEvaluation) stop = await evaluate();
    }
    if (!validated) this.keepBest();
    return {
      weights: await this.bestWeights(step),
      steps: step,
      stoppedBy: stop ? 'patience' : 'budget',
      trace: thinTrace(stopping.trace),
      seconds: (performance.now() - began) / 1000,
    };
  }

  dispose(): void {
    tf.dispose([this.features, ...this.best, ...this.layers.flatMap((l) => [l.weights, l.bias])]);
    tf.dispose(this.trained.flatMap(({ mean, square }) => [mean, square]));
  }

  /** One step; the loss of its batch, or undefined for a batch without labels. */
  private step(step: number): tf.Scalar | undefined {
    const { beta1, beta2, epsilon } = ADAM;
    const { schedule, labels } = this.replica;
    this.meanPower *= beta1;
    this.squarePower *= beta2;
    const count = this.batches.rows(step, this.rows);
    const rows = this.rows.slice(0, count);
    if (!labelWeights(labels, this.network.outputs, rows, count, this.outputWeights)) {
      return undefined;
    }
    return tf.tidy(() => {
      const { value, grads } = tf.variableGrads(
        () => this.loss(rows),
        this.trained.map(({ variable }) => variable),
      );
      const rate = this.rates[step]!;
      for (const { variable, mean, square } of this.trained) {
        const g = grads[variable.name]!;
        mean.assign(tf.add(tf.mul(beta1, mean), tf.mul(1 - beta1, g)));
        square.assign(tf.add(tf.mul(beta2, square), tf.mul(1 - beta2, tf.square(g))));
        const root = tf.sqrt(tf.div(square, 1 - this.squarePower));
        const move = tf.div(tf.mul(rate, tf.div(mean, 1 - this.meanPower)), tf.add(root, epsilon));
        const decayed = tf.sub(variable, tf.mul(rate * schedule.weightDecay, variable));
        variable.assign(tf.sub(decayed, move));
      }
      return value;
    });
  }

  /** The loss over rows with the label weights in `outputWeights`. */
  private loss(rows: Int32Array): tf.Scalar {
    const { labels, schedule } = this.replica;
    const width = this.network.outputs;
    const values = new Float32Array(rows.length * width);
    const weights = new Float32Array(rows.length * width);
    rows.forEach((row, r) => {
      for (let o = 0; o < width; o++) {
        values[r * width + o] = labels.values[row * width + o]!;
        const present = labels.mask === undefined || labels.mask[row * width + o] === 1;
        weights[r * width + o] = present ? this.outputWeights[o]! : 0;
      }
    });
    const x = tf.gather(this.features, tf.tensor1d(rows, 'int32'));
    const z = outputs(this.network.activation, this.layers, x);
    const shape: [number, number] = [rows.length, width];
    return weightedLoss(schedule, z, tf.tensor2d(values, shape), tf.tensor2d(weights, shape));
  }

  private async validationLoss(): Promise<number> {
    const { labels, validationRows } = this.replica;
    const count = validationRows.length;
    labelWeights(labels, this.network.outputs, validationRows, count, this.outputWeights);
    let sum = 0;
    for (let from = 0; from < count; from += EVALUATED_ROWS) {
      const rows = Int32Array.from(validationRows.subarray(from, from + EVALUATED_ROWS));
      sum += await readScalar(tf.tidy(() => this.loss(rows)));
    }
    return sum;
  }

  private keepBest(): void {
    tf.dispose(this.best);
    // A clone shares its data with the variable until the variable is assigned anew.
    this.best = this.layers.flatMap(({ weights, bias }) => [tf.clone(weights), tf.clone(bias)]);
  }

  private async bestWeights(step: number): Promise<Float32Array<ArrayBuffer>> {
    const flat = new Float32Array(this.replica.initialWeights.length);
    let offset = 0;
    for (const tensor of this.best) {
      flat.set(await tensor.data<'float32'>(), offset);
      offset += tensor.size;
    }
    if (!flat.every(Number.isFinite)) throw new TrainingDiverged(step);
    return flat;
  }

  private checked(loss: number, step: number): number {
    if (!Number.isFinite(loss)) throw new TrainingDiverged(step);
    return loss;
  }
}

/** Reads and disposes. */
async function readScalar(scalar: tf.Scalar): Promise<number> {
  try {
    const [value] = await scalar.data();
    return value!;
  } finally {
    scalar.dispose();
  }
}
