/** The files that people really met (../shared/cases/INDEX.md), line by line, where that folder is present. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { alignColumns } from '../../../src/tables/columns/align-columns.ts';
import { checkRoles } from '../../../src/tables/check-roles.ts';
import {
  readErrorList,
  type ErrorList,
  type ListChoices,
} from '../../../src/tables/error-list/error-list.ts';
import { listText } from '../../../src/tables/error-list/list-text.ts';
import { guessRoles } from '../../../src/tables/guess-roles.ts';
import { readTable, type ReadOptions } from '../../../src/tables/read-table.ts';
import { featureColumns } from '../../../src/tables/roles.ts';
import { columnOf, type Table } from '../../../src/tables/table.ts';
import type { TableDecision } from '../../../src/tables/table-decision.ts';

const CASES = path.resolve('../shared/cases');
const missing = existsSync(CASES) ? false : 'the cases (../shared/cases) are not here';
if (missing) console.log(`Skipped: ${missing}`);

const bytesOf = (file: string) => Uint8Array.from(readFileSync(path.join(CASES, file)));

async function caseOf(file: string, options: ReadOptions = {}): Promise<Table> {
  const outcome = await readTable(file, bytesOf(file), options);
  if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.error)}`);
  return outcome.table;
}

const namesOf = (table: Table) => table.columns.map(({ name }) => name);
function textsOf(table: Table, name: string): readonly string[] {
  const column = columnOf(table, name);
  if (column?.kind !== 'text') throw new Error(`"${name}" is ${column?.kind ?? 'not there'}.`);
  return column.values;
}
const codesOf = (table: Table) => table.decisions.map(({ code }) => code);
function numbersOf(table: Table, name: string): readonly number[] {
  const column = columnOf(table, name);
  if (column?.kind !== 'number') throw new Error(`"${name}" is ${column?.kind ?? 'not there'}.`);
  return [...column.values];
}
const decisionOf = <C extends TableDecision['code']>(table: Table, code: C) =>
  table.decisions.find((one): one is Extract<TableDecision, { code: C }> => one.code === code);
const missingIn = (values: readonly number[]) => values.filter(Number.isNaN).length;

test.skipIf(missing)('A01: Japanese text in code page 932', async () => {
  const [sim, real] = [await caseOf('A01-sim.csv'), await caseOf('A01-real.csv')];
  const names = [
    '試料番号',
    '焼成温度[℃]',
    '圧力(ＭＰａ)',
    '添加量％',
    '粒径(μm)',
    '触媒種',
    '密度',
  ];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  for (const table of [sim, real]) {
    expect(namesOf(table)).toEqual(names);
    expect(decisionOf(table, 'encoding')?.encoding).toBe('shift_jis');
    const kinds = new Set(textsOf(table, '触媒種'));
    expect([...kinds].sort()).toEqual(['―なし', 'ゼオライト', '酸化ﾁﾀﾝ'].sort());
  }
});

test.skipIf(missing)('A04: comments above, commas in the header, remarks below', async () => {
  const [sim, real] = [await caseOf('A04-sim.csv'), await caseOf('A04-real.csv')];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  for (const table of [sim, real]) {
    expect(table.columns).toHaveLength(6);
    expect(table.columns.every(({ kind }) => kind === 'number')).toBe(true);
    expect(decisionOf(table, 'rows-at-end')).toMatchObject({ rows: 3 });
    expect(codesOf(table)).toContain('lines-above');
  }
});

test.skipIf(missing)('A05: odd spellings of numbers', async () => {
  for (const [file, rows] of [
    ['A05-sim.csv', 400],
    ['A05-real.csv', 80],
  ] as const) {
    const table = await caseOf(file);
    expect(table.rows).toBe(rows);
    const text = readFileSync(path.join(CASES, file), 'utf8').trim().split('\n').slice(1);
    const cells = text.map((line) => line.split(','));
    const half = (cell: string) =>
      cell.replace(/[\uff10-\uff19\uff0e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
    const expected = cells.map(([x1 = '', x2 = '', x3 = '', x4 = '', x5 = '', y = '']) => [
      Number(x1.replace('D', 'e')),
      Number(x2.replace('−', '-')),
      Number(x3.replace('\u202f', '')),
      Number(half(x4)),
      Number(`${x5.replace('%', '')}e-2`),
      Number(y.replace('−', '-')),
    ]);
    ['x1', 'x2', 'x3', 'x4', 'x5', 'y'].forEach((name, i) => {
      expect(numbersOf(table, name)).toEqual(expected.map((row) => row[i]));
    });
    expect(numbersOf(table, 'y').some((value) => value < 0)).toBe(true);
  }
});

test.skipIf(missing)('A06: a row of units, four header lines of a logger', async () => {
  const [sim, real] = [await caseOf('A06-sim.csv'), await caseOf('A06-real.csv')];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  for (const table of [sim, real]) {
    expect(namesOf(table)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5', 'y']);
    expect(
      table.columns.map((column) => (column.kind === 'number' ? column.unit : 'text')),
    ).toEqual([undefined, '°C', 'MPa', 'wt%', 'g/cm^3', 'W/(m K)']);
  }
  expect(numbersOf(real, 'x1')[0]).toBe(0.9917);
});

test.skipIf(missing)('A07: a trailing comma, one name twice, an unnamed index', async () => {
  const [sim, real] = [await caseOf('A07-sim.csv'), await caseOf('A07-real.csv')];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  expect(namesOf(real)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5', 'x5.1', 'y']);
  expect(namesOf(sim)).toEqual(['Unnamed: 0', ...namesOf(real)]);
  expect([numbersOf(real, 'x1')[0], numbersOf(real, 'y')[0]]).toEqual([0.5134, 2.5135]);
  const twice = numbersOf(real, 'x5.1');
  numbersOf(real, 'x5').forEach((value, i) => expect(twice[i]).toBeCloseTo(2 * value, 12));
});

test.skipIf(missing)('A08: words for nothing, sodium and nobelium, sentinels', async () => {
  for (const file of ['A08-sim.csv', 'A08-real.csv']) {
    const table = await caseOf(file);
    expect([...new Set(textsOf(table, 'cation'))].sort()).toEqual(['K', 'Li', 'Na', 'No'].sort());
    const lines = readFileSync(path.join(CASES, file), 'utf8').trim().split('\n').slice(1);
    ['x1', 'x2', 'x3', 'x4', 'y'].forEach((name, i) => {
      const cells = lines.map((line) => line.split(',')[i + 1] ?? '');
      const plain = cells.filter((cell) => /^-?\d+\.\d+$/.test(cell)).length;
      expect([file, name, missingIn(numbersOf(table, name))]).toEqual([
        file,
        name,
        cells.length - plain,
      ]);
    });
    expect(decisionOf(table, 'sentinels')?.columns.length).toBeGreaterThan(0);
    expect(codesOf(table)).toContain('missing-words');
  }
});

test.skipIf(missing)('A10: Parquet types and codecs', async () => {
  const sim = await caseOf('A10-sim.parquet');
  const [gzip, zstd] = [
    await caseOf('A10-real-gzip.parquet'),
    await caseOf('A10-real-zstd.parquet'),
  ];
  expect([sim.rows, gzip.rows, zstd.rows]).toEqual([400, 80, 80]);
  for (const table of [sim, gzip, zstd]) {
    for (const name of ['x1', 'x2', 'x3', 'x4', 'x5', 'y']) numbersOf(table, name);
    expect(new Set(textsOf(table, 'phase').filter((text) => text !== '')).size).toBe(3);
    // decimal(12, 4)
    for (const value of numbersOf(table, 'x3')) expect(value).toBe(Number(value.toFixed(4)));
  }
  expect(gzip.fingerprint).toBe(zstd.fingerprint);
});

test.skipIf(missing)('A11: workbooks', async () => {
  const [sim, real] = [await caseOf('A11-sim.xlsx'), await caseOf('A11-real.xlsx')];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  for (const table of [sim, real]) {
    expect(namesOf(table)).toEqual(['x1', 'x2', 'x3', 'x4', 'x5', 'y', 'date']);
    expect(Math.max(...numbersOf(table, 'x2').filter(Number.isFinite))).toBeLessThanOrEqual(1);
    for (const name of ['x4', 'x5']) expect(missingIn(numbersOf(table, name))).toBe(0);
    expect(columnOf(table, 'date')?.kind).toBe('text');
  }
  expect(missingIn(numbersOf(real, 'y'))).toBe(8);
  expect(decisionOf(sim, 'sheet')).toMatchObject({ sheet: '計算データ' });
});

test.skipIf(missing)('A12: JSON as Python writes it', async () => {
  const sim = await caseOf('A12-sim.json');
  expect([sim.rows, namesOf(sim)]).toEqual([400, ['x1', 'x2', 'x3', 'x4', 'x5', 'y']]);
  const lines = await caseOf('A12-real.jsonl');
  for (const file of ['A12-real-nan.json', 'A12-real.jsonl', 'A12-real-split.json']) {
    const table = await caseOf(file);
    expect(table.rows).toBe(80);
    expect(missingIn(numbersOf(table, 'x1'))).toBe(missingIn(numbersOf(lines, 'x1')));
    expect(numbersOf(table, 'y')[0]).toBe(2.2082);
  }
});

test.skipIf(missing)('A13: gzip', async () => {
  expect((await caseOf('A13-sim.csv.gz')).rows).toBe(400);
  const plain = await caseOf('A13-notgz.csv.gz');
  expect([plain.rows, codesOf(plain)]).toEqual([80, ['not-gzip']]);
  const whole = bytesOf('A13-sim.csv.gz');
  const cut = await readTable('cut.csv.gz', whole.slice(0, -300));
  expect(cut).toMatchObject({ ok: false, error: { code: 'cut-short' } });
});

test.skipIf(missing)('A15: line breaks in cells, ids like numbers and dates', async () => {
  const [sim, real] = [await caseOf('A15-sim.csv'), await caseOf('A15-real.csv')];
  expect([sim.rows, real.rows]).toEqual([400, 80]);
  for (const table of [sim, real]) {
    expect(namesOf(table)).toEqual([
      'CAS',
      'lot',
      'x1 (scaled)',
      'x2',
      'x3',
      'x4',
      'x5',
      'remark',
      'y',
    ]);
    expect(textsOf(table, 'CAS').slice(0, 3)).toEqual(['1975-09-02', '7732-18-5', '64-17-5']);
    expect(columnOf(table, 'lot')).toMatchObject({ leadingZeros: true });
  }
});

/** Which columns are used as what, by the reader's own guesses, after the names were matched. */
async function rolesOfCase(simFile: string, realFile: string) {
  const [sim, measured] = [await caseOf(simFile), await caseOf(realFile)];
  const alignment = alignColumns(sim, measured);
  const roles = guessRoles(alignment.simulated, measured);
  return {
    alignment,
    inputs: featureColumns(roles),
    targets: [roles.simulatedTarget, roles.measuredTarget],
    reasons: Object.fromEntries(roles.columns.map(({ name, reason }) => [name, reason])),
    problems: checkRoles(alignment.simulated, measured, roles),
  };
}

