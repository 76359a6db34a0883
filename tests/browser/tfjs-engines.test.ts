/**
 * The tfjs engines in a real browser: wasm as in Node, and WebGPU on whatever adapter there is (SwiftShader in the
 * checks), there with few and small cases because software renders each step in tens of milliseconds.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EngineLost, EngineUnavailable } from '../../src/training/engine.ts';
import { createTfjsEngine, type TfjsEngine } from '../../src/training/tfjs/engine.ts';
import { findCase, type EngineCase } from '../engines/cases.ts';
import { afterOneStep, gradientsOfOneStep } from '../engines/one-step.ts';
import { referencePredict, referenceTrain } from '../engines/reference.ts';
import { relativeDifference, trainAll } from '../engines/suite.ts';
import { skipWithoutAdapter } from './webgpu-adapter.ts';

const withSteps = (name: string, steps: number): EngineCase => {
  const one = findCase(name);
  const { replica } = one;
  const schedule = { ...replica.schedule, maxSteps: steps, evaluationInterval: steps };
  return { ...one, replica: { ...replica, schedule } };
};

async function agrees(engine: TfjsEngine, one: EngineCase): Promise<void> {
  const { network, replica } = one;
  const [result] = await trainAll(engine, network, [replica]);
  const expected = referenceTrain(network, replica);
  expect(result!.steps).toBe(expected.steps);
  expect(relativeDifference(result!.weights, expected.weights)).toBeLessThan(1e-3);
  const { features, scaling, initialWeights } = replica;
  const outputs = await engine.predict(network, initialWeights, features, scaling);
  const should = referencePredict(network, initialWeights, features, scaling);
  expect(relativeDifference(outputs, should)).toBeLessThan(1e-5);
}

describe('tfjs-wasm in the browser', () => {
  let engine: TfjsEngine;
  beforeAll(async () => {
    engine = await createTfjsEngine('tfjs-wasm');
  });
  afterAll(() => engine?.dispose());

  it.each(['silu, mse', 'three outputs with masks', 'mixed blocks', 'last two layers'])(
    'agrees with the reference: %s',
    (name) => agrees(engine, withSteps(name, 50)),
  );
});

describe.skipIf(await skipWithoutAdapter())('tfjs-webgpu in the browser', () => {
  let engine: TfjsEngine;
  beforeAll(async () => {
    engine = await createTfjsEngine('tfjs-webgpu');
  });
  afterAll(() => engine?.dispose());

  it('says what adapter it runs on', () => {
    expect(engine.device).toBeInstanceOf(GPUDevice);
    expect(typeof engine.software).toBe('boolean');
  });

  it.each(['leaky-relu, huber', 'three outputs with masks'])(
    'agrees with the reference: %s',
    (name) => agrees(engine, withSteps(name, 4)),
  );

  it('gradients of one step, silu', async () => {
    const one = findCase('silu, mse');
    const { measured, expected } = await gradientsOfOneStep(engine, one);
    expect(relativeDifference(measured, expected)).toBeLessThan(1e-4);
    const step = await afterOneStep(engine, one);
    step.expected.forEach((value, i) => {
      if (step.comparable[i]) expect(Math.abs(step.measured[i]! - value)).toBeLessThan(1e-5);
    });
  });

  it('a lost device is EngineLost, and a new engine works', async () => {
    const lost = await createTfjsEngine('tfjs-webgpu');
    lost.device!.destroy();
    await lost.device!.lost;
    const { network, replica } = withSteps('tanh, mse', 2);
    await expect(trainAll(lost, network, [replica])).rejects.toBeInstanceOf(EngineLost);
    lost.dispose();
    engine.dispose();
    engine = await createTfjsEngine('tfjs-webgpu');
    await agrees(engine, withSteps('tanh, mse', 2));
  });
});

describe('without an adapter', () => {
  it('tfjs-webgpu is unavailable, and no other backend steps in', async () => {
    const gpu = (navigator as { gpu?: GPU }).gpu;
    if (!gpu) return;
    const asked = vi.spyOn(gpu, 'requestAdapter').mockResolvedValue(null);
    const error = await createTfjsEngine('tfjs-webgpu').catch((failure: unknown) => failure);
    asked.mockRestore();
    expect(error).toBeInstanceOf(EngineUnavailable);
    expect((error as EngineUnavailable).code).toBe('no-adapter');
  });
});
