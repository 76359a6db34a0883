/**
 * The engine contract in plain float64 loops: slow, and easy to believe. Every engine is compared with it.
 * It is itself checked against finite differences (tests/unit/training/wasm/reference.test.ts).
 */
import {
  scaledFeatures,
  type FeatureMatrix,
  type FeatureScaling,
} from '../../src/descriptors/feature-matrix.ts';
import {
  STAGE_NUMBER,
  type Labels,
  type Replica,
  type TracePoint,
} from '../../src/training/engine.ts';
import { layersOf, type Activation, type Network } from '../../src/training/network.ts';
import { ADAM, learningRates, type Schedule } from '../../src/training/schedule.ts';
import { epochOrder, streamKey } from '../../src/random.ts';

/** A float64 flat array in the order of layersOf(). */
export type Flat = Float64Array<ArrayBuffer>;

export interface ReferenceResult {
  readonly weights: Flat;
  readonly steps: number;
  readonly stoppedBy: 'patience' | 'budget';
  /** Every evaluation, not thinned. */
  readonly trace: readonly TracePoint[];
}

function activate(activation: Activation, x: number): number {
  switch (activation) {
    case 'relu':
      return x > 0 ? x : 0;
    case 'leaky-relu':
      return x > 0 ? x : 0.01 * x;
    case 'tanh':
      return Math.tanh(x);
    case 'silu':
      return x / (1 + Math.exp(-x));
  }
}

/** The derivative with respect to the input x of the activation; at 0 that of the negative side. */
function slope(activation: Activation, x: number): number {
  switch (activation) {
    case 'relu':
      return x > 0 ? 1 : 0;
    case 'leaky-relu':
      return x > 0 ? 1 : 0.01;
    case 'tanh':
      return 1 - Math.tanh(x) ** 2;
    case 'silu': {
      const s = 1 / (1 + Math.exp(-x));
      return s * (1 + x * (1 - s));
    }
  }
}

interface Forward {
  /** Inputs of each layer, then the outputs: the first is x itself. */
  readonly values: Flat[];
  /** Before the activation, for each layer. */
  readonly before: Flat[];
}

function forward(network: Network, weights: Flat, x: Flat): Forward {
  const rows = x.length / network.inputs;
  const layers = layersOf(network);
  const values = [x];
  const before: Flat[] = [];
  layers.forEach((layer, index) => {
    const input = values[index]!;
    const sums = new Float64Array(rows * layer.outputs);
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < layer.outputs; o++) {
        let sum = weights[layer.bias + o]!;
        for (let i = 0; i < layer.inputs; i++) {
          sum += input[r * layer.inputs + i]! * weights[layer.weights + i * layer.outputs + o]!;
        }
        sums[r * layer.outputs + o] = sum;
      }
    }
    before.push(sums);
    const last = index === layers.length - 1;
    values.push(last ? sums : sums.map((sum) => activate(network.activation, sum)));
  });
  return { values, before };
}

/** The loss of a batch and its derivative by each output; a batch without labels has loss 0. */
function lossOfOutputs(
  z: Flat,
  labels: Labels,
  rows: ArrayLike<number>,
  outputs: number,
  schedule: Schedule,
): { loss: number; derivative: Flat } {
  const present = (r: number, o: number) =>
    labels.mask === undefined || labels.mask[rows[r]! * outputs + o] === 1;
  const counts = Array.from({ length: outputs }, (_, o) => {
    let count = 0;
    for (let r = 0; r < rows.length; r++) if (present(r, o)) count++;
    return count;
  });
  const active = counts.filter((count) => count > 0).length;
  const derivative = new Float64Array(z.length);
  let loss = 0;
  for (let r = 0; r < rows.length; r++) {
    for (let o = 0; o < outputs; o++) {
      if (!present(r, o)) continue;
      const weight = 1 / (counts[o]! * active);
      const e = z[r * outputs + o]! - labels.values[rows[r]! * outputs + o]!;
      const delta = schedule.huberDelta;
      if (schedule.loss === 'mse') {
        loss += weight * e * e;
        derivative[r * outputs + o] = weight * 2 * e;
      } else if (Math.abs(e) <= delta) {
        loss += weight * 0.5 * e * e;
        derivative[r * outputs + o] = weight * e;
      } else {
        loss += weight * delta * (Math.abs(e) - delta / 2);
        derivative[r * outputs + o] = weight * delta * Math.sign(e);
      }
    }
  }
  return { loss, derivative };
}

function rowsOf(all: Float32Array, rows: ArrayLike<number>, width: number): Flat {
  const x = new Float64Array(rows.length * width);
  for (let r = 0; r < rows.length; r++) {
    for (let i = 0; i < width; i++) x[r * width + i] = all[rows[r]! * width + i]!;
  }
  return x;
}

/** The loss over `rows` of the replica's features, by the replica's schedule. */
export function referenceLoss(
  network: Network,
  weights: Flat,
  replica: Replica,
  rows: ArrayLike<number>,
): number {
  const x = rowsOf(scaledFeatures(replica.features, replica.scaling), rows, network.inputs);
  const z = forward(network, weights, x).values.at(-1)!;
  return lossOfOutputs(z, replica.labels, rows, network.outputs, replica.schedule).loss;
}

