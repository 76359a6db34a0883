/** One thread of the timed sweep under Node: what a training worker is in the page. */
import { parentPort, workerData } from 'node:worker_threads';
import { runUnit } from '../../src/training/run-unit.ts';
import { createWasmEngine } from '../../src/training/wasm/engine.ts';
import { nuclearSweep } from './nuclear-sweep.ts';

const sweep = nuclearSweep(Number(workerData));
const engine = await createWasmEngine();
parentPort?.on('message', (id: string) => {
  const unit = sweep?.plan.units.find((one) => one.id === id);
  if (!sweep || !unit) throw new Error(`There is no unit ${id}.`);
  const errors: [string, number][] = [];
  void runUnit(engine, sweep.request(unit), {
    onReport: (report) => {
      if (report.kind === 'result') errors.push([report.result.id, report.result.mae]);
    },
  }).then(() => parentPort?.postMessage(errors));
});
parentPort?.postMessage('ready');
