/** What follows when an engine is lost, as rules. */
import { expect, test } from 'vitest';
import {
  afterFailedOpening,
  afterLoss,
  lossOf,
  type Fortune,
} from '../../../src/sweep/run/hand-over.ts';
import type { ChosenEngine } from '../../../src/training/choose-engine.ts';
import {
  EngineLost,
  EngineUnavailable,
  TrainingCancelled,
  type EngineName,
} from '../../../src/training/engine.ts';
import { ThreadDied } from '../../../src/workers/thread-died.ts';

const chosen = (engine: EngineName, workers: number): ChosenEngine => ({
  engine,
  workers,
  reason: { code: 'asked', software: false },
});
const fresh = (engine: EngineName): Fortune => ({ chosen: chosen(engine, 1), losses: 0 });

test('which errors are losses, also when only their name came across', () => {
  expect(lossOf(new ThreadDied('training', 'died'))).toBe('died');
  expect(lossOf(Object.assign(new Error('gone'), { name: 'EngineLost' }))).toBe('lost');
  expect(lossOf(new EngineLost('gone'))).toBe('lost');
  expect(lossOf(new EngineUnavailable('no-adapter', 'none'))).toBe('gone');
  expect(lossOf(new TrainingCancelled())).toBeUndefined();
  expect(lossOf('no error')).toBeUndefined();
});

test('a GPU hands over at its second loss, or at once when it cannot be opened; the kernel never', () => {
  const once = afterLoss(fresh('webgpu'), 'lost', 4);
  expect(once).toEqual({ chosen: chosen('webgpu', 1), losses: 1 });
  const twice = afterLoss(once, 'died', 4);
  const kernel = { engine: 'wasm', workers: 4, reason: { code: 'took-over', from: 'webgpu' } };
  expect(twice.chosen).toEqual(kernel);
  expect(afterLoss(fresh('webgpu'), 'gone', 4).chosen).toEqual(kernel);
  let wasm = fresh('wasm');
  for (let i = 0; i < 5; i++) wasm = afterLoss(wasm, 'died', 4);
  expect(wasm.chosen).toEqual(chosen('wasm', 1));
});

test('a slot that dies while it opens is tried three times, then another engine takes over, if there is one', () => {
  expect([1, 2, 3].map((attempt) => afterFailedOpening('died', 'webgpu', attempt))).toEqual([
    'again',
    'again',
    'hand-over',
  ]);
  expect(afterFailedOpening('died', 'wasm', 3)).toBe('give-up');
  expect(afterFailedOpening('gone', 'webgpu', 1)).toBe('hand-over');
  expect(afterFailedOpening(undefined, 'webgpu', 1)).toBe('give-up');
});
