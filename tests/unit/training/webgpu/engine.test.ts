/** The fused WGSL engine under Node with Dawn: the shared suite, and what only a GPU engine can get wrong. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EngineLost, EngineUnavailable, type Replica } from '../../../../src/training/engine.ts';
import { openDevice } from '../../../../src/training/webgpu/device.ts';
import {
  createWebGPUEngine,
  openWebGPUEngine,
  type WebGPUEngine,
} from '../../../../src/training/webgpu/engine.ts';
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';
import { findCase, makeReplica } from '../../../engines/cases.ts';
import { relativeDifference, describeEngine, trainAll } from '../../../engines/suite.ts';
import { openDawn } from './dawn.ts';

const gpu = await openDawn();

/** Software takes 10 to 30 ms for a step of this one: it is compared over fewer steps below. */
const LARGE = 'the usual size';
const { network } = findCase('tanh, mse');

/** Refuses more than so many bytes between two error scopes, as a full device would; gives what was asked each time. */
function limitMemory({ device }: WebGPUEngine, limit: number): number[] {
  const asked: number[] = [];
  let bytes = 0;
  const create = device.createBuffer.bind(device);
  const push = device.pushErrorScope.bind(device);
  const pop = device.popErrorScope.bind(device);
  let filter: GPUErrorFilter = 'validation';
  vi.spyOn(device, 'pushErrorScope').mockImplementation((kind) => {
    bytes = 0;
    filter = kind;
    push(kind);
  });
  vi.spyOn(device, 'createBuffer').mockImplementation((descriptor) => {
    bytes += descriptor.size;
    return create(descriptor);
  });
  vi.spyOn(device, 'popErrorScope').mockImplementation(() => {
    if (filter !== 'out-of-memory') return pop();
    asked.push(bytes);
    const refused = bytes > limit;
    return pop().then((error) => (refused ? new GPUOutOfMemoryError('full') : error));
  });
  return asked;
}

async function openWithHardwareShaders(): Promise<WebGPUEngine> {
  const { device } = await openDevice({ allowSoftware: true });
  const engine = createWebGPUEngine(device, { hardwareShaders: true });
  return { ...engine, dispose: () => device.destroy() };
}

