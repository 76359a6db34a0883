/**
 * npm run bench:gpu: the fused WGSL engine under Node with Dawn, on a GPU where there is one, else on Chromium's
 * SwiftShader. Correctness on this very adapter comes first: without it no time is worth printing.
 *   --json FILE   also write { machine, adapter, rows }
 *   --only NAME   only the engines whose name contains NAME (several: comma)
 *   --tasks NAME  only the networks whose name contains NAME
 *   --rounds N    rounds (5)
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { parameterCount } from '../../src/training/network.ts';
import { openWebGPUEngine } from '../../src/training/webgpu/engine.ts';
import { openDevice } from '../../src/training/webgpu/device.ts';
import { findCase } from '../engines/cases.ts';
import { referenceTrain } from '../engines/reference.ts';
import { openDawn } from '../unit/training/webgpu/dawn.ts';
import type { Peer, StepTask } from './peer.ts';
import { oursWebgpu } from './peers/ours-webgpu.ts';
import { pytorchCuda } from './peers/pytorch-cuda.ts';
import { tfjsWebgpu } from './peers/tfjs-webgpu.ts';
import { measureSteps, STEP_TASKS, type StepRow } from './steps.ts';

/** 200 steps of a few cases against the float64 reference. Throws when a weight is off by more than a thousandth. */
async function checkCorrectness(): Promise<void> {
  const engine = await openWebGPUEngine();
  for (const name of ['relu, mse', 'tanh, huber', 'silu, mse', 'mixed blocks', 'bytes only']) {
    const { network, replica } = findCase(name);
    const { weights } = await engine.train(network, replica);
    const expected = referenceTrain(network, replica).weights;
    const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));
    const difference = norm(expected.map((w, i) => w - (weights[i] ?? NaN))) / norm(expected);
    console.log(
      `correct on this adapter: ${name.padEnd(16)} ||dw|| / ||w|| = ${difference.toExponential(1)}`,
    );
    if (!(difference < 1e-3)) throw new Error(`${name} is wrong on this adapter: no times.`);
  }
  engine.dispose();
}

/** What one step of one replica costs at least: multiply-adds counted as two, and Adam's reads and writes. */
function floor({ inputs, hidden, batch }: StepTask): { megaflop: number; megabytes: number } {
  const widths = [inputs, ...hidden, 1];
  let flop = 0;
  for (let i = 0; i + 1 < widths.length; i++) {
    // Forward and weight gradient in every layer, the derivative by the inputs in all but the first.
    flop += (i === 0 ? 4 : 6) * batch * widths[i]! * widths[i + 1]!;
  }
  const parameters = parameterCount({ inputs, hidden, outputs: 1, activation: 'relu' });
  return { megaflop: flop / 1e6, megabytes: (24 * parameters) / 1e6 };
}

function print(rows: readonly StepRow[], tasks: readonly StepTask[]): void {
  console.log('\nms per replica and step (least of the rounds; median in brackets)');
  for (const task of tasks) {
    const { megaflop, megabytes } = floor(task);
    console.log(
      `${task.name}, batch ${task.batch}: at least ${megaflop.toFixed(1)} MFLOP and ${megabytes.toFixed(2)} MB ` +
        '(weights and moments read and written once) for each replica and step',
    );
    const own = rows.filter((row) => row.network === task.name);
    const tfjs = own.find((row) => row.engine === 'tfjs-webgpu');
    for (const row of own) {
      const { engine, replicas, msPerReplicaStep, median } = row;
      const ratio = tfjs
        ? `  tfjs takes x ${(tfjs.msPerReplicaStep / msPerReplicaStep).toFixed(1)}`
        : '';
      console.log(
        `  ${engine.padEnd(13)} ${String(replicas).padStart(4)} replicas ${msPerReplicaStep.toFixed(4).padStart(10)} ` +
          `(${median.toFixed(4).padStart(10)})  ${(megaflop / msPerReplicaStep).toFixed(1).padStart(8)} GFLOP/s${ratio}`,
      );
    }
  }
}

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    tasks: { type: 'string' },
    rounds: { type: 'string', default: '5' },
  },
});
if (!(await openDawn({ hardware: true }))) process.exit(1);
const { device, software, description } = await openDevice({ allowSoftware: true });
device.destroy();
const machine = `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.cpus().length} cores, Node ${process.version}`;
console.log(`${machine}\nadapter: ${description}${software ? ' (software: no GPU figures)' : ''}`);
await checkCorrectness();

const counts = software ? [1, 16, 64] : [1, 16, 64, 256];
const peers: Peer[] = [
  ...oursWebgpu(counts),
  tfjsWebgpu,
  ...counts.map((n) => pytorchCuda(n, 100)),
];
const wanted = (engine: string) =>
  values.only === undefined || values.only.split(',').some((name) => engine.includes(name));
const tasks = STEP_TASKS.filter(({ name }) => name.includes(values.tasks ?? ''));
const rows = await measureSteps(
  peers.filter(({ engine }) => wanted(engine)),
  tasks,
  Number(values.rounds),
);
print(rows, tasks);
if (values.json) {
  writeFileSync(
    values.json,
    JSON.stringify({ machine, adapter: description, rows }, null, 2) + '\n',
  );
  console.log(`Written to ${values.json}`);
}
// Dawn's threads would keep the process alive.
process.exit(0);
