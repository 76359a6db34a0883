import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../src/tables/read-table.ts';
import { lineOfRow, oddRows } from '../../../src/tables/table.ts';
import {
  bytesOf,
  contentOf,
  dataMissing,
  errorOf,
  exampleTable,
  gzip,
  read,
  tableOf,
} from './helpers.ts';

describe('separated text', () => {
  test('numbers, texts and empty cells', async () => {
    const table = await tableOf('a,b,c\n1,x,2.5\n-3e2,,NA\n.5,y z,-0\n');
    expect(contentOf(table)).toEqual({ a: [1, -300, 0.5], b: ['x', '', 'y z'], c: [2.5, NaN, 0] });
    expect(table.rows).toBe(3);
    expect(table.warnings).toEqual([]);
  });

  test.each([
    ['tab', 'a\tb\n1\t2\n3\t4'],
    ['semicolon', 'a;b\n1;2\n3;4\n'],
    ['bar', 'a|b\n1|2\n3|4\n'],
    ['Windows line ends', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['old line ends', 'a,b\r1,2\r3,4'],
    ['byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
    ['quotes', '"a","b"\n"1","2"\n"3" , "4"\n'.replace(', "4"', ',"4"')],
    ['blank lines', '\n\na,b\n1,2\n\n3,4\n\n'],
  ])('%s gives the same table', async (_, text) => {
    const plain = await tableOf('a,b\n1,2\n3,4\n');
    expect(contentOf(await tableOf(text))).toEqual({ a: [1, 3], b: [2, 4] });
    expect((await tableOf(text)).fingerprint).toBe(plain.fingerprint);
  });

  test('gzip and UTF-16 give the same table', async () => {
    const text = 'a,b\n1,é\n3,µ\n';
    const { fingerprint } = await tableOf(text);
    expect((await tableOf(await gzip(bytesOf(text)))).fingerprint).toBe(fingerprint);
    const wide = Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect((await tableOf(wide)).fingerprint).toBe(fingerprint);
  });

  test('decimal commas beside semicolons', async () => {
    const table = await tableOf('a;b\n1,5;1.234,25\n-2,25e3;7\n;1.000\n');
    expect(contentOf(table)).toEqual({ a: [1.5, -2250, NaN], b: [1234.25, 7, 1000] });
    const points = await tableOf('a;b\n1.5;"1,234"\n2.5;"2,345"\n');
    expect(contentOf(points)).toEqual({ a: [1.5, 2.5], b: [1234, 2345] });
  });

  test('quoted newlines, and the lines of the rows', async () => {
    const table = await tableOf('a,b\n1,"x\ny"\n2,"say ""hi"", please"\n\n3,z\n');
    expect(contentOf(table)).toEqual({ a: [1, 2, 3], b: ['x\ny', 'say "hi", please', 'z'] });
    expect([0, 1, 2].map((row) => lineOfRow(table, row))).toEqual([2, 4, 6]);
  });

  test('text in a number column is a warning that says where', async () => {
    const table = await tableOf('a,b\n1,1\n2,oops\n3,3\n4,inf\n5,NaN\n');
    expect(contentOf(table).b).toEqual([1, NaN, 3, NaN, NaN]);
    expect(table.warnings).toEqual([
      { code: 'text-in-numeric-column', column: 'b', cells: 1, example: 'oops', line: 3 },
      { code: 'non-finite-cells', column: 'b', cells: 2, infinite: 1, line: 5 },
    ]);
    expect(oddRows(table, ['a', 'b'])).toEqual([1, 3]);
  });

  test('constant, empty and unnamed columns are said', async () => {
    const table = await tableOf(',a,b,c,\n0,1,,7,\n1,2,,7,\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['Unnamed: 0', 'a', 'b', 'c']);
    expect(table.warnings).toEqual([
      { code: 'empty-columns', columns: ['b'] },
      { code: 'constant-columns', columns: ['c'] },
      { code: 'unnamed-column', column: 'Unnamed: 0', position: 0 },
    ]);
    const bare = await tableOf('1,2\n3,4\n');
    expect(bare.warnings).toContainEqual({ code: 'numeric-header', names: ['1', '2'] });
  });

  test('a column that turns to text late keeps every spelling', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => (i < 5000 ? `0${i}.50` : `id-${i}`));
    const table = await tableOf(`k,v\n${rows.map((cell, i) => `${cell},${i}`).join('\n')}\n`);
    expect(contentOf(table).k).toEqual(rows);
    const numbers = rows.map((_, i) => (i < 5000 ? 'x' : String(i)));
    const other = await tableOf(`k,v\n${numbers.map((cell, i) => `${cell},${i}`).join('\n')}\n`);
    expect(other.columns[0]?.kind).toBe('number');
    expect(oddRows(other, ['k'])).toHaveLength(5000);
  });

  test('true and false are 1 and 0; a column can be kept as text', async () => {
    expect(contentOf(await tableOf('a,b\nTrue,1\nfalse,2\n,3\n')).a).toEqual([1, 0, NaN]);
    expect(contentOf(await tableOf('a,b\n007,1\n', { asText: ['a'] })).a).toEqual(['007']);
  });
});

describe('what is not a table says so', () => {
  test.each([
    ['', { code: 'empty-file' }],
    ['\n \n', { code: 'empty-file' }],
    ['a,b\n', { code: 'header-only', columns: 2 }],
    [
      'a,b\n1,2\n3\n4,5,6\n7,8\n',
      {
        code: 'ragged-rows',
        expected: 2,
        count: 2,
        rows: [
          { line: 3, cells: 1 },
          { line: 4, cells: 3 },
        ],
      },
    ],
    ['<!DOCTYPE html>\n<html></html>', { code: 'not-a-table', reason: 'html' }],
    ['a,b\n1,\0\n', { code: 'not-a-table', reason: 'binary' }],
    ['a,b\n1,2\n3,"x"y\n', { code: 'malformed-quotes', line: 3 }],
    ['a,b\n1,2\n3,"x\n4,5\n', { code: 'unclosed-quote', line: 3 }],
    ['%PDF-1.7\n', { code: 'unsupported-format', format: 'pdf' }],
  ])('%j', async (text, error) => {
    expect(await errorOf(text)).toEqual({ ...error, file: 'file' });
  });

  test('another encoding, with the line, and read when chosen', async () => {
    const latin = Uint8Array.from(Buffer.from('a,b\n1,x\n2,5 \u00b0C\n', 'latin1'));
    expect(contentOf(await tableOf(latin)).b).toEqual(['x', '5 °C']);
    expect(await errorOf(latin, { encoding: 'utf-8' })).toMatchObject({
      code: 'wrong-encoding',
      encoding: 'utf-8',
      line: 3,
      file: 'file',
    });
    expect(contentOf(await tableOf(latin, { encoding: 'windows-1252' })).b).toEqual(['x', '5 °C']);
  });

  test('a damaged gzip file, and one that expands too far', async () => {
    const packed = await gzip(bytesOf('a,b\n' + '1,2\n'.repeat(100_000)));
    expect(await errorOf(packed.slice(0, -200))).toMatchObject({ code: 'cut-short' });
    expect(await errorOf(packed.slice(0, -4))).toMatchObject({ code: 'cut-short' });
    const broken = packed.slice();
    broken.fill(7, 20, 60);
    expect((await errorOf(broken)).code).toMatch(
      /unreadable|cut-short|ragged-rows|not-a-table|wrong-encoding/,
    );
    expect(await errorOf(packed, { maxExpandedBytes: 100_000 })).toMatchObject({
      code: 'too-large',
      what: 'expanded',
    });
  });

  test('a file above the limit is refused before it is read', async () => {
    const untouchable = {
      size: 300_000_001,
      slice: () => {
        throw new Error('read');
      },
    } as unknown as Blob;
    expect(await readTable('big.csv', untouchable)).toMatchObject({
      ok: false,
      error: { code: 'too-large', what: 'file', size: 300_000_001, limit: 300_000_000 },
    });
  });

  test('one endless line, one endless quote', async () => {
    expect((await errorOf('x'.repeat(9_000_000))).code).toBe('not-a-table');
    expect((await errorOf('a,b\n1,"' + 'word word\n'.repeat(1_000_000))).code).toBe(
      'unclosed-quote',
    );
    expect((await errorOf(`a,b\n1,${'"x'.repeat(200_000)}\n`)).code).toBe('malformed-quotes');
  });

  test('an abort is thrown, not reported', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(read('a,b\n1,2\n', { signal: controller.signal })).rejects.toThrow('enough');
  });
});

