/** Memory is bounded: after 50 points it stands where it stood after 5. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import { runUnit } from '../../../src/training/run-unit.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { planned } from '../../support/run-plan.ts';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap and of every buffer, WebAssembly's among them, after a collection. */
async function memory(): Promise<number> {
  // Buffers are released a turn after their collection.
  for (let i = 0; i < 4; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('after 50 points no more than 10 % above that after 5', async () => {
  const { spec, series } = createBuiltInExperiment();
  const quick = {
    ...spec,
    sizes: [400, 3200],
    trials: 25,
    pretraining: { ...spec.pretraining, maxSteps: 60, evaluationInterval: 20 },
    fineTuning: { ...spec.fineTuning, maxSteps: 20, evaluationInterval: 10 },
  };
  const { plan, request } = planned(quick, series);
  const engine = await createWasmEngine();
  let points = 0;
  let afterFive = 0;
  for (const unit of plan.units.filter(({ kind }) => kind === 'transfer')) {
    await runUnit(engine, request(unit), { onReport: () => points++ });
    if (points === 5) afterFive = await memory();
  }
  expect(points).toBe(50);
  expect(await memory()).toBeLessThan(1.1 * afterFive);
  engine.dispose();
});
