/** An input far from 0 (a year, a pressure in Pa, a Julian date) is worth as much as the same input near 0. */
import { expect, test } from 'vitest';
import { describe } from '../../../src/descriptors/describe.ts';
import { fitScaling, scaledFeatures } from '../../../src/descriptors/feature-matrix.ts';
import { prepareSeries, type SeriesChoice } from '../../../src/preparation/prepare-series.ts';
import { sin, Stream, streamKey } from '../../../src/random.ts';
import type { Series } from '../../../src/preparation/series.ts';
import { DEFAULT_SPEC, type SweepSpec } from '../../../src/sweep/specification.ts';
import type { Table } from '../../../src/tables/table.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { runPlan } from '../../support/run-plan.ts';

const INPUTS = ['x1', 'x2', 'x3'];

/** y is a smooth function of three inputs, of which the first is stored with an offset. */
function table(name: string, rows: number, offset: number, bias: number): Table {
  const stream = new Stream(streamKey(rows, 'syntheticWorld'));
  const inputs = INPUTS.map(() => Float64Array.from({ length: rows }, () => stream.normal()));
  const y = Float64Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0] = inputs.map((one) => one[row] ?? 0);
    return sin(1.5 * a) + 0.5 * a * b + bias * c;
  });
  const moved = inputs.map((one, i) => (i === 0 ? one.map((value) => value + offset) : one));
  return {
    name,
    rows,
    columns: [
      ...INPUTS.map((input, i) => ({
        kind: 'number' as const,
        name: input,
        values: moved[i] ?? new Float64Array(),
      })),
      { kind: 'number', name: 'y', values: y },
    ],
    fingerprint: `${name}${offset}`
      .replace(/[^0-9a-f]/g, '0')
      .padEnd(64, '0')
      .slice(0, 64),
    warnings: [],
    decisions: [],
    firstLine: 2,
  };
}

const choice: SeriesChoice = {
  label: 'y',
  plan: [{ kind: 'numbers', columns: INPUTS }],
  simulatedTargets: ['y'],
  measuredTarget: 'y',
  sameProperty: true,
};
const prepare = (offset: number) =>
  prepareSeries(table('sim', 1200, offset, 0.3), table('real', 240, offset, 0.4), choice, {
    describe: (plan, simulated, measured) => describe(plan, simulated.columns, measured.columns),
  });

test.each([0, 1e6, 1e7, -1e9])(
  'scaled inputs agree with float64 to 10^-6 with %f added',
  async (offset) => {
    const { series } = await prepare(offset);
    const { features } = series.simulated;
    const scaled = scaledFeatures(features, fitScaling(features));
    table('sim', 1200, offset, 0.3)
      .columns.slice(0, 3)
      .forEach((column, c) => {
        const values = column.values as Float64Array;
        const shift = c === 0 ? offset : 0;
        const mean = values.reduce((sum, v) => sum + (v - shift), 0) / values.length;
        const squares = values.reduce((sum, v) => sum + (v - shift - mean) ** 2, 0);
        const deviation = Math.sqrt(squares / values.length);
        values.forEach((value, row) => {
          const z = (value - shift - mean) / deviation;
          const difference = Math.abs((scaled[3 * row + c] ?? NaN) - z);
          expect(difference).toBeLessThan(1e-6 * Math.max(1, Math.abs(z)));
        });
      });
  },
);

test('adding 10^6 or 10^7 to an input changes the error within noise only', async () => {
  const engine = await createWasmEngine();
  const plain = await prepare(0);
  const errors = async (offset: number) => {
    const { simulated, measured } = (await prepare(offset)).series;
    // Splits are drawn by content, so another table has others: only the features are exchanged here.
    const series: Series = {
      ...plain.series,
      simulated: { ...plain.series.simulated, features: simulated.features },
      measured: { ...plain.series.measured, features: measured.features },
    };
    const spec: SweepSpec = {
      ...DEFAULT_SPEC,
      series: [plain.spec],
      sizes: [800],
      measured: [50],
      trials: 8,
      hidden: [32, 32],
      pretraining: { ...DEFAULT_SPEC.pretraining, maxSteps: 1500 },
      fineTuning: { ...DEFAULT_SPEC.fineTuning, maxSteps: 500 },
    };
    const { records } = await runPlan(engine, spec, [series]);
    return records.filter(({ arm }) => arm === 'transfer').map(({ mae }) => mae);
  };
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const reference = await errors(0);
  for (const offset of [1e6, 1e7]) {
    const moved = await errors(offset);
    // Crushed to float32 and floored by magnitude, the same inputs gave 2 and 3 times the error.
    expect(Math.abs(mean(moved) / mean(reference) - 1)).toBeLessThan(0.1);
  }
  engine.dispose();
});
