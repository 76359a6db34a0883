import { expect, test } from 'vitest';
import { describe } from '../../../src/descriptors/describe.ts';
import {
  prepareSeries,
  type Describe,
  type SeriesChoice,
} from '../../../src/preparation/prepare-series.ts';
import type { Table } from '../../../src/tables/table.ts';
import { numbers, texts } from '../descriptors/columns.ts';

const here: Describe = (plan, simulated, measured) =>
  describe(plan, simulated.columns, measured.columns);

function table(name: string, columns: Table['columns'], fingerprint: string): Table {
  const rows = columns[0]?.values.length ?? 0;
  const hash = fingerprint.repeat(64).slice(0, 64);
  return { name, rows, columns, fingerprint: hash, warnings: [], decisions: [], firstLine: 2 };
}

const simulated = table(
  'sim.csv',
  [
    texts('phase', ['s', 'l', 's', 's', 'l', 's']),
    numbers('x', [1, 2, NaN, 4, 5, 6]),
    numbers('y', [1, 2, 3, NaN, 5, 6]),
    numbers('z', [6, 5, 4, 3, 2, 1]),
  ],
  'a',
);
const measured = table(
  'real.csv',
  [
    texts('phase', ['s', 's', 'l', 's', 'l', 's']),
    numbers('x', [1, 7, 7, NaN, 9, 7]),
    numbers('y', [1, 2, 3, 4, NaN, 6]),
    texts('lab', ['A', 'B', 'A', 'B', 'A', 'B']),
    texts('set', ['test', 'train', 'train', 'train', 'test', 'train']),
  ],
  'b',
);
const choice: SeriesChoice = {
  label: 'one',
  plan: [
    { kind: 'numbers', columns: ['x'] },
    { kind: 'category', column: 'phase', condition: true },
  ],
  simulatedTargets: ['y'],
  measuredTarget: 'y',
  sameProperty: true,
};
const prepare = (more: Partial<SeriesChoice> = {}, source = simulated, target = measured) =>
  prepareSeries(source, target, { ...choice, ...more }, { describe: here });

test('every domain says which rows of which table it is', async () => {
  const { series } = await prepare();
  const { simulated: source, measured: target } = series;
  expect([source.table, source.tableRows, [...source.rows]]).toEqual([
    simulated.fingerprint,
    6,
    [0, 1, 4, 5],
  ]);
  expect([target.table, target.tableRows, [...target.rows]]).toEqual([
    measured.fingerprint,
    6,
    [0, 1, 2, 5],
  ]);
});

test('repeats agree in every feature, categories too; an average takes the first one’s place', async () => {
  const { repeats } = await prepare();
  expect(repeats).toMatchObject({ repeatedMaterials: 1, rowsInRepeats: 2 });
  const { series } = await prepare({ repeats: 'average' });
  expect([...series.measured.rows]).toEqual([0, 1, 2]);
  expect([...series.measured.values]).toEqual([1, 4, 3]);
});

test('a series is the same whatever it is called, and another when anything of it changes', async () => {
  const { spec, series, fitted } = await prepare();
  expect(series.id).toBe(spec.id);
  expect(spec.id).toMatch(/^[0-9a-f]{64}$/);
  const renamed = await prepare(
    { label: 'another', repeats: 'keep', targetScale: 'linear' },
    { ...simulated, name: 'renamed.csv', firstLine: 1 },
  );
  expect(renamed.spec.id).toBe(spec.id);
  expect(renamed.fitted).toEqual(fitted);
  const others = await Promise.all([
    prepare({ sameProperty: false }),
    prepare({ targetScale: 'log10' }),
    prepare({ repeats: 'average' }),
    prepare({ simulatedTargets: ['z'] }),
    prepare({ simulatedTargets: ['y', 'z'] }),
    prepare({ measuredTarget: 'x' }),
    prepare({ groupColumn: 'lab' }),
    prepare({ testColumn: 'set' }),
    prepare({ conversion: { form: 'affine', factor: 2, offset: 0 } }),
    prepare({ plan: [{ kind: 'numbers', columns: ['x'], log: ['x'] }] }),
    prepare({}, { ...simulated, fingerprint: 'c'.repeat(64) }),
    prepare({}, simulated, { ...measured, fingerprint: 'd'.repeat(64) }),
  ]);
  const ids = [spec.id, ...others.map((one) => one.spec.id)];
  expect(new Set(ids).size).toBe(ids.length);
});

test('series on one pair of tables share the features that they need not change', async () => {
  const whole = table('sim.csv', [numbers('x', [1, 2, 4]), numbers('y', [1, 2, 3])], 'e');
  const pair = await describe([{ kind: 'numbers', columns: ['x'] }], whole.columns, whole.columns);
  const plan = [{ kind: 'numbers', columns: ['x'] }] as const;
  const prepared = await prepareSeries(
    whole,
    whole,
    { ...choice, plan },
    { describe: () => Promise.resolve(pair) },
  );
  expect(prepared.series.simulated.features).toBe(pair.simulated.matrix);
  expect(prepared.series.measured.keys).toBe(pair.measured.keys);
});
