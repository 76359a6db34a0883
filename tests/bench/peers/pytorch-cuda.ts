/**
 * PyTorch on CUDA, where the machine has it: the same replicas as one batched-matmul ensemble, and one after the other.
 * tests/bench/pytorch_gpu.py in a process of its own.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { DENSITY, type Peer } from '../peer.ts';
import { PYTHON } from './pytorch-cpu.ts';

/** `replicas` networks as one ensemble; with 1 it is one network as anybody writes it. */
export function pytorchCuda(replicas: number, leastSteps: number): Peer {
  return {
    engine: 'pytorch-cuda',
    async open() {
      const child = spawn(PYTHON, ['tests/bench/pytorch_gpu.py'], {
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
      if (!hello?.cuda) {
        child.stdin.end();
        return { absent: `${PYTHON} has no torch with CUDA` };
      }
      return {
        version: String(hello.version),
        replicas,
        leastSteps,
        prepare({ inputs, hidden, batch, bytes }) {
          return Promise.resolve(async (steps) => {
            const request = { inputs, hidden, batch, bytes, density: DENSITY, steps, replicas };
            child.stdin.write(JSON.stringify(request) + '\n');
            const reply = await answer();
            if (typeof reply?.ms !== 'number') throw new Error('pytorch_gpu.py ended early.');
            return reply.ms;
          });
        },
        close: () => child.stdin.end(),
      };
    },
  };
}
