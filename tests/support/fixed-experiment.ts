/**
 * One fixed experiment whose records must be the same bits on every machine, in Node and in every browser.
 * The hash changes only when the numbers change on purpose; then WASM_ENGINE_VERSION or the protocol has changed too.
 */
import { createBuiltInExperiment } from '../../src/lessons/built-in.ts';
import { hashJson } from '../../src/hashing.ts';
import { comparable, type SweepRecord } from '../../src/sweep/record.ts';
import type { SweepSpec } from '../../src/sweep/specification.ts';

export const FIXED_HASH = 'd9073eeaf3df76aadbfd79a7723a5cf9f4f1b908a0e73c26aa79183f1e83f075';

/** A world of its own: the page's example may change without changing what is fixed here. */
const built = createBuiltInExperiment({
  seed: 1,
  inputs: 3,
  simulatedRows: 1000,
  measuredRows: 150,
  bias: 0.5,
  noise: 0.05,
  roughness: 1.5,
});

export const fixedSeries = built.series;
export const fixedSpec: SweepSpec = {
  ...built.spec,
  sizes: [50, 100, 300],
  measured: [30, 45],
  trials: 2,
  hidden: [24, 17],
  activation: 'silu',
  pretraining: { ...built.spec.pretraining, maxSteps: 300, decay: 'cosine' },
  fineTuning: { ...built.spec.fineTuning, maxSteps: 150, loss: 'huber' },
  fixedSteps: 100,
};

/** SHA-256 of the records without `seconds`, in the order of their ids. */
export function hashRecords(records: readonly SweepRecord[]): string {
  return hashJson([...records].sort((a, b) => (a.id < b.id ? -1 : 1)).map(comparable));
}
