/**
 * Opens one tfjs backend and never another: tfjs falls back silently, so the adapter is asked before and the backend's
 * name is checked afterwards. tfjs keeps one backend for the whole worker, so work on it goes through `exclusively`.
 */
import * as tf from '@tensorflow/tfjs-core';
import { EngineUnavailable } from '../engine.ts';
import { openDevice, type OpenedDevice } from '../webgpu/device.ts';

export type BackendName = 'cpu' | 'wasm' | 'webgpu';

export interface BackendOptions {
  /** Where the three tfjs .wasm files lie (a folder with its slash); the build's own addresses when absent. */
  readonly wasmFolder?: string;
}

export interface Backend {
  readonly name: BackendName;
  readonly gpu?: OpenedDevice;
  close(): void;
}

/** tfjs-core alone has no gradients. Under Node its deep imports do not resolve; the whole package has them built in. */
async function registerGradients(): Promise<void> {
  if (import.meta.env.SSR) {
    await import('@tensorflow/tfjs');
  } else {
    await import('@tensorflow/tfjs-core/dist/register_all_gradients');
    await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops');
  }
}

async function registerWasm(folder: string | undefined): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // The threaded build breaks under minifiers, and one thread in each worker is the better plan for small networks.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (folder !== undefined) {
    setWasmPaths(folder);
    return;
  }
  const { wasmAddresses } = await import('./wasm-addresses.ts');
  setWasmPaths(wasmAddresses());
}

async function registerWebGPU(): Promise<OpenedDevice> {
  const gpu = await openDevice({ allowSoftware: true });
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  // Our device, so that its loss and its errors are seen; tfjs would open one of its own.
  if (tf.engine().registryFactory['webgpu']) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => new WebGPUBackend(gpu.device, gpu.info));
  // Else small tensors are computed on the CPU, and a broken GPU would pass its proof.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  return gpu;
}

/** Throws EngineUnavailable when this very backend cannot be had. */
export async function openBackend(name: BackendName, options: BackendOptions): Promise<Backend> {
  await registerGradients();
  let gpu: OpenedDevice | undefined;
  if (name === 'webgpu') gpu = await registerWebGPU();
  else if (name === 'wasm') await registerWasm(options.wasmFolder);
  else await import('@tensorflow/tfjs-backend-cpu');
  await activate(name);
  const opened = gpu;
  return {
    name,
    gpu,
    close() {
      if (!opened) return;
      const backend = tf.engine().findBackend('webgpu') as { device?: GPUDevice } | null;
      if (backend?.device === opened.device) tf.removeBackend('webgpu');
      opened.device.destroy();
    },
  };
}

async function activate(name: BackendName): Promise<void> {
  const accepted = await tf.setBackend(name).catch((error: unknown) => {
    throw new EngineUnavailable('backend-refused', `tfjs ${name}: ${String(error)}`);
  });
  if (!accepted || tf.getBackend() !== name) {
    throw new EngineUnavailable('backend-refused', `tfjs runs ${tf.getBackend()}, not ${name}.`);
  }
}

let queue: Promise<unknown> = Promise.resolve();

/** Runs `work` alone on the backend, after everything that was asked before. */
export function exclusively<T>(backend: Backend, work: () => Promise<T>): Promise<T> {
  const result = queue.then(async () => {
    await activate(backend.name);
    return work();
  });
  queue = result.catch(() => undefined);
  return result;
}