test('what is written as CSV is read back, whatever the texts are', async () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ab"\',;\t\n |é中') }).map((text) => `t${text}t`),
    fc.constant(''),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, fc.double({ noNaN: true, noDefaultInfinity: true })), {
        minLength: 1,
        maxLength: 30,
      }),
      async (rows) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = rows.map(([name, x]) => `${quoted(name)},${x}`).join('\r\n');
        // The largest double is a known way to write nothing.
        const table = await tableOf(`name,x\r\n${text}`, { sentinels: 'keep', rowsAtEnd: 'keep' });
        const { name, x } = contentOf(table);
        if (rows.some(([one]) => one !== '')) expect(name).toEqual(rows.map(([one]) => one));
        expect(x).toEqual(rows.map(([, number]) => number + 0));
      },
    ),
    { numRuns: 100 },
  );
});

test('the fingerprint is the SHA-256 of what its description says', async () => {
  const table = await tableOf('x,s\n1.5,ab\n,\n');
  const length = (bytes: Buffer) => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(bytes.length);
    return Buffer.concat([head, bytes]);
  };
  const numbers = Buffer.alloc(16);
  numbers.writeDoubleLE(1.5, 0);
  numbers.writeBigUInt64LE(0x7ff8000000000000n, 8);
  const parts = ['sim2real-table-1', '2 x 2', 'number', 'x', numbers, 'text', 's', '2,0', 'ab'];
  const bytes = parts.map((part) => (typeof part === 'string' ? length(Buffer.from(part)) : part));
  expect(table.fingerprint).toBe(createHash('sha256').update(Buffer.concat(bytes)).digest('hex'));
});

test.skipIf(dataMissing)(
  'the example tables have the rows and columns that their README states',
  async () => {
    const stated: [string, number, number][] = [
      ['nuclear_mass/sim.csv', 8979, 10],
      ['nuclear_mass/sim_all_models.csv', 12_276, 20],
      ['nuclear_mass/real_mass_excess.csv', 2457, 10],
      ['inorganic_formation_enthalpy/sim.csv.gz', 102_510, 3],
      ['inorganic_formation_enthalpy/sim_mp.csv.gz', 132_732, 3],
      ['inorganic_formation_enthalpy/elements.csv', 103, 64],
      ['polymer/sim.csv', 1077, 21],
      ['polymer/sim_openpolymer.csv', 7973, 6],
      ['polymer_solvent_chi/sim.csv', 1206, 4],
      ['boiling_point/real_boiling_point.csv', 544, 3],
    ];
    for (const [file, rows, columns] of stated) {
      const table = await exampleTable(file);
      expect([file, table.rows, table.columns.length]).toEqual([file, rows, columns]);
      expect(table.warnings.filter(({ code }) => code === 'text-in-numeric-column')).toEqual([]);
    }
  },
);
