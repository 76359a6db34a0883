/**
 * The proof every engine gives before it is used: three Adam steps and a prediction on a tiny problem, compared with
 * plain float64 loops written here. A shader that computes zeros, or a backend that answers NaN, ends here.
 */
import { exp } from '../random.ts';
import { scaledFeatures } from '../descriptors/feature-matrix.ts';
import { EngineUnavailable, type Replica, type TrainingEngine } from './engine.ts';
import { labelWeights, MiniBatches } from './mini-batches.ts';
import { initialWeights, layersOf, type Network } from './network.ts';
import { ADAM, DEFAULT_PRETRAINING, learningRates } from './schedule.ts';

const NETWORK: Network = { inputs: 5, hidden: [6, 3], outputs: 2, activation: 'silu' };
const ROWS = 7;
const STEPS = 3;
/** Float32 stays near 1e-6 here; anything above is another computation. */
const TOLERANCE = 1e-4;

function problem(): Replica {
  const wave = (i: number) => ((i * 37) % 19) / 10 - 0.9;
  return {
    initialWeights: initialWeights(NETWORK, 1, 0),
    schedule: {
      ...DEFAULT_PRETRAINING,
      learningRate: 0.01,
      batch: 4,
      maxSteps: STEPS,
      weightDecay: 0.1,
    },
    seed: 1,
    trial: 0,
    stage: 'direct',
    features: {
      rows: ROWS,
      blocks: [
        {
          kind: 'float32',
          names: ['a', 'b', 'c'],
          values: Float32Array.from({ length: 3 * ROWS }, (_, i) => wave(i)),
        },
        {
          kind: 'bytes',
          names: ['d', 'e'],
          values: Uint8Array.from({ length: 2 * ROWS }, (_, i) => i % 3),
        },
      ],
    },
    scaling: { mean: Float32Array.of(0.1, 0, -0.1), scale: Float32Array.of(0.5, 1, 2), clip: 1.5 },
    labels: {
      values: Float32Array.from({ length: 2 * ROWS }, (_, i) => wave(3 * i + 1)),
      mask: Uint8Array.from({ length: 2 * ROWS }, (_, i) => (i % 5 === 2 ? 0 : 1)),
    },
    trainingRows: Uint32Array.of(6, 0, 3, 1, 5, 2),
    validationRows: new Uint32Array(0),
  };
}

/** Throws EngineUnavailable('failed-proof') when the engine's numbers are not the right ones. */
export async function proveEngine(engine: TrainingEngine): Promise<void> {
  const replica = problem();
  const expected = train(replica);
  let weights: Float32Array<ArrayBuffer>;
  let outputs: Float32Array<ArrayBuffer>;
  try {
    ({ weights } = await engine.train(NETWORK, replica));
    outputs = await engine.predict(NETWORK, weights, replica.features, replica.scaling);
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    throw new EngineUnavailable('failed-proof', `${engine.name}: ${String(error)}`);
  }
  compare(engine.name, 'weight', weights, expected);
  const x = Float64Array.from(scaledFeatures(replica.features, replica.scaling));
  const z = Array.from(
    { length: ROWS },
    (_, r) => forward(expected, x.subarray(5 * r, 5 * r + 5)).at(-1)!.a,
  );
  compare(engine.name, 'output', outputs, Float64Array.from(z.flatMap((row) => [...row])));
}

function compare(name: string, what: string, got: Float32Array, expected: Float64Array): void {
  if (got.length !== expected.length) {
    throw new EngineUnavailable(
      'failed-proof',
      `${name} gave ${got.length} of ${expected.length} ${what}s.`,
    );
  }
  expected.forEach((value, i) => {
    // Not ">": NaN must fail.
    if (!(Math.abs(got[i]! - value) <= TOLERANCE)) {
      throw new EngineUnavailable(
        'failed-proof',
        `${name}: ${what} ${i} is ${got[i]}, not ${value}.`,
      );
    }
  });
}

