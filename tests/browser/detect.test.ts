/** Detection in a real browser: engines open with their proof, and refusals say why. */
import { describe, expect, it, vi } from 'vitest';
import { measureEngine, openEngine } from '../../src/training/detect.ts';
import { EngineUnavailable, type EngineName } from '../../src/training/engine.ts';
import { isSoftware } from '../../src/training/webgpu/device.ts';
import { findCase } from '../engines/cases.ts';
import { skipWithoutAdapter } from './webgpu-adapter.ts';

const refusal = async (name: EngineName, allowSoftwareGpu?: boolean) => {
  const error = await openEngine(name, { allowSoftwareGpu }).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(EngineUnavailable);
  return (error as EngineUnavailable).code;
};

describe('detection', () => {
  it.each(['wasm', 'tfjs-wasm', 'tfjs-cpu'] as const)('%s opens with its proof', async (name) => {
    const engine = await openEngine(name);
    expect(engine.name).toBe(name);
    engine.dispose();
  });

  it('measures milliseconds per step on the task itself', async () => {
    const engine = await openEngine('wasm');
    const { network, replica } = findCase('tanh, mse');
    expect(await measureEngine(engine, network, replica)).toBeGreaterThan(0);
    engine.dispose();
  });

  it('without an adapter both WebGPU engines say no-adapter', async () => {
    const gpu = (navigator as { gpu?: GPU }).gpu;
    if (!gpu) {
      expect(await refusal('webgpu')).toBe('no-webgpu');
      return;
    }
    const asked = vi.spyOn(gpu, 'requestAdapter').mockResolvedValue(null);
    expect(await refusal('webgpu')).toBe('no-adapter');
    expect(await refusal('tfjs-webgpu')).toBe('no-adapter');
    asked.mockRestore();
  });
});

describe.skipIf(await skipWithoutAdapter())('detection with an adapter', () => {
  it('webgpu opens with its proof', async () => {
    const engine = await openEngine('webgpu');
    expect(engine.name).toBe('webgpu');
    engine.dispose();
  });

  it('a software adapter is refused where only a GPU will do', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (!isSoftware(adapter!.info)) return;
    expect(await refusal('webgpu', false)).toBe('software-adapter');
    expect(await refusal('tfjs-webgpu', false)).toBe('software-adapter');
  });

  it('a shader that computes nothing fails the proof', async () => {
    const dispatch = vi
      .spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups')
      .mockImplementation(() => undefined);
    const code = await refusal('webgpu').finally(() => dispatch.mockRestore());
    expect(code).toBe('failed-proof');
  });
});
