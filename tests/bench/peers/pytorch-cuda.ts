/**
 * PyTorch on CUDA, where the machine has it: the same replicas as one batched-matmul ensemble, and one after the other.
 */
import { DENSITY, type Peer } from '../peer.ts';
import { PYTHON, startPython } from './python.ts';

/** `replicas` networks as one ensemble; with 1 it is one network as anybody writes it. */
export function pytorchCuda(replicas: number, leastSteps: number): Peer {
  return {
    engine: 'pytorch-cuda',
    async open() {
      const python = await startPython('tests/bench/pytorch_gpu.py');
      if (!python?.hello.cuda) {
        python?.close();
        return { absent: `${PYTHON} has no torch with CUDA` };
      }
      return {
        version: String(python.hello.version),
        replicas,
        leastSteps,
        prepare({ inputs, hidden, batch, bytes }) {
          const task = { inputs, hidden, batch, bytes, density: DENSITY, replicas };
          return Promise.resolve(async (steps) =>
            Number((await python.ask({ ...task, steps })).ms),
          );
        },
        close: () => python.close(),
      };
    },
  };
}