interface LayerValues {
  /** After the activation (the last layer has none). */
  readonly a: Float64Array;
  /** The slope of the activation. */
  readonly slope: Float64Array;
}

/** Every layer's values for one row. */
function forward(w: Float64Array, x: Float64Array): LayerValues[] {
  const layers = layersOf(NETWORK);
  const values: LayerValues[] = [];
  layers.forEach((layer, index) => {
    const input = index === 0 ? x : values[index - 1]!.a;
    const a = new Float64Array(layer.outputs);
    const slope = new Float64Array(layer.outputs).fill(1);
    for (let o = 0; o < layer.outputs; o++) {
      let z = w[layer.bias + o]!;
      for (let i = 0; i < layer.inputs; i++)
        z += input[i]! * w[layer.weights + i * layer.outputs + o]!;
      const s = 1 / (1 + exp(-z));
      const hidden = index < layers.length - 1;
      a[o] = hidden ? z * s : z;
      if (hidden) slope[o] = s * (1 + z * (1 - s));
    }
    values.push({ a, slope });
  });
  return values;
}

/** The weights after STEPS steps of Adam on the mean squared error. */
function train(replica: Replica): Float64Array {
  const { schedule, labels } = replica;
  const w = Float64Array.from(replica.initialWeights);
  const m = new Float64Array(w.length);
  const v = new Float64Array(w.length);
  const all = Float64Array.from(scaledFeatures(replica.features, replica.scaling));
  const batches = new MiniBatches(replica);
  const rates = learningRates(schedule);
  const rows = new Uint32Array(schedule.batch);
  const perLabel = new Float32Array(NETWORK.outputs);
  let meanPower = 1;
  let squarePower = 1;
  for (let step = 0; step < STEPS; step++) {
    const g = new Float64Array(w.length);
    const count = batches.rows(step, rows);
    labelWeights(labels, NETWORK.outputs, rows, count, perLabel);
    for (const row of rows.subarray(0, count)) {
      const x = all.subarray(row * NETWORK.inputs, (row + 1) * NETWORK.inputs);
      const values = forward(w, x);
      const delta = values
        .at(-1)!
        .a.map((z, o) =>
          labels.mask![row * 2 + o] === 1
            ? 2 * perLabel[o]! * (z - labels.values[row * 2 + o]!)
            : 0,
        );
      backward(w, x, values, delta, g);
    }
    meanPower *= ADAM.beta1;
    squarePower *= ADAM.beta2;
    for (let i = 0; i < w.length; i++) {
      m[i] = ADAM.beta1 * m[i]! + (1 - ADAM.beta1) * g[i]!;
      v[i] = ADAM.beta2 * v[i]! + (1 - ADAM.beta2) * g[i]! * g[i]!;
      const move = m[i]! / (1 - meanPower) / (Math.sqrt(v[i]! / (1 - squarePower)) + ADAM.epsilon);
      w[i]! -= rates[step]! * (schedule.weightDecay * w[i]! + move);
    }
  }
  return w;
}

/** Adds one row's gradient to `g`; `delta` is the loss by each output. */
function backward(
  w: Float64Array,
  x: Float64Array,
  values: readonly LayerValues[],
  delta: Float64Array,
  g: Float64Array,
): void {
  const layers = layersOf(NETWORK);
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!;
    const input = index === 0 ? x : values[index - 1]!.a;
    const below = new Float64Array(layer.inputs);
    for (let o = 0; o < layer.outputs; o++) {
      g[layer.bias + o]! += delta[o]!;
      for (let i = 0; i < layer.inputs; i++) {
        const at = layer.weights + i * layer.outputs + o;
        g[at]! += input[i]! * delta[o]!;
        below[i]! += w[at]! * delta[o]!;
      }
    }
    if (index > 0) delta = below.map((d, i) => d * values[index - 1]!.slope[i]!);
  }
}
