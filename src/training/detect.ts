/**
 * What can run here, truthfully: engines are opened with a proof and measured on the real task.
 * Every engine is imported lazily, so a worker loads only what it uses.
 */
import { EngineUnavailable, type EngineName, type Replica, type TrainingEngine } from './engine.ts';
import { proveEngine } from './engine-proof.ts';
import type { Network } from './network.ts';

export interface OpenOptions {
  /** Under Node: where tfjs's .wasm files lie. */
  readonly wasmFolder?: string;
  /** Take a GPU adapter that computes on the CPU; default true. */
  readonly allowSoftwareGpu?: boolean;
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
  if (name.endsWith('webgpu') && options.allowSoftwareGpu === false) await requireHardware();
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
      const { createWasmEngine } = await import('./wasm/engine.ts');
      return createWasmEngine();
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

/** Asks for the adapter without loading an engine. Throws EngineUnavailable, 'software-adapter' among others. */
async function requireHardware(): Promise<void> {
  const { openDevice } = await import('./webgpu/device.ts');
  const { device } = await openDevice({ allowSoftware: false });
  device.destroy();
}

/** Throws EngineUnavailable('no-simd'). */
function requireSimd(): void {
  if (!WebAssembly.validate(SIMD_MODULE)) {
    throw new EngineUnavailable('no-simd', 'This browser has no 128-bit SIMD in WebAssembly.');
  }
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
): Promise<number> {
  const run = async (steps: number) => {
    const one: Replica = {
      ...replica,
      validationRows: new Uint32Array(0),
      schedule: { ...replica.schedule, maxSteps: steps },
    };
    const started = performance.now();
    await Promise.all(
      Array.from({ length: engine.preferredReplicas }, () => engine.train(network, one)),
    );
    return performance.now() - started;
  };
  await run(1);
  let steps = 2;
  let elapsed = await run(steps);
  while (elapsed < MEASURED_MS && steps < MOST_MEASURED_STEPS) {
    steps *= 4;
    elapsed = await run(steps);
  }
  return elapsed / (steps * engine.preferredReplicas);
}
