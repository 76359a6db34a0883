/** Our fused WGSL engine with some replicas side by side, through the contract. */
import { EngineUnavailable } from '../../../src/training/engine.ts';
import { openWebGPUEngine, type WebGPUEngine } from '../../../src/training/webgpu/engine.ts';
import type { Peer } from '../peer.ts';
import { stepReplica } from './ours-wasm.ts';

/** One peer for each number of replicas; they share the engine, and so its compiled shaders. */
export function oursWebgpu(counts: readonly number[]): Peer[] {
  let opened: Promise<WebGPUEngine> | undefined;
  return counts.map((count) => ({
    engine: 'ours-webgpu',
    async open() {
      const engine = await (opened ??= openWebGPUEngine()).catch(unavailable);
      if ('absent' in engine) return engine;
      return {
        version: engine.version,
        replicas: count,
        leastSteps: engine.software ? Math.max(1, Math.floor(16 / count)) : 512,
        prepare(task) {
          const { network, replica } = stepReplica(task);
          return Promise.resolve(async (maxSteps) => {
            const replicas = Array.from({ length: count }, (_, trial) => ({
              ...replica,
              trial,
              schedule: { ...replica.schedule, maxSteps },
            }));
            const started = performance.now();
            await Promise.all(replicas.map((one) => engine.train(network, one)));
            return (performance.now() - started) / maxSteps / count;
          });
        },
        // The peers share it, and the process ends after them.
        close: () => undefined,
      };
    },
  }));
}

function unavailable(error: unknown): { absent: string } {
  if (error instanceof EngineUnavailable) return { absent: error.message };
  throw error;
}