describe.skipIf(!gpu)('Dawn', () => {
  describeEngine('webgpu', openWebGPUEngine, {
    oneStep: 1e-5,
    afterSteps: 1e-3,
    cases: ({ name }) => name !== LARGE,
  });

  // Larger tiles and workgroups than software likes: slow here, but it is what users' machines run.
  describeEngine('webgpu with the shaders of a GPU', openWithHardwareShaders, {
    oneStep: 1e-5,
    afterSteps: 1e-3,
    steps: 40,
  });

  describe('replicas and memory', () => {
    let engine: WebGPUEngine;
    beforeAll(async () => {
      engine = await openWebGPUEngine();
    });
    afterAll(() => engine?.dispose());

    it('a replica alone and among 63 others gives the same bits', async () => {
      const replicas = Array.from({ length: 64 }, (_, trial) =>
        makeReplica(network, {
          trial,
          training: 20 + trial,
          schedule: { maxSteps: 5 + (trial % 7) },
        }),
      );
      const together = await trainAll(engine, network, replicas);
      for (const index of [0, 17, 63]) {
        const [alone] = await trainAll(engine, network, [replicas[index]!]);
        expect(together[index]!.weights).toEqual(alone!.weights);
        expect(together[index]!.trace).toEqual(alone!.trace);
      }
    });

    it('tables that fit no single binding are split, and wait for room', async () => {
      const replicas = Array.from({ length: 12 }, (_, trial) =>
        makeReplica(network, { trial, schedule: { maxSteps: 5 } }),
      );
      const { device } = await openDevice({ allowSoftware: true });
      const cramped = createWebGPUEngine(device, { bindingBytes: 16_384 });
      const expected = await trainAll(engine, network, replicas);
      const split = await trainAll(cramped, network, replicas);
      split.forEach(({ weights }, i) => expect(weights).toEqual(expected[i]!.weights));
      const { features, scaling, initialWeights } = replicas[0]!;
      expect(await cramped.predict(network, initialWeights, features, scaling)).toEqual(
        await engine.predict(network, initialWeights, features, scaling),
      );
      const tooSmall = createWebGPUEngine(device, { bindingBytes: 1024 });
      await expect(trainAll(tooSmall, network, replicas)).rejects.toBeInstanceOf(EngineUnavailable);
      device.destroy();
    });

    it('fewer replicas at once when the device is out of memory', async () => {
      const replicas = Array.from({ length: 9 }, (_, trial) =>
        makeReplica(network, { trial, schedule: { maxSteps: 5 } }),
      );
      const expected = await trainAll(engine, network, replicas);
      const roomy = await openWebGPUEngine();
      const whole = limitMemory(roomy, Infinity);
      await trainAll(roomy, network, replicas);
      roomy.dispose();
      const cramped = await openWebGPUEngine();
      const asked = limitMemory(cramped, whole[0]! / 2);
      const results = await trainAll(cramped, network, replicas);
      results.forEach(({ weights }, i) => expect(weights).toEqual(expected[i]!.weights));
      expect(asked[0]).toBe(whole[0]);
      expect(asked[1]).toBeLessThan(whole[0]!);
      cramped.dispose();
      const full = await openWebGPUEngine();
      limitMemory(full, 0);
      const failure: unknown = await trainAll(full, network, replicas).catch((e: unknown) => e);
      expect(failure).toBeInstanceOf(EngineLost);
      expect((failure as EngineLost).message).toMatch(/too little memory for one replica/);
      full.dispose();
    });

    it(`agrees with the wasm engine on ${LARGE}, over 40 steps`, async () => {
      const one = findCase(LARGE);
      const schedule = { ...one.replica.schedule, maxSteps: 40 };
      const replica: Replica = { ...one.replica, schedule };
      const wasm = await createWasmEngine();
      const [expected] = await trainAll(wasm, one.network, [replica]);
      wasm.dispose();
      const [result] = await trainAll(engine, one.network, [replica]);
      expect(relativeDifference(result!.weights, expected!.weights)).toBeLessThan(1e-3);
    });
  });

  describe('failures', () => {
    const long = (): Replica =>
      makeReplica(network, { schedule: { maxSteps: 1_000_000, patience: 1_000_000 } });

    it('a device lost in mid-training is EngineLost, then and afterwards', async () => {
      const engine = await openWebGPUEngine();
      const training = trainAll(engine, network, [long()]);
      setTimeout(() => engine.device.destroy(), 200);
      await expect(training).rejects.toBeInstanceOf(EngineLost);
      await expect(trainAll(engine, network, [long()])).rejects.toBeInstanceOf(EngineLost);
      const { features, scaling, initialWeights } = long();
      await expect(
        engine.predict(network, initialWeights, features, scaling),
      ).rejects.toBeInstanceOf(EngineLost);
    });

    it('a shader that does not compile is named, with the line', async () => {
      const engine = await openWebGPUEngine();
      const { device } = engine;
      const create = device.createShaderModule.bind(device);
      vi.spyOn(device, 'createShaderModule').mockImplementation(({ code }) =>
        create({ code: code.replace('fn gather', 'fn garther') }),
      );
      const error: unknown = await trainAll(engine, network, [long()]).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(EngineUnavailable);
      expect((error as EngineUnavailable).code).toBe('compilation');
      expect((error as EngineUnavailable).message).toMatch(/line \d+: .*gather/);
      engine.dispose();
    });

    it('a network with more layers than the shader holds is refused by name', async () => {
      const engine = await openWebGPUEngine();
      const deep = { ...network, hidden: new Array<number>(80).fill(2) };
      await expect(trainAll(engine, deep, [makeReplica(deep)])).rejects.toThrow(
        /at most 64 layers/,
      );
      engine.dispose();
    });
  });
});
