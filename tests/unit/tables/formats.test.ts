import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../src/tables/read-table.ts';
import { lineOfRow } from '../../../src/tables/table.ts';
import { bytesOf, contentOf, errorOf, gzip, read, tableOf } from './helpers.ts';

const CSV = 'name,x,ok,n\nwater,1.5,true,1\nethanol,,false,2\n"a ""b"", c",-2e-3,,300\n';
const RECORDS = [
  { name: 'water', x: 1.5, ok: true, n: 1 },
  { name: 'ethanol', x: null, ok: false, n: 2 },
  { name: 'a "b", c', x: -2e-3, ok: null, n: 300 },
];
const NAMES = ['name', 'x', 'ok', 'n'] as const;

const workbook = async (sheets: Parameters<typeof writeXlsx>[0]['sheets']) =>
  Uint8Array.from(await writeXlsx({ sheets }));

const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'name', data: RECORDS.map(({ name }) => name), type: 'STRING' },
        { name: 'x', data: RECORDS.map(({ x }) => x), type: 'DOUBLE', nullable: true },
        { name: 'ok', data: RECORDS.map(({ ok }) => ok), type: 'BOOLEAN', nullable: true },
        { name: 'n', data: RECORDS.map(({ n }) => BigInt(n)), type: 'INT64' },
      ],
    }),
  );

const sheetRows = [[...NAMES], ...RECORDS.map((record) => NAMES.map((name) => record[name]))];

type Bytes = Uint8Array<ArrayBuffer>;

const same: [string, () => Bytes | Promise<Bytes>][] = [
  ['records', () => bytesOf(JSON.stringify(RECORDS, null, 1))],
  ['records, one a line', () => bytesOf(RECORDS.map((one) => JSON.stringify(one)).join('\n'))],
  ['rows with a header', () => bytesOf(JSON.stringify(sheetRows))],
  [
    'columns',
    () =>
      bytesOf(
        JSON.stringify(
          Object.fromEntries(NAMES.map((name) => [name, RECORDS.map((record) => record[name])])),
        ),
      ),
  ],
  [
    'columns by index, as pandas writes them',
    () =>
      bytesOf(
        JSON.stringify(
          Object.fromEntries(
            NAMES.map((name) => [
              name,
              Object.fromEntries(RECORDS.map((record, i) => [i, record[name]])),
            ]),
          ),
        ),
      ),
  ],
  [
    'split, as pandas writes it',
    () => bytesOf(JSON.stringify({ columns: NAMES, index: [0, 1, 2], data: sheetRows.slice(1) })),
  ],
  ['records below one name', () => bytesOf(JSON.stringify({ data: RECORDS }))],
  ['gzipped JSON', async () => gzip(bytesOf(JSON.stringify(RECORDS)))],
  ['Parquet', () => parquet()],
  ['gzipped Parquet', async () => gzip(parquet())],
  ['a workbook', async () => workbook([{ name: 'one', rows: sheetRows }])],
  [
    'a workbook with a title, blank rows and a cover sheet',
    async () =>
      workbook([
        { name: 'cover', rows: [['Our measurements']] },
        { name: 'two', rows: [['Title'], [], ...sheetRows, [null, null]] },
      ]),
  ],
];

test.each(same)('%s: the table of the CSV file, with its fingerprint', async (_, content) => {
  const expected = await tableOf(CSV);
  const table = await tableOf(await content());
  expect(contentOf(table)).toEqual(contentOf(expected));
  expect(table.fingerprint).toBe(expected.fingerprint);
});

