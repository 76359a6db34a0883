/** PyTorch on the CPU with one thread, where the system's Python has it: tests/bench/pytorch_steps.py in a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { DENSITY, type Peer } from '../peer.ts';

/** A Python with PyTorch: PYTHON, or the system's. */
export const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

export const pytorchCpu: Peer = {
  engine: 'pytorch-cpu',
  async open() {
    const child = spawn(PYTHON, ['tests/bench/pytorch_steps.py'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const failed = new Promise<undefined>((resolve) =>
      child.once('error', () => resolve(undefined)),
    );
    const answer = async (): Promise<Record<string, unknown> | undefined> => {
      const line = await Promise.race([lines.next(), failed]);
      return line && !line.done ? (JSON.parse(line.value) as Record<string, unknown>) : undefined;
    };
    const hello = await answer();
    if (!hello) return { absent: `${PYTHON} has no torch (Debian: python3-torch)` };
    return {
      version: String(hello.version),
      leastSteps: 4,
      prepare({ inputs, hidden, batch, bytes }) {
        return Promise.resolve(async (steps) => {
          const request = { inputs, hidden, batch, bytes, density: DENSITY, steps };
          child.stdin.write(JSON.stringify(request) + '\n');
          const reply = await answer();
          if (typeof reply?.ms !== 'number') throw new Error('pytorch_steps.py ended early.');
          return reply.ms;
        });
      },
      close: () => child.stdin.end(),
    };
  },
};
