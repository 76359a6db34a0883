/** PyTorch on the CPU with one thread, where the system's Python has it. */
import { DENSITY, type Peer } from '../peer.ts';
import { PYTHON, startPython } from './python.ts';

export const pytorchCpu: Peer = {
  engine: 'pytorch-cpu',
  async open() {
    const python = await startPython('tests/bench/pytorch_steps.py');
    if (!python) return { absent: `${PYTHON} has no torch (Debian: python3-torch)` };
    return {
      version: String(python.hello.version),
      leastSteps: 4,
      prepare({ inputs, hidden, batch, bytes }) {
        const task = { inputs, hidden, batch, bytes, density: DENSITY };
        return Promise.resolve(async (steps) => Number((await python.ask({ ...task, steps })).ms));
      },
      close: () => python.close(),
    };
  },
};
