import { expect, test } from 'vitest';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { FIXED_HASH, fixedSeries, fixedSpec, hashRecords } from '../../support/fixed-experiment.ts';
import { runPlan } from '../../support/run-plan.ts';

test('the fixed experiment has its stored hash in Node, in this order of work and in the reverse', async () => {
  const engine = await createWasmEngine();
  const { records, failures } = await runPlan(engine, fixedSpec, fixedSeries);
  expect(failures).toEqual([]);
  expect(hashRecords(records)).toBe(FIXED_HASH);
  const reversed = await runPlan(engine, fixedSpec, fixedSeries, (units) => [...units].reverse());
  expect(hashRecords(reversed.records)).toBe(FIXED_HASH);
});