/** The gradient of referenceLoss by every weight (frozen layers included). */
export function referenceGradient(
  network: Network,
  weights: Flat,
  replica: Replica,
  rows: ArrayLike<number>,
): Flat {
  const all = scaledFeatures(replica.features, replica.scaling);
  return gradient(network, weights, rowsOf(all, rows, network.inputs), replica, rows);
}

function gradient(
  network: Network,
  weights: Flat,
  x: Flat,
  replica: Replica,
  rows: ArrayLike<number>,
): Flat {
  const layers = layersOf(network);
  const { values, before } = forward(network, weights, x);
  const z = values.at(-1)!;
  let delta = lossOfOutputs(z, replica.labels, rows, network.outputs, replica.schedule).derivative;
  const out = new Float64Array(weights.length);
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!;
    const input = values[index]!;
    const below = new Float64Array(rows.length * layer.inputs);
    for (let r = 0; r < rows.length; r++) {
      for (let o = 0; o < layer.outputs; o++) {
        const d = delta[r * layer.outputs + o]!;
        out[layer.bias + o]! += d;
        for (let i = 0; i < layer.inputs; i++) {
          const at = layer.weights + i * layer.outputs + o;
          out[at]! += input[r * layer.inputs + i]! * d;
          below[r * layer.inputs + i]! += weights[at]! * d;
        }
      }
    }
    if (index > 0) {
      const sums = before[index - 1]!;
      delta = below.map((d, at) => d * slope(network.activation, sums[at]!));
    }
  }
  return out;
}

/** Trains one replica exactly as the contract says. */
export function referenceTrain(network: Network, replica: Replica): ReferenceResult {
  const { schedule, trainingRows, validationRows } = replica;
  const all = scaledFeatures(replica.features, replica.scaling);
  const layers = layersOf(network);
  const trained = schedule.trainable === 'all' ? layers.length : schedule.trainable;
  const firstTrained = layers[Math.max(0, layers.length - trained)]!.weights;
  const rates = learningRates(schedule);
  const weights = Float64Array.from(replica.initialWeights);
  const m = new Float64Array(weights.length);
  const v = new Float64Array(weights.length);
  const key = streamKey(replica.seed, 'batches', STAGE_NUMBER[replica.stage], replica.trial);
  const order = new Uint32Array(trainingRows.length);
  const perEpoch = Math.ceil(trainingRows.length / schedule.batch);
  const trace: TracePoint[] = [];
  let best = weights.slice();
  let lowest = Infinity;
  let without = 0;
  /** Evaluates; true when patience is at its end. */
  const evaluate = (step: number): boolean => {
    const loss = referenceLoss(network, weights, replica, validationRows);
    trace.push({ step, validationLoss: loss });
    if (loss < lowest) {
      lowest = loss;
      best = weights.slice();
      without = 0;
    } else {
      without++;
    }
    return without >= schedule.patience;
  };
  const validated = validationRows.length > 0;
  if (validated) evaluate(0);
  let step = 0;
  let stoppedBy: ReferenceResult['stoppedBy'] = 'budget';
  while (step < schedule.maxSteps) {
    const batch = step % perEpoch;
    if (batch === 0) epochOrder(key, step / perEpoch, order);
    const positions = order.subarray(
      batch * schedule.batch,
      Math.min(trainingRows.length, (batch + 1) * schedule.batch),
    );
    const rows = Array.from(positions, (position) => trainingRows[position]!);
    const x = rowsOf(all, rows, network.inputs);
    if (hasLabel(replica.labels, rows, network.outputs)) {
      const g = gradient(network, weights, x, replica, rows);
      adam(weights, m, v, g, firstTrained, rates[step]!, schedule.weightDecay, step + 1);
    }
    step++;
    const due = step % schedule.evaluationInterval === 0 || step === schedule.maxSteps;
    if (validated && due && evaluate(step)) {
      stoppedBy = 'patience';
      break;
    }
  }
  return { weights: validated ? best : weights, steps: step, stoppedBy, trace };
}

function hasLabel(labels: Labels, rows: readonly number[], outputs: number): boolean {
  const { mask } = labels;
  if (mask === undefined) return true;
  return rows.some((row) => mask.subarray(row * outputs, (row + 1) * outputs).includes(1));
}

function adam(
  weights: Flat,
  m: Flat,
  v: Flat,
  g: Flat,
  first: number,
  rate: number,
  decay: number,
  t: number,
): void {
  const { beta1, beta2, epsilon } = ADAM;
  for (let i = first; i < weights.length; i++) {
    m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
    v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
    const mean = m[i]! / (1 - beta1 ** t);
    const root = Math.sqrt(v[i]! / (1 - beta2 ** t));
    weights[i] = weights[i]! - rate * decay * weights[i]! - (rate * mean) / (root + epsilon);
  }
}

/** Outputs, rows x outputs. */
export function referencePredict(
  network: Network,
  weights: ArrayLike<number>,
  features: FeatureMatrix,
  scaling: FeatureScaling,
): Flat {
  const x = Float64Array.from(scaledFeatures(features, scaling));
  return forward(network, Float64Array.from(weights), x).values.at(-1)!;
}

/** Activations of the last hidden layer, rows x its width. */
export function referenceLastHidden(
  network: Network,
  weights: ArrayLike<number>,
  features: FeatureMatrix,
  scaling: FeatureScaling,
): Flat {
  const x = Float64Array.from(scaledFeatures(features, scaling));
  return forward(network, Float64Array.from(weights), x).values.at(-2)!;
}
