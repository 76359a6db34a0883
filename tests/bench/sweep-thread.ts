/** One thread of the timed sweep under Node: what a training worker is in the page. */
import { parentPort, workerData } from 'node:worker_threads';
import { runUnit } from '../../src/training/run-unit.ts';
import { createWasmEngine } from '../../src/training/wasm/engine.ts';
import { nuclearSweep } from './nuclear-sweep.ts';

const plan = nuclearSweep(Number(workerData));
const engine = await createWasmEngine();
parentPort?.on('message', (id: string) => {
  const unit = plan?.units.find((one) => one.id === id);
  if (!plan || !unit) throw new Error(`There is no unit ${id}.`);
  const errors: [string, number][] = [];
  void runUnit(engine, plan.request(unit, unit.jobs), {
    onReport: (report) => {
      if (report.kind === 'result') errors.push([report.result.id, report.result.mae]);
    },
  }).then(() => parentPort?.postMessage(errors));
});
parentPort?.postMessage('ready');
