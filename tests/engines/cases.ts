/**
 * The training tasks that every engine must do as the float64 reference does: each activation with each loss,
 * and the sizes and masks that break careless kernels. Data come from src/random.ts, so they are the same everywhere.
 */
import {
  fitScaling,
  type FeatureBlock,
  type FeatureMatrix,
} from '../../src/descriptors/feature-matrix.ts';
import type { Replica } from '../../src/training/engine.ts';
import { ACTIVATIONS, initialWeights, type Network } from '../../src/training/network.ts';
import { DEFAULT_PRETRAINING, type Schedule } from '../../src/training/schedule.ts';
import { Stream } from '../../src/random.ts';

export interface EngineCase {
  readonly name: string;
  readonly network: Network;
  readonly replica: Replica;
}

/** Columns of one block. */
export type BlockShape = readonly ['bytes' | 'float32', number];

export interface TaskOptions {
  readonly blocks?: readonly BlockShape[];
  readonly training?: number;
  readonly validation?: number;
  readonly schedule?: Partial<Schedule>;
  readonly trial?: number;
  readonly seed?: number;
  /** Share of labels that are present, by output; absent = no mask. */
  readonly present?: readonly number[];
  /** Standard deviation of the noise on labels. */
  readonly noise?: number;
  /** A multiple of every third feature value, to meet the clip. */
  readonly outliers?: number;
}

const BASE: Schedule = { ...DEFAULT_PRETRAINING, batch: 16, maxSteps: 200, evaluationInterval: 50 };

function block([kind, width]: BlockShape, rows: number, stream: Stream, outliers: number) {
  const names = Array.from({ length: width }, (_, i) => `${kind} ${i}`);
  const size = rows * width;
  // Fingerprint counts: about a tenth of the bits are set.
  return kind === 'bytes'
    ? {
        kind,
        names,
        values: Uint8Array.from({ length: size }, () =>
          stream.uniform() < 0.1 ? 1 + stream.below(3) : 0,
        ),
      }
    : {
        kind,
        names,
        values: Float32Array.from(
          { length: size },
          (_, i) => (1 + stream.normal() * (1 + (i % width))) * (i % 97 === 3 ? outliers : 1),
        ),
      };
}

/** A task whose labels are a smooth function of the features, plus noise. */
export function makeReplica(network: Network, options: TaskOptions = {}): Replica {
  const { training = 40, validation = 12, trial = 0, seed = 7, noise = 0.05 } = options;
  const rows = training + validation;
  const stream = new Stream([seed, 1000 + trial]);
  const shapes = options.blocks ?? [['float32', network.inputs] as const];
  const blocks: FeatureBlock[] = shapes.map((shape) =>
    block(shape, rows, stream, options.outliers ?? 1),
  );
  const features: FeatureMatrix = { rows, blocks };
  const values = new Float32Array(rows * network.outputs);
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < network.outputs; output++) {
      let sum = 0;
      for (const { names, values } of blocks) {
        for (let i = 0; i < names.length; i++) {
          const weight = ((i * 7 + output * 3) % 11) / 11 - 0.4;
          sum += (weight * values[row * names.length + i]!) / (1 + i);
        }
      }
      const x = sum / (1 + Math.abs(sum));
      values[row * network.outputs + output] = 1.5 * x - x * x + noise * stream.normal();
    }
  }
  const { present } = options;
  const mask =
    present &&
    Uint8Array.from(values, (_, i) =>
      stream.uniform() < (present[i % network.outputs] ?? 1) ? 1 : 0,
    );
  // Training and validation rows interleaved and not in order: engines must follow the indices.
  const order = Array.from({ length: rows }, (_, i) => i).sort(
    (a, b) => ((a * 37) % rows) - ((b * 37) % rows) || a - b,
  );
  return {
    initialWeights: initialWeights(network, seed, trial),
    schedule: { ...BASE, ...options.schedule },
    seed,
    trial,
    stage: trial % 2 === 0 ? 'pretraining' : 'fine-tuning',
    features,
    scaling: fitScaling(features),
    labels: mask ? { values, mask } : { values },
    trainingRows: Uint32Array.from(order.slice(0, training)),
    validationRows: Uint32Array.from(order.slice(training)),
  };
}

