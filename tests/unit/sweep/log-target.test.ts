/** A target learnt as its logarithm: what is trained on, and in which scale errors are told. */
import { expect, test } from 'vitest';
import { describe as describeTables } from '../../../src/descriptors/describe.ts';
import { prepareSeries, type SeriesChoice } from '../../../src/preparation/prepare-series.ts';
import { DEFAULT_SPEC } from '../../../src/sweep/specification.ts';
import type { Table } from '../../../src/tables/table.ts';
import { judge } from '../../../src/training/metrics.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { runPlan } from '../../support/run-plan.ts';

/** y = 10^(2 x + shift): a straight line in the logarithm only. */
function table(name: string, rows: number, shift: number, spoiled: readonly number[] = []): Table {
  const x = Float64Array.from({ length: rows }, (_, i) => ((i * 37) % rows) / rows + i * 1e-9);
  const y = x.map((value, i) => (spoiled.includes(i) ? -1 : 10 ** (2 * value + shift)));
  return {
    name,
    rows,
    columns: [
      { kind: 'number', name: 'x', values: x },
      { kind: 'number', name: 'y', values: y },
    ],
    fingerprint: '0'.repeat(64),
    warnings: [],
    decisions: [],
    firstLine: 2,
  };
}

const choice: SeriesChoice = {
  label: 'y',
  plan: [{ kind: 'numbers', columns: ['x'] }],
  simulatedTargets: ['y'],
  measuredTarget: 'y',
  sameProperty: true,
};
const options = {
  describe: (plan: SeriesChoice['plan'], simulated: Table, measured: Table) =>
    describeTables(plan, simulated.columns, measured.columns),
};

test('values become log10, and rows that are not positive are left out with that reason', async () => {
  const prepared = await prepareSeries(
    table('sim', 100, 0),
    table('real', 60, 0.5, [3, 7]),
    { ...choice, targetScale: 'log10' },
    options,
  );
  const { measured, simulated, targetScale } = prepared.series;
  expect(targetScale).toBe('log10');
  expect(measured.values).toHaveLength(58);
  expect(measured.values[0]).toBeCloseTo(0.5, 8);
  expect(simulated.targets[0]?.[0]).toBeCloseTo(0, 8);
  expect(prepared.sides[1].dropped.map(({ row, reason }) => [row, reason.code])).toEqual([
    [3, 'target-not-positive'],
    [7, 'target-not-positive'],
  ]);
});

test('errors are told in the target’s own scale', () => {
  const told = judge(
    [1, 2],
    { values: Float64Array.of(1, 3), simulated: Float64Array.of(NaN, 3) },
    'log10',
  );
  expect(told.mae).toBeCloseTo(900 / 2, 9);
  expect([...told.predictions]).toEqual([10, 100]);
});

test('a line in the logarithm: ridge is exact there and far off on the values themselves', async () => {
  const engine = await createWasmEngine();
  const errors: number[] = [];
  for (const targetScale of ['log10', undefined] as const) {
    const { series, spec } = await prepareSeries(
      table('sim', 400, 0),
      table('real', 120, 0.5),
      { ...choice, ...(targetScale ? { targetScale } : {}) },
      options,
    );
    const quick = {
      ...DEFAULT_SPEC,
      series: [spec],
      sizes: [50],
      measured: [30],
      trials: 1,
      hidden: [8],
      pretraining: { ...DEFAULT_SPEC.pretraining, maxSteps: 50 },
      fineTuning: { ...DEFAULT_SPEC.fineTuning, maxSteps: 20 },
      fixedSteps: 20,
    };
    const { records } = await runPlan(engine, quick, [series]);
    errors.push(records.find(({ arm }) => arm === 'ridge')?.mae ?? NaN);
  }
  expect(errors[0]).toBeLessThan(0.05);
  expect(errors[1]).toBeGreaterThan(10);
  engine.dispose();
});
