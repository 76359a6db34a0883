/** Our fused WGSL engine with some replicas side by side, through the contract. */
import { openWebGPUEngine, type WebGPUEngine } from '../../../src/training/webgpu/engine.ts';
import type { Peer } from '../peer.ts';
import { stepReplica } from './ours-wasm.ts';

/** One peer for each number of replicas; they share the engine, and so its compiled shaders. */
export function oursWebgpu(counts: readonly number[], leastSteps: (n: number) => number): Peer[] {
  let opened: Promise<WebGPUEngine> | undefined;
  return counts.map((count) => ({
    engine: 'ours-webgpu',
    async open() {
      const engine = await (opened ??= openWebGPUEngine());
      return {
        version: engine.version,
        replicas: count,
        leastSteps: leastSteps(count),
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