describe('workbooks', () => {
  test('sheets can be chosen, and their names are told', async () => {
    const bytes = await workbook([
      {
        name: 'A',
        rows: [
          ['x', 'y'],
          [1, 2],
        ],
      },
      {
        name: 'B',
        rows: [
          ['u', 'v'],
          [3, 4],
        ],
      },
    ]);
    const first = await read(bytes);
    expect(first.ok && first.form).toMatchObject({
      container: 'xlsx',
      sheet: 'A',
      sheets: ['A', 'B'],
    });
    expect(contentOf(await tableOf(bytes, { sheet: 'B' }))).toEqual({ u: [3], v: [4] });
    expect(await errorOf(bytes, { sheet: 'C' })).toMatchObject({
      code: 'no-such-sheet',
      sheet: 'C',
      sheets: ['A', 'B'],
    });
  });

  test('dates, numbers as text, lines as Excel counts them', async () => {
    const bytes = await workbook([
      {
        name: 'A',
        rows: [
          ['t', 'v'],
          [new Date(Date.UTC(2024, 4, 1)), '1.5'],
          [],
          ['later', 2],
          [null, 'oops'],
        ],
      },
    ]);
    const table = await tableOf(bytes);
    expect(contentOf(table)).toEqual({ t: ['2024-05-01', 'later', ''], v: [1.5, 2, NaN] });
    expect([0, 1, 2].map((row) => lineOfRow(table, row))).toEqual([2, 4, 5]);
    expect(table.warnings).toContainEqual({
      code: 'text-in-numeric-column',
      column: 'v',
      cells: 1,
      example: 'oops',
      line: 5,
    });
  });

  test('cells beyond the header are ragged rows', async () => {
    const bytes = await workbook([
      {
        name: 'A',
        rows: [
          ['a', 'b'],
          [1, 2],
          [1, 2, 3],
        ],
      },
    ]);
    expect(await errorOf(bytes)).toMatchObject({
      code: 'ragged-rows',
      expected: 2,
      rows: [{ line: 3, cells: 3 }],
    });
  });

  test('protected, damaged, another zip file, a bomb', async () => {
    const sheets = [
      {
        name: 'A',
        rows: [
          ['a', 'b'],
          [1, 2],
        ],
      },
    ];
    const locked = await writeXlsx({
      sheets,
      encryption: { password: 'hunter2', spinCount: 1000 },
    });
    expect(await errorOf(Uint8Array.from(locked))).toEqual({
      code: 'password-protected',
      file: 'file',
    });
    const whole = await workbook(sheets);
    expect(await errorOf(whole.slice(0, -40))).toMatchObject({
      code: 'unreadable',
      format: 'xlsx',
    });
    const other = await errorOf(whole.map((byte, i) => (i > 200 && i < 1200 ? byte ^ 0x5a : byte)));
    expect(['unreadable', 'unsupported-format', 'empty-file']).toContain(other.code);
    const zeros = [
      { name: 'A', rows: [['a'], ...Array.from({ length: 30_000 }, () => ['0'.repeat(50)])] },
    ];
    expect(await errorOf(await workbook(zeros), { maxExpandedBytes: 200_000 })).toMatchObject({
      code: 'too-large',
      what: 'expanded',
    });
  });
});

describe('Parquet', () => {
  test('nested columns are left out with a warning, or are an error alone', async () => {
    const list = [
      { name: 'list', num_children: 1, repetition_type: 'OPTIONAL', converted_type: 'LIST' },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
      { name: 'element', type: 'INT32', repetition_type: 'OPTIONAL' },
    ] as const;
    const values = { name: 'list', data: [[1, 2], [3]] };
    const lists = new Uint8Array(
      parquetWriteBuffer({
        schema: [
          { name: 'root', num_children: 2 },
          { name: 'x', type: 'DOUBLE', repetition_type: 'REQUIRED' },
          ...list,
        ],
        columnData: [{ name: 'x', data: [1, 2] }, values],
      }),
    );
    const flat = await tableOf(lists);
    expect(contentOf(flat)).toEqual({ x: [1, 2] });
    expect(flat.warnings).toContainEqual({ code: 'nested-column', column: 'list' });
    const only = parquetWriteBuffer({
      schema: [{ name: 'root', num_children: 1 }, ...list],
      columnData: [values],
    });
    expect(await errorOf(new Uint8Array(only))).toMatchObject({
      code: 'nested-columns',
      columns: ['list'],
    });
  });

  test('damaged files', async () => {
    const whole = parquet();
    expect(await errorOf(whole.slice(0, -9))).toMatchObject({
      code: 'unreadable',
      format: 'parquet',
    });
    const broken = whole.slice();
    broken.fill(255, 10, 60);
    const outcome = await readTable('x.parquet', broken);
    if (!outcome.ok) expect(outcome.error).toMatchObject({ code: 'unreadable' });
  });
});

describe('JSON that is no table', () => {
  test.each([
    ['[]', 'empty-file'],
    ['{}', 'not-a-table'],
    ['{"a": 1}', 'not-a-table'],
    ['[{"a": {"b": 1}}]', 'nested-columns'],
    ['[{"a": 1}, 2]', 'not-a-table'],
    ['{"a": [1, 2], "b": [1]}', 'ragged-columns'],
    ['[["a", "b"], [1]]', 'ragged-rows'],
    ['[{"a": 1}', 'unreadable'],
  ])('%s', async (text, code) => {
    expect((await errorOf(text)).code).toBe(code);
  });

  test('nested columns are left out', async () => {
    const table = await tableOf('[{"a": 1, "b": [1, 2]}, {"a": 2, "__proto__": 5}]');
    expect(contentOf(table).a).toEqual([1, 2]);
    expect(table.warnings).toContainEqual({ code: 'nested-column', column: 'b' });
  });
});
