/**
 * What can run here, truthfully: engines are probed without being opened, opened with a proof, and measured on the
 * real task. Every engine is imported lazily, so a worker loads only what it uses.
 */
import {
  ENGINE_NAMES,
  EngineUnavailable,
  type EngineName,
  type Replica,
  type TrainingEngine,
} from './engine.ts';
import type { Availability, Measurement } from './engine-choice.ts';
import { proveEngine } from './engine-proof.ts';
import type { Network } from './network.ts';

export * from './engine-choice.ts';

export interface OpenOptions {
  /** Under Node: where tfjs's .wasm files lie. */
  readonly wasmFolder?: string;
}

/** A module that only validates where 128-bit SIMD is known: (func (result v128) (i32x4.splat (i32.const 0))). */
const SIMD_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0],
  ...[253, 17, 11],
);

/** Creates an engine and proves it. Throws EngineUnavailable. */
export async function openEngine(
  name: EngineName,
  options: OpenOptions = {},
): Promise<TrainingEngine> {
  const engine = await createEngine(name, options);
  try {
    await proveEngine(engine);
    return engine;
  } catch (error) {
    engine.dispose();
    throw error;
  }
}

async function createEngine(name: EngineName, options: OpenOptions): Promise<TrainingEngine> {
  switch (name) {
    case 'wasm': {
      requireSimd();
      const [load] = Object.values(
        import.meta.glob<{ createWasmEngine(): Promise<TrainingEngine> }>('./wasm/engine.ts'),
      );
      if (!load) throw new EngineUnavailable('backend-refused', 'The wasm engine is not built in.');
      return (await load()).createWasmEngine();
    }
    case 'webgpu': {
      const { openWebGPUEngine } = await import('./webgpu/engine.ts');
      return openWebGPUEngine();
    }
    case 'tfjs-webgpu':
    case 'tfjs-wasm':
    case 'tfjs-cpu': {
      const { createTfjsEngine } = await import('./tfjs/engine.ts');
      return createTfjsEngine(name, options);
    }
  }
}

/**
 * What could run here, without opening it: the adapter is asked for, SIMD is tried. With `allowSoftwareGpu` a
 * software adapter counts as present (and is marked); Automatic still never takes it.
 */
export async function availableEngines(options: {
  readonly allowSoftwareGpu: boolean;
}): Promise<Availability[]> {
  const gpu = await probe(async () => {
    const { openDevice } = await import('./webgpu/device.ts');
    const { device, software } = await openDevice({ allowSoftware: options.allowSoftwareGpu });
    device.destroy();
    return software;
  });
  const simd = await probe(() => Promise.resolve(requireSimd()));
  return ENGINE_NAMES.map((name) => {
    const known = name.endsWith('webgpu')
      ? gpu
      : name === 'tfjs-cpu'
        ? { available: true as const, software: false }
        : simd;
    return { name, ...known };
  });
}

async function probe(test: () => Promise<boolean>) {
  try {
    return { available: true as const, software: await test() };
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    return { available: false as const, code: error.code, detail: error.message };
  }
}

/** Throws EngineUnavailable('no-simd'); false otherwise: SIMD is no software adapter. */
function requireSimd(): boolean {
  if (!WebAssembly.validate(SIMD_MODULE)) {
    throw new EngineUnavailable('no-simd', 'This browser has no 128-bit SIMD in WebAssembly.');
  }
  return false;
}

/** How long a measurement should take at least. */
const MEASURED_MS = 60;
const MOST_MEASURED_STEPS = 512;

/**
 * Milliseconds per step of one replica on this engine, with as many replicas at once as it likes, on the task itself
 * (without its evaluations). The first run compiles and is not counted.
 */
export async function measureEngine(
  engine: TrainingEngine,
  network: Network,
  replica: Replica,
): Promise<Omit<Measurement, 'workers'>> {
  const run = async (steps: number) => {
    const one: Replica = {
      ...replica,
      validationRows: new Uint32Array(0),
      schedule: { ...replica.schedule, maxSteps: steps },
    };
    const replicas = Array.from({ length: engine.preferredReplicas }, () => one);
    const started = performance.now();
    await engine.train(network, replicas, { onEnd: () => undefined });
    return performance.now() - started;
  };
  await run(1);
  let steps = 2;
  let elapsed = await run(steps);
  while (elapsed < MEASURED_MS && steps < MOST_MEASURED_STEPS) {
    steps *= 4;
    elapsed = await run(steps);
  }
  return { name: engine.name, msPerReplicaStep: elapsed / (steps * engine.preferredReplicas) };
}
