/**
 * npm run bench: our engines and their peers, side by side in one run.
 * WebGPU runs under Node with Dawn: on a GPU where there is one, else on Chromium's SwiftShader, a program on the CPU.
 *   --json FILE   also write { machine, adapter, rows, sweeps }
 *   --only NAME   only the engines whose name contains NAME (several: comma)
 *   --rounds N    rounds of the step benchmark (60)
 *   --trials N    trials of the sweep (3)
 * A new engine: one file in peers/ and one line in PEERS.
 */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { openDevice } from '../../src/training/webgpu/device.ts';
import { openDawn } from '../unit/training/webgpu/dawn.ts';
import type { Peer } from './peer.ts';
import { jaxJsWasm } from './peers/jax-js-wasm.ts';
import { oursWasm } from './peers/ours-wasm.ts';
import { oursWebgpu } from './peers/ours-webgpu.ts';
import { pytorchCpu } from './peers/pytorch-cpu.ts';
import { tfjsWasm } from './peers/tfjs-wasm.ts';
import { tfjsWebgpu } from './peers/tfjs-webgpu.ts';
import { measureSteps, printSteps, STEP_TASKS } from './steps.ts';
import { measureSweeps, printSweeps } from './sweeps.ts';

const PEERS: readonly Peer[] = [
  oursWasm,
  tfjsWasm,
  jaxJsWasm,
  pytorchCpu,
  ...oursWebgpu([1, 16, 64]),
  tfjsWebgpu,
];

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '60' },
    trials: { type: 'string', default: '3' },
  },
});
const wanted = (engine: string) =>
  values.only === undefined || values.only.split(',').some((name) => engine.includes(name));

async function describeAdapter(): Promise<string> {
  const { device, software, description } = await openDevice({ allowSoftware: true });
  device.destroy();
  return software ? `${description} (a program on the CPU)` : description;
}

const machine = `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.cpus().length} cores, ${os.platform()}, Node ${process.version}`;
console.log(machine);
const adapter = (await openDawn({ hardware: true })) ? await describeAdapter() : null;
console.log(`WebGPU adapter: ${adapter ?? 'none'}`);
const rows = await measureSteps(
  PEERS.filter(({ engine }) => wanted(engine)),
  STEP_TASKS,
  Number(values.rounds),
);
printSteps(rows);
const sweeps = await measureSweeps(wanted, Number(values.trials));
printSweeps(sweeps);
if (values.json) {
  writeFileSync(values.json, JSON.stringify({ machine, adapter, rows, sweeps }, null, 2) + '\n');
  console.log(`Written to ${values.json}`);
}
// Dawn's threads would keep the process alive.
process.exit(0);
