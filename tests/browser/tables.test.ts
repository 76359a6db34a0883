/** The reader in its real worker, as the page uses it. */
import { afterEach, expect, test } from 'vitest';
import { readTables, releaseReader } from '../../src/tables/client.ts';
import { readTable, type ReadProgress } from '../../src/tables/read-table.ts';

afterEach(releaseReader);

const file = (text: BlobPart, name: string) => new File([text], name);

function numbers(rows: number, columns: number): string {
  const lines = [Array.from({ length: columns }, (_, i) => `x${i}`).join()];
  for (let row = 0; row < rows; row++) {
    lines.push(Array.from({ length: columns }, (_, i) => ((row * 31 + i * 17) % 1009) / 7).join());
  }
  return lines.join('\n');
}

test('several files at once: tables and errors in their order', async () => {
  const packed = await new Response(
    new Blob(['a,b\n1,x\n2,\n']).stream().pipeThrough(new CompressionStream('gzip')),
  ).arrayBuffer();
  const outcomes = await readTables([
    file('a,b\n1,x\n2,\n', 'plain.csv'),
    file('', 'empty.csv'),
    file(packed, 'packed.csv.gz'),
    file('a\tb\n1\n', 'ragged.tsv'),
    file(packed.slice(0, 20), 'damaged.csv.gz'),
  ]);
  expect(outcomes.map((outcome) => (outcome.ok ? 'table' : outcome.error.code))).toEqual([
    'table',
    'empty-file',
    'table',
    'ragged-rows',
    'cut-short',
  ]);
  const [plain, , gzipped] = outcomes;
  if (!plain?.ok || !gzipped?.ok) throw new Error('not read');
  expect(plain.table.columns[0]?.values).toEqual(Float64Array.of(1, 2));
  expect(plain.table.columns[1]?.values).toEqual(['x', '']);
  expect(gzipped.table.fingerprint).toBe(plain.table.fingerprint);
});

test('a large table: progress arrives, the page goes on, and the result is that of the pure core', async () => {
  const text = numbers(60_000, 12);
  const reports: ReadProgress[] = [];
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  const [outcome] = await readTables([file(text, 'large.csv')], {
    onProgress: (report) => reports.push(report),
  });
  clearInterval(timer);
  if (!outcome?.ok) throw new Error('not read');
  expect(outcome.table.rows).toBe(60_000);
  expect(ticks).toBeGreaterThan(3);
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.at(-1)).toMatchObject({ file: 'large.csv', bytes: text.length });
  const direct = await readTable('large.csv', new Blob([text]));
  expect(direct.ok && direct.table.fingerprint).toBe(outcome.table.fingerprint);
});

test('aborting ends the reading and leaves the next one unharmed', async () => {
  const controller = new AbortController();
  const large = file(numbers(60_000, 12), 'large.csv');
  const reading = readTables([large], {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('enough')),
  });
  const beside = readTables([file('a\n1\n', 'beside.csv')]);
  await expect(reading).rejects.toThrow('enough');
  expect((await beside)[0]?.ok).toBe(true);
  const [after] = await readTables([file('a\n1\n2\n', 'after.csv')]);
  expect(after?.ok && after.table.rows).toBe(2);
  const aborted = AbortSignal.abort(new Error('before'));
  await expect(readTables([large], { signal: aborted })).rejects.toThrow('before');
});

test('choices go by file name', async () => {
  const files = ['a.csv', 'b.csv'].map((name) => file('id,x\n007,1\n', name));
  const outcomes = await readTables(files, { choices: { 'a.csv': { asText: ['id'] } } });
  expect(outcomes.map((outcome) => outcome.ok && outcome.table.columns[0]?.kind)).toEqual([
    'text',
    'number',
  ]);
});

test('Parquet, JSON and a workbook, their libraries loaded in the worker', async () => {
  // Made with hyparquet-writer: x = 1, 2; s = 'a', 'b'.
  const parquet =
    'UEFSMRUGFSQVJFwVBBUAFQQVABUEFQAAAAMDEAAABQEk8D8AAAAAAAAAQBUGFRgVHFwVBBUAFQQVABUEFQAAAAMDCiQBAAAAYQEAAABiFQQZ' +
    'PEgEcm9vdBUEABUKJQIYAXgAFQwlAhgBcyUAABYEGRwZLCYIHBUKGRUAGRgBeBUCFgQWThZOJggAACZWHBUMGRUAGRgBcxUCFgQWQhZGJlYA' +
    'ABaQARYENpQBACgJaHlwYXJxdWV0GSwcAAAcAAAAcgAAAFBBUjE=';
  const { writeXlsx } = await import('hucre');
  const rows = [
    ['x', 's'],
    [1, 'a'],
    [2, 'b'],
  ];
  const workbook = Uint8Array.from(await writeXlsx({ sheets: [{ name: 'A', rows }] }));
  const outcomes = await readTables([
    file('x,s\n1,a\n2,b\n', 'a.csv'),
    file(
      Uint8Array.from(atob(parquet), (character) => character.charCodeAt(0)),
      'a.parquet',
    ),
    file(workbook, 'a.xlsx'),
    file('[{"x": 1, "s": "a"}, {"x": 2, "s": "b"}]', 'a.json'),
  ]);
  const fingerprints = outcomes.map((outcome) =>
    outcome.ok ? outcome.table.fingerprint : outcome.error,
  );
  expect(new Set(fingerprints).size).toBe(1);
  expect(outcomes.map((outcome) => outcome.ok && outcome.form.container)).toEqual([
    'text',
    'parquet',
    'xlsx',
    'json',
  ]);
});
