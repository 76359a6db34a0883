/** Our wasm engine, through the contract: loading the rows and giving the weights back are inside the time. */
import { fitScaling, type FeatureMatrix } from '../../../src/descriptors/feature-matrix.ts';
import type { Replica } from '../../../src/training/engine.ts';
import { initialWeights, type Network } from '../../../src/training/network.ts';
import { DEFAULT_PRETRAINING } from '../../../src/training/schedule.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
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
  async open() {
    const engine = await createWasmEngine();
    return {
      version: engine.version,
      stepsPerSlice: 64,
      prepare(task) {
        const { network, replica } = stepReplica(task);
        return Promise.resolve(async (maxSteps) => {
          const started = performance.now();
          let ended = 0;
          const schedule = { ...replica.schedule, maxSteps };
          await engine.train(network, [{ ...replica, schedule }], {
            onEnd: () => (ended = performance.now()),
          });
          return (ended - started) / maxSteps;
        });
      },
      close: () => engine.dispose(),
    };
  },
};
