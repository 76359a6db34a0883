/** Which engine Automatic and the explicit choices take, and that the proof catches engines with wrong numbers. */
import { describe, expect, it } from 'vitest';
import {
  availableEngines,
  chooseEngine,
  openEngine,
  type Availability,
  type Measurement,
} from '../../../../src/training/detect.ts';
import { proveEngine } from '../../../../src/training/engine-proof.ts';
import {
  EngineUnavailable,
  type EngineName,
  type TrainingEngine,
} from '../../../../src/training/engine.ts';
import { createReferenceEngine } from '../../../engines/reference-engine.ts';

const present = (name: EngineName, software = false): Availability => ({
  name,
  available: true,
  software,
});
const absent = (name: EngineName, code: EngineUnavailable['code']): Availability => ({
  name,
  available: false,
  code,
  detail: '',
});
const measured = (name: EngineName, msPerReplicaStep: number, workers = 1): Measurement => ({
  name,
  msPerReplicaStep,
  workers,
});

describe('chooseEngine', () => {
  const all = [
    present('wasm'),
    present('webgpu'),
    present('tfjs-webgpu'),
    present('tfjs-wasm'),
    present('tfjs-cpu'),
  ];

  it('Automatic takes the fastest and says by what factor over the next', () => {
    const times = [measured('wasm', 0.2, 2), measured('webgpu', 0.02), measured('tfjs-wasm', 3, 2)];
    expect(chooseEngine('automatic', all, times)).toEqual({
      engine: 'webgpu',
      reason: { code: 'fastest', factor: 5, next: 'wasm' },
    });
  });

  it('Automatic never takes a software adapter, however fast it measured', () => {
    const engines = [present('wasm'), present('webgpu', true)];
    const times = [measured('wasm', 0.2), measured('webgpu', 0.01)];
    expect(chooseEngine('automatic', engines, times)).toEqual({
      engine: 'wasm',
      reason: { code: 'only-one' },
    });
  });

  it('an explicit choice takes the best present engine of its kind', () => {
    expect(chooseEngine('webgpu', all, [])?.engine).toBe('webgpu');
    expect(chooseEngine('webassembly', all, [])?.engine).toBe('wasm');
    expect(chooseEngine('cpu', all, [])).toEqual({
      engine: 'tfjs-cpu',
      reason: { code: 'asked-for' },
    });
    const half = [absent('webgpu', 'compilation'), present('tfjs-webgpu')];
    expect(chooseEngine('webgpu', half, [])?.engine).toBe('tfjs-webgpu');
  });

  it('the explicit choice WebGPU takes a software adapter and says so', () => {
    expect(chooseEngine('webgpu', [present('wasm'), present('webgpu', true)], [])).toEqual({
      engine: 'webgpu',
      reason: { code: 'asked-for-software-adapter' },
    });
  });

  it('says why what was asked for is not there', () => {
    const engines = [
      absent('webgpu', 'no-adapter'),
      absent('tfjs-webgpu', 'no-adapter'),
      present('wasm'),
      present('tfjs-cpu'),
    ];
    expect(chooseEngine('webgpu', engines, [measured('wasm', 1)])).toEqual({
      engine: 'wasm',
      reason: { code: 'not-available', asked: 'webgpu', because: 'no-adapter' },
    });
    expect(chooseEngine('automatic', [absent('wasm', 'no-simd')], [])).toBeUndefined();
  });

  it('without measurements the order of preference decides', () => {
    expect(chooseEngine('automatic', all, [])).toEqual({
      engine: 'wasm',
      reason: { code: 'not-measured' },
    });
  });
});

describe('proveEngine', () => {
  it('accepts the float64 reference', async () => {
    await expect(proveEngine(createReferenceEngine())).resolves.toBeUndefined();
  });

  const spoiled = (spoil: (weights: Float32Array<ArrayBuffer>) => void): TrainingEngine => {
    const engine = createReferenceEngine();
    return {
      ...engine,
      train: (network, replicas, options) =>
        engine.train(network, replicas, {
          ...options,
          onEnd(index, result) {
            spoil(result.weights);
            options.onEnd(index, result);
          },
        }),
    };
  };

  it.each([
    ['zeros', (w: Float32Array<ArrayBuffer>) => void w.fill(0)],
    ['NaN', (w: Float32Array<ArrayBuffer>) => void w.fill(NaN, 3, 4)],
    ['one weight off by a thousandth', (w: Float32Array<ArrayBuffer>) => void (w[7]! += 1e-3)],
  ])('refuses %s', async (_, spoil) => {
    const error = await proveEngine(spoiled(spoil)).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(EngineUnavailable);
    expect((error as EngineUnavailable).code).toBe('failed-proof');
  });
});

describe('under Node', () => {
  it('opens and proves tfjs-cpu', async () => {
    const engine = await openEngine('tfjs-cpu');
    expect(engine.name).toBe('tfjs-cpu');
    engine.dispose();
  });

  it('has SIMD and says that there is no WebGPU', async () => {
    const engines = await availableEngines({ allowSoftwareGpu: true });
    expect(engines.find(({ name }) => name === 'wasm')).toMatchObject({ available: true });
    expect(engines.find(({ name }) => name === 'webgpu')).toMatchObject({ code: 'no-webgpu' });
  });
});