test.skipIf(missing)('roles: labels, serial numbers, categories and indices stay out', async () => {
  const a01 = await rolesOfCase('A01-sim.csv', 'A01-real.csv');
  expect(a01.targets).toEqual(['密度', '密度']);
  expect(a01.inputs).toEqual(['焼成温度[℃]', '圧力(ＭＰａ)', '添加量％', '粒径(μm)']);
  expect(a01.reasons).toMatchObject({ 試料番号: 'named-as-index', 触媒種: 'category' });
  const five = ['x1', 'x2', 'x3', 'x4', 'x5'];
  for (const [sim, real] of [
    ['A05-sim.csv', 'A05-real.csv'],
    ['A06-sim.csv', 'A06-real.csv'],
    ['A11-sim.xlsx', 'A11-real.xlsx'],
    ['A12-sim.json', 'A12-real-nan.json'],
  ] as const) {
    const { inputs, targets, problems } = await rolesOfCase(sim, real);
    expect({ inputs, targets, problems }).toEqual({
      inputs: five,
      targets: ['y', 'y'],
      problems: [],
    });
  }
  expect((await rolesOfCase('A07-sim.csv', 'A07-real.csv')).inputs).toEqual([...five, 'x5.1']);
  const a08 = await rolesOfCase('A08-sim.csv', 'A08-real.csv');
  expect(a08.inputs).toEqual(['x1', 'x2', 'x3', 'x4']);
  expect(a08.reasons.cation).toBe('category');
  const a10 = await rolesOfCase('A10-sim.parquet', 'A10-real-zstd.parquet');
  expect(a10.inputs).toEqual(['x1', 'x2', 'x3', 'x4', 'ok', 'x5']);
  expect(a10.reasons).toMatchObject({
    __index_level_0__: 'named-as-index',
    made: 'text',
  });
  const a15 = await rolesOfCase('A15-sim.csv', 'A15-real.csv');
  expect(a15.inputs).toEqual(['x1 (scaled)', 'x2', 'x3', 'x4', 'x5']);
  expect(a15.targets).toEqual(['y', 'y']);
});