function engineCase(name: string, shape: Partial<Network>, options: TaskOptions = {}): EngineCase {
  const blocks = options.blocks;
  const inputs = blocks ? blocks.reduce((sum, [, width]) => sum + width, 0) : 7;
  const network: Network = {
    inputs,
    hidden: [12, 5],
    outputs: 1,
    activation: 'tanh',
    ...shape,
  };
  return { name, network, replica: makeReplica(network, options) };
}

/** Every case trains 200 steps within its patience and has validation rows unless its name says otherwise. */
export const ENGINE_CASES: readonly EngineCase[] = [
  ...ACTIVATIONS.flatMap((activation) =>
    (['mse', 'huber'] as const).map((loss) =>
      engineCase(`${activation}, ${loss}`, { activation }, { schedule: { loss, huberDelta: 0.4 } }),
    ),
  ),
  engineCase(
    'three outputs with masks',
    { outputs: 3, activation: 'silu' },
    { present: [0.7, 0.5, 0.1] },
  ),
  engineCase(
    'batches without any label',
    { outputs: 2, activation: 'relu' },
    { present: [0.1, 0.15], schedule: { batch: 4, weightDecay: 0.1 } },
  ),
  engineCase('five outputs, huber', { outputs: 5 }, { schedule: { loss: 'huber' } }),
  engineCase('1 input, 1 hidden unit', { inputs: 1, hidden: [1] }),
  engineCase('1 row in training', {}, { training: 1, validation: 3 }),
  engineCase('n smaller than a batch', { activation: 'silu' }, { training: 5 }),
  engineCase('last batch of one row', {}, { training: 33 }),
  engineCase('batch of one row', { activation: 'silu' }, { schedule: { batch: 1 } }),
  engineCase('odd widths', { inputs: 13, hidden: [9, 6, 3], outputs: 2 }),
  engineCase('five hidden layers', { inputs: 3, hidden: [8, 17, 4, 10, 7] }),
  engineCase(
    'bytes only',
    { activation: 'relu', hidden: [20] },
    { blocks: [['bytes', 67]], schedule: { batch: 32 } },
  ),
  engineCase(
    'mixed blocks',
    { activation: 'leaky-relu' },
    {
      blocks: [
        ['float32', 3],
        ['bytes', 21],
        ['float32', 2],
        ['bytes', 6],
      ],
    },
  ),
  engineCase(
    'sparse and scaled inputs',
    { activation: 'silu', hidden: [10, 6] },
    {
      blocks: [
        ['bytes', 50],
        ['float32', 3],
        ['bytes', 33],
      ],
      schedule: { batch: 7 },
    },
  ),
  engineCase('clipped features', {}, { outliers: 500 }),
  engineCase('cosine', {}, { schedule: { decay: 'cosine' } }),
  engineCase('weight decay', { activation: 'silu' }, { schedule: { weightDecay: 0.3 } }),
  engineCase('last layer only', {}, { schedule: { trainable: 1 } }),
  engineCase(
    'last two layers',
    { hidden: [8, 6, 4], activation: 'silu' },
    { schedule: { trainable: 2, weightDecay: 0.1 } },
  ),
  engineCase('without validation rows', {}, { validation: 0 }),
  engineCase(
    'interval that does not divide the budget',
    {},
    { schedule: { evaluationInterval: 37 } },
  ),
  engineCase(
    'the usual size',
    { inputs: 190, hidden: [128, 64], activation: 'tanh' },
    { training: 150, validation: 30, schedule: { batch: 32 } },
  ),
];

/** The named case. Throws RangeError when there is none. */
export function findCase(name: string): EngineCase {
  const found = ENGINE_CASES.find((one) => one.name === name);
  if (!found) throw new RangeError(`There is no engine case "${name}".`);
  return found;
}

/** Overfits: the validation loss rises soon, so patience stops it well before the budget. */
export function patienceCase(): EngineCase {
  return engineCase(
    'patience',
    { hidden: [16], activation: 'tanh' },
    {
      training: 30,
      validation: 20,
      noise: 0.3,
      schedule: {
        learningRate: 2e-3,
        maxSteps: 4000,
        evaluationInterval: 20,
        patience: 4,
      },
    },
  );
}
