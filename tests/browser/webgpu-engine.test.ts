/** The fused WGSL engine in a real browser, on whatever adapter there is (SwiftShader in the checks). */
import { describe, expect, it } from 'vitest';
import { EngineLost } from '../../src/training/engine.ts';
import { openWebGPUEngine } from '../../src/training/webgpu/engine.ts';
import { findCase, makeReplica } from '../engines/cases.ts';
import { describeEngine, trainAll } from '../engines/suite.ts';
import { skipWithoutAdapter } from './webgpu-adapter.ts';

/** Every activation, loss, mask and block kind once; Node's tests take all cases over many steps. */
const CASES = [
  'relu, huber',
  'leaky-relu, mse',
  'silu, mse',
  'tanh, huber',
  'three outputs with masks',
  'mixed blocks',
  'last two layers',
];

describe.skipIf(await skipWithoutAdapter())('Chromium', () => {
  describeEngine('webgpu', openWebGPUEngine, {
    oneStep: 1e-5,
    afterSteps: 1e-3,
    cases: ({ name }) => CASES.includes(name),
  });

  it('a lost device is EngineLost, and a new engine works', async () => {
    const { network } = findCase('tanh, mse');
    const engine = await openWebGPUEngine();
    const long = makeReplica(network, { schedule: { maxSteps: 1_000_000, patience: 1_000_000 } });
    const training = trainAll(engine, network, [long]);
    setTimeout(() => engine.device.destroy(), 300);
    await expect(training).rejects.toBeInstanceOf(EngineLost);
    const next = await openWebGPUEngine();
    const [result] = await trainAll(next, network, [
      makeReplica(network, { schedule: { maxSteps: 3 } }),
    ]);
    expect(result!.steps).toBe(3);
    next.dispose();
  });
});
