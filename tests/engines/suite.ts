/**
 * The tests that every engine must pass, whatever it runs on: describeEngine() compares it with the float64 reference
 * on every case of cases.ts and checks the rest of the contract (independence, early stopping, cancelling, divergence).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  TrainingCancelled,
  TrainingDiverged,
  type Replica,
  type TrainingEngine,
  type TrainingResult,
} from '../../src/training/engine.ts';
import { layersOf, type Network } from '../../src/training/network.ts';
import { ENGINE_CASES, findCase, makeReplica, patienceCase, type EngineCase } from './cases.ts';
import { afterOneStep, gradientsOfOneStep } from './one-step.ts';
import {
  referenceLastHidden,
  referencePredict,
  referenceTrain,
  type ReferenceResult,
} from './reference.ts';

export interface SuiteOptions {
  /** Gradients of one step, relative to the largest of their layer; weights after one step, absolute. */
  readonly oneStep: number;
  /** ||w - reference|| / ||reference|| after `steps` steps. */
  readonly afterSteps: number;
  /** 200 by default; fewer for engines that run on software. */
  readonly steps?: number;
  /** The cases that are compared over many steps; all by default. */
  readonly cases?: (one: EngineCase) => boolean;
}

/** Trains all replicas at once and gives the results in their order. */
export function trainAll(
  engine: TrainingEngine,
  network: Network,
  replicas: readonly Replica[],
): Promise<TrainingResult[]> {
  return Promise.all(replicas.map((replica) => engine.train(network, replica)));
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

/** ||a - b|| / ||b||. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return a.length === b.length ? Math.sqrt(difference / norm) : Infinity;
}

/** Declares the suite. `create` is called once; the engine is disposed at the end. */
export function describeEngine(
  name: string,
  create: () => Promise<TrainingEngine>,
  { oneStep, afterSteps, steps = 200, cases = () => true }: SuiteOptions,
): void {
  describe(`engine ${name}`, () => {
    let engine: TrainingEngine;
    const references = new Map<string, ReferenceResult>();
    const short = ({ replica }: EngineCase): Replica => ({
      ...replica,
      schedule: { ...replica.schedule, maxSteps: steps },
    });
    const reference = (one: EngineCase): ReferenceResult => {
      const known = references.get(one.name);
      if (known) return known;
      const result = referenceTrain(one.network, short(one));
      references.set(one.name, result);
      return result;
    };

    beforeAll(async () => {
      engine = await create();
    });
    afterAll(() => engine?.dispose());

    it.each(ENGINE_CASES)('gradients of one step: $name', async (one) => {
      const { measured, expected } = await gradientsOfOneStep(engine, one);
      for (const layer of layersOf(one.network)) {
        const end = layer.bias + layer.outputs;
        const largest = expected
          .subarray(layer.weights, end)
          .reduce((max, g) => Math.max(max, Math.abs(g)), 0);
        for (let i = layer.weights; i < end; i++) {
          expect(Math.abs(measured[i]! - expected[i]!)).toBeLessThanOrEqual(oneStep * largest);
        }
      }
    });

    it.each(ENGINE_CASES)('weights after one step: $name', async (one) => {
      const { measured, expected, comparable } = await afterOneStep(engine, one);
      for (let i = 0; i < expected.length; i++) {
        if (!comparable[i]) continue;
        expect(Math.abs(measured[i]! - expected[i]!)).toBeLessThanOrEqual(oneStep);
      }
    });

    it.each(ENGINE_CASES.filter(cases))(`after ${steps} steps: $name`, async (one) => {
      const [result] = await trainAll(engine, one.network, [short(one)]);
      const expected = reference(one);
      expect(result!.steps).toBe(expected.steps);
      expect(result!.stoppedBy).toBe(expected.stoppedBy);
      expect(relativeDifference(result!.weights, expected.weights)).toBeLessThan(afterSteps);
      expect(result!.trace.map((point) => point.step)).toEqual(
        expected.trace.map((point) => point.step),
      );
      result!.trace.forEach(({ validationLoss }, i) => {
        const should = expected.trace[i]!.validationLoss;
        expect(Math.abs(validationLoss - should)).toBeLessThan(100 * afterSteps * (should + 1e-3));
      });
    });

    it.each(['last layer only', 'last two layers'])('frozen layers: %s', async (name) => {
      const one = findCase(name);
      const [result] = await trainAll(engine, one.network, [short(one)]);
      const { trainable } = one.replica.schedule;
      const first = layersOf(one.network).at(-(trainable as number))!.weights;
      expect(result!.weights.subarray(0, first)).toEqual(
        one.replica.initialWeights.subarray(0, first),
      );
    });

    it('stops by patience where the reference does, with the best weights', async () => {
      const one = patienceCase();
      const expected = referenceTrain(one.network, one.replica);
      const [result] = await trainAll(engine, one.network, [one.replica]);
      expect(expected.stoppedBy).toBe('patience');
      expect(result!.stoppedBy).toBe('patience');
      expect(result!.steps).toBe(expected.steps);
      expect(relativeDifference(result!.weights, expected.weights)).toBeLessThan(5 * afterSteps);
    });

    it('makes no step when the budget is zero', async () => {
      const { network, replica } = findCase('tanh, mse');
      const schedule = { ...replica.schedule, maxSteps: 0 };
      const [result] = await trainAll(engine, network, [{ ...replica, schedule }]);
      expect(result!.steps).toBe(0);
      expect(result!.stoppedBy).toBe('budget');
      expect(result!.weights).toEqual(replica.initialWeights);
    });

    it('replicas of different tasks and schedules do not influence each other', async () => {
      const { network } = findCase('silu, huber');
      const replicas = [
        makeReplica(network, { trial: 1, schedule: { maxSteps: 25 } }),
        makeReplica(network, { trial: 2, training: 9, validation: 0, schedule: { maxSteps: 40 } }),
        makeReplica(network, {
          trial: 3,
          training: 70,
          present: [0.5],
          schedule: { maxSteps: 10 },
        }),
        makeReplica(network, {
          trial: 4,
          schedule: { maxSteps: 33, batch: 5, decay: 'cosine', trainable: 1, loss: 'huber' },
        }),
      ];
      const together = await trainAll(engine, network, replicas);
      for (const [index, replica] of replicas.entries()) {
        const [alone] = await trainAll(engine, network, [replica]);
        expect(together[index]!.steps).toBe(alone!.steps);
        expect(relativeDifference(together[index]!.weights, alone!.weights)).toBeLessThan(1e-6);
        const expected = referenceTrain(network, replica);
        expect(relativeDifference(together[index]!.weights, expected.weights)).toBeLessThan(
          afterSteps,
        );
      }
    });

    it('does not change what it is given, and is ready for the next job', async () => {
      const { network, replica } = findCase('mixed blocks');
      const schedule = { ...replica.schedule, maxSteps: 5 };
      const before = structuredClone(replica);
      const [first] = await trainAll(engine, network, [{ ...replica, schedule }]);
      expect(replica).toEqual(before);
      const [second] = await trainAll(engine, network, [{ ...replica, schedule }]);
      expect(second!.weights).toEqual(first!.weights);
    });

    it.each(['mixed blocks', 'odd widths', 'clipped features', 'bytes only', 'silu, mse'])(
      'predict and lastHidden: %s',
      async (name) => {
        const { network, replica } = findCase(name);
        const { features, scaling, initialWeights } = replica;
        for (const [measured, expected] of [
          [
            await engine.predict(network, initialWeights, features, scaling),
            referencePredict(network, initialWeights, features, scaling),
          ],
          [
            await engine.lastHidden(network, initialWeights, features, scaling),
            referenceLastHidden(network, initialWeights, features, scaling),
          ],
        ] as const) {
          expect(measured.length).toBe(expected.length);
          for (let i = 0; i < expected.length; i++) {
            expect(Math.abs(measured[i]! - expected[i]!)).toBeLessThan(
              oneStep * (1 + Math.abs(expected[i]!)),
            );
          }
        }
      },
    );

    it('cancels between chunks, and works afterwards', async () => {
      const { network, replica } = findCase('tanh, mse');
      const schedule = { ...replica.schedule, maxSteps: 5_000_000, patience: 5_000_000 };
      const started = Date.now();
      let asked = 0;
      await expect(
        engine.train(network, { ...replica, schedule }, { cancelled: () => ++asked > 2 }),
      ).rejects.toBeInstanceOf(TrainingCancelled);
      expect(Date.now() - started).toBeLessThan(10_000);
      const [result] = await trainAll(engine, network, [
        { ...replica, schedule: { ...replica.schedule, maxSteps: 3 } },
      ]);
      expect(result!.steps).toBe(3);
    });

    it('lets messages in while it trains, so that somebody can cancel', async () => {
      const { network, replica } = findCase('tanh, mse');
      const schedule = { ...replica.schedule, maxSteps: 5_000_000, patience: 5_000_000 };
      let stop = false;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        stop = true;
        port1.close();
      };
      setTimeout(() => port2.postMessage('stop'), 30);
      await expect(
        engine.train(network, { ...replica, schedule }, { cancelled: () => stop }),
      ).rejects.toBeInstanceOf(TrainingCancelled);
    });

    it('a replica that is added later, and one that is cancelled, leave the others as they are', async () => {
      const { network } = findCase('tanh, mse');
      const first = makeReplica(network, { trial: 1, schedule: { maxSteps: 60 } });
      const later = makeReplica(network, { trial: 2, training: 90, schedule: { maxSteps: 30 } });
      const endless = makeReplica(network, {
        trial: 3,
        schedule: { maxSteps: 5_000_000, patience: 5_000_000 },
      });
      const [alone] = await trainAll(engine, network, [first]);
      const [laterAlone] = await trainAll(engine, network, [later]);
      let stop = false;
      const one = engine.train(network, first);
      await nextTask();
      const cancelled = engine
        .train(network, endless, { cancelled: () => stop })
        .catch((error: unknown) => error);
      await nextTask();
      const added = engine.train(network, later);
      setTimeout(() => (stop = true), 50);
      expect((await one).weights).toEqual(alone!.weights);
      expect((await added).weights).toEqual(laterAlone!.weights);
      expect(await cancelled).toBeInstanceOf(TrainingCancelled);
    });

    it('calls that follow each other at once all come back', async () => {
      const { network, replica } = findCase('tanh, mse');
      const follow = async (steps: readonly number[]) => {
        for (const maxSteps of steps) {
          const schedule = { ...replica.schedule, maxSteps };
          const validationRows = new Uint32Array(0);
          const result = await engine.train(network, { ...replica, schedule, validationRows });
          expect(result.steps).toBe(maxSteps);
        }
      };
      await Promise.all([follow([1, 0, 2, 1]), follow([2, 3, 0, 0, 1]), follow([0, 1, 0])]);
    });

    it.each([12, 0])('names divergence, with %i validation rows', async (validation) => {
      const { network } = findCase('leaky-relu, mse');
      const fine = makeReplica(network, { trial: 5, schedule: { maxSteps: 5 } });
      const wild = makeReplica(network, {
        validation,
        schedule: { learningRate: 1e30, maxSteps: 60 },
      });
      const [beside, failure] = await Promise.all([
        engine.train(network, fine),
        engine.train(network, wild).catch((error: unknown) => error),
      ]);
      expect(beside.steps).toBe(5);
      expect(failure).toBeInstanceOf(TrainingDiverged);
      expect((failure as TrainingDiverged).step).toBeGreaterThan(0);
      const [again] = await trainAll(engine, network, [fine]);
      expect(again!.steps).toBe(5);
    });
  });
}
