/**
 * What one Adam step says about gradients, through the contract alone. From fresh moments a step moves a weight by
 * lr g / (|g| + epsilon), epsilon = 1e-8, so ordinary gradients show only their signs. With labels and last layer
 * made 2^23 times smaller, gradients are about epsilon or below, and the step can be inverted.
 */
import { STAGE_NUMBER, type Replica, type TrainingEngine } from '../../src/training/engine.ts';
import { layersOf } from '../../src/training/network.ts';
import { ADAM } from '../../src/training/schedule.ts';
import { epochOrder, streamKey } from '../../src/random.ts';
import type { EngineCase } from './cases.ts';
import { referenceGradient, referenceTrain, type Flat } from './reference.ts';

const SMALL = 2 ** -23;
/** So large that the weights themselves do not blur the difference that is inverted. */
const RATE = 2 ** 24;

async function weightsAfterOneStep(
  engine: TrainingEngine,
  { network, replica }: EngineCase,
): Promise<Float32Array> {
  return (await engine.train(network, replica)).weights;
}

/** One step on the training rows alone: the last weights come back. */
function oneStepReplica(replica: Replica, schedule: Partial<Replica['schedule']>): Replica {
  return {
    ...replica,
    validationRows: new Uint32Array(0),
    schedule: { ...replica.schedule, maxSteps: 1, ...schedule },
  };
}

/** The rows of the first batch. */
function firstBatch(replica: Replica): number[] {
  const { trainingRows, schedule, seed, stage, trial } = replica;
  const order = new Uint32Array(trainingRows.length);
  epochOrder(streamKey(seed, 'batches', STAGE_NUMBER[stage], trial), 0, order);
  return Array.from(order.subarray(0, schedule.batch), (position) => trainingRows[position]!);
}

/** Gradients of the first batch, of the engine (from one step of a tiny copy of the task) and of the reference. */
export async function gradientsOfOneStep(
  engine: TrainingEngine,
  { name, network, replica }: EngineCase,
): Promise<{ measured: Flat; expected: Flat }> {
  const initialWeights = replica.initialWeights.slice();
  const last = layersOf(network).at(-1)!;
  for (let i = last.weights; i < initialWeights.length; i++) initialWeights[i]! *= SMALL;
  const tiny = oneStepReplica(
    {
      ...replica,
      initialWeights,
      labels: { ...replica.labels, values: replica.labels.values.map((y) => y * SMALL) },
    },
    {
      learningRate: RATE,
      decay: 'constant',
      weightDecay: 0,
      huberDelta: replica.schedule.huberDelta * SMALL,
    },
  );
  const after = await weightsAfterOneStep(engine, { name, network, replica: tiny });
  const measured = Float64Array.from(after, (w, i) => {
    const step = (initialWeights[i]! - w) / RATE;
    return (ADAM.epsilon * step) / (1 - Math.abs(step));
  });
  const expected = referenceGradient(
    network,
    Float64Array.from(initialWeights),
    tiny,
    firstBatch(tiny),
  );
  const { trainable } = replica.schedule;
  if (trainable !== 'all') expected.fill(0, 0, layersOf(network).at(-trainable)!.weights);
  return { measured, expected };
}

/**
 * Weights after one ordinary step. Only weights whose gradient is clear of rounding are comparable: below about 1e-6
 * of the largest, a gradient's sign, and with it the whole step, is a matter of the order of sums.
 */
export async function afterOneStep(
  engine: TrainingEngine,
  { name, network, replica }: EngineCase,
): Promise<{ measured: Float32Array; expected: Flat; comparable: boolean[] }> {
  const one = oneStepReplica(replica, {});
  const measured = await weightsAfterOneStep(engine, { name, network, replica: one });
  const expected = referenceTrain(network, one).weights;
  const gradient = referenceGradient(
    network,
    Float64Array.from(one.initialWeights),
    one,
    firstBatch(one),
  );
  const largest = gradient.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
  const comparable = Array.from(
    gradient,
    (g) => g === 0 || (Math.abs(g) > 1e-5 * largest && Math.abs(g) > 1e-5),
  );
  return { measured, expected, comparable };
}