test.skipIf(missing)('A16: names that differ in case, blanks, order and unit', async () => {
  const { alignment, inputs, targets, problems } = await rolesOfCase('A16-sim.csv', 'A16-real.csv');
  expect(alignment.matched).toEqual([{ simulated: 'x1', measured: 'X1' }]);
  expect(inputs).toEqual(['X1', 'x2', 'x4', 'x3', 'x5']);
  expect(targets).toEqual(['Tg_MD (K)', 'Tg_exp_C']);
  expect(problems).toEqual([
    {
      code: 'unit-mismatch',
      simulated: { column: 'Tg_MD (K)', unit: 'K' },
      measured: { column: 'Tg_exp_C', unit: '°C' },
      conversion: { form: 'affine', factor: 1, offset: -273.15 },
    },
  ]);
});

const listOf = async (file: string, choices: ListChoices = {}) =>
  readErrorList(await listText(file, bytesOf(file)), choices);
const listCodes = ({ problems }: ErrorList) => problems.map(({ code }) => code);

test.skipIf(missing)('C01, C08: sizes below one, a flat line', async () => {
  const offset = await listOf('C01.csv');
  expect([offset.points.length, offset.problems]).toEqual([13, []]);
  expect(offset.points[0]).toEqual({ n: 0.015, trial: 0, error: 5.6283728 });
  const flat = await listOf('C08-flat.csv');
  expect([flat.points.map(({ error }) => error), flat.problems]).toEqual([
    Array.from({ length: 5 }, () => 0.4312),
    [],
  ]);
});

