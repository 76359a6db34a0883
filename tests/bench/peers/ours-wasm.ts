/** Our wasm engine: calls of its kernel with a job loaded, as its train() makes them. */
import { fitScaling, type FeatureMatrix } from '../../../src/descriptors/feature-matrix.ts';
import type { Replica } from '../../../src/training/engine.ts';
import { initialWeights, type Network } from '../../../src/training/network.ts';
import { DEFAULT_PRETRAINING } from '../../../src/training/schedule.ts';
import { Arena } from '../../../src/training/wasm/arena.ts';
import { WASM_ENGINE_VERSION } from '../../../src/training/wasm/engine.ts';
import { loadReplica } from '../../../src/training/wasm/job.ts';
import { createKernel } from '../../../src/training/wasm/kernel-module.ts';
import { ROWS, type Peer, type StepTask } from '../peer.ts';
import { stepData } from '../step-data.ts';

/** The task as the engine contract wants it; for every engine of ours. */
export function stepReplica(task: StepTask): { network: Network; replica: Replica } {
  const { x, y } = stepData(task);
  const names = Array.from({ length: task.inputs }, (_, i) => `x${i}`);
  const features: FeatureMatrix = {
    rows: ROWS,
    blocks: [
      task.bytes
        ? { kind: 'bytes', names, values: Uint8Array.from(x) }
        : { kind: 'float32', names, values: x },
    ],
  };
  const network: Network = {
    inputs: task.inputs,
    hidden: task.hidden,
    outputs: 1,
    activation: 'relu',
  };
  const replica: Replica = {
    initialWeights: initialWeights(network, 1, 0),
    schedule: { ...DEFAULT_PRETRAINING, batch: task.batch },
    seed: 1,
    trial: 0,
    stage: 'pretraining',
    features,
    scaling: fitScaling(features),
    labels: { values: y },
    trainingRows: Uint32Array.from({ length: ROWS }, (_, i) => i),
    validationRows: new Uint32Array(0),
  };
  return { network, replica };
}

export const oursWasm: Peer = {
  engine: 'ours-wasm',
  open: () =>
    Promise.resolve({
      version: WASM_ENGINE_VERSION,
      async prepare(task) {
        const kernel = await createKernel();
        const { network, replica } = stepReplica(task);
        const schedule = { ...replica.schedule, maxSteps: 1e8, evaluationInterval: 1e7 };
        const arena = new Arena(kernel.memory, kernel.heapBase());
        loadReplica(kernel, arena, network, { ...replica, schedule });
        return (steps) => {
          const started = performance.now();
          kernel.train(steps);
          return Promise.resolve((performance.now() - started) / steps);
        };
      },
      close: () => undefined,
    }),
};