test.skipIf(missing)('C03: several methods in columns, grouped digits in quotes', async () => {
  const one = await listOf('C03-one.csv');
  expect(one.points.map(({ n }) => n)).toEqual([50000, 100000, 110462]);
  const wide = await listOf('C03.csv');
  expect(wide.series).toEqual(['SchNet', 'DTNN', 'enn-s2s', 'MGCN']);
  expect(wide.points.map(({ n, error }) => [n, error])).toEqual([
    [50000, 0.0256],
    [100000, 0.0147],
    [110462, 0.0134],
  ]);
  const other = await listOf('C03.csv', { series: 'DTNN' });
  expect(other.points.map(({ error }) => error)).toEqual([0.0408, 0.0364]);
  expect(listCodes(other)).toEqual(['empty-errors', 'several-series']);
});

test.skipIf(missing)(
  'C06: accuracies, negative scores and rising values are asked about',
  async () => {
    const accuracy = await listOf('C06-accuracy.csv');
    expect([accuracy.points, accuracy.problems]).toMatchObject([
      [],
      [{ code: 'values-are-scores', why: 'named', offers: ['one-minus'] }],
    ]);
    const turned = await listOf('C06-accuracy.csv', { values: 'one-minus' });
    expect(turned.points).toHaveLength(12);
    expect(turned.points[0]?.error).toBeCloseTo(1 - 0.03067, 12);
    const negative = await listOf('C06-negmse.csv');
    expect(negative.problems).toMatchObject([{ why: 'negative', offers: ['negate'] }]);
    const mse = await listOf('C06-negmse.csv', { values: 'negate' });
    expect(mse.points.map(({ error }) => error)).toEqual([
      0.4869, 0.3893, 0.3249, 0.2824, 0.2544, 0.2359,
    ]);
    expect((await listOf('C06-rising.csv')).problems).toMatchObject([{ why: 'rise', offers: [] }]);
  },
);

test.skipIf(missing)('C07: empty, zero, far and unreadable lines are told apart', async () => {
  const list = await listOf('C07.csv');
  expect(list.marked.map(({ error, why }) => [error, why])).toEqual([
    [0, 'zero'],
    [7.3, 'far'],
  ]);
  expect(list.problems).toMatchObject([
    { code: 'unreadable-lines', text: '25%,1,0.31', count: 1 },
    { code: 'empty-errors', count: 2 },
    { code: 'marked-points', count: 2, leftOut: true },
  ]);
  expect(list.points).toHaveLength(34 - 1 - 1 - 2 - 2);
  expect(list.points.at(-1)).toMatchObject({ n: 10000, error: 0.1502 });
  expect((await listOf('C07.csv', { marked: 'keep' })).points).toHaveLength(30);
});
