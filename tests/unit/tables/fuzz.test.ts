/** Damaged and random files: always an outcome, never a hang, never an error without its own code. */
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeXlsx } from 'hucre';
import { expect, test } from 'vitest';
import {
  isSpelledLikeFormula,
  isSpelledLikeSmiles,
} from '../../../src/tables/chemistry-spelling.ts';
import { parseColumnName } from '../../../src/tables/column-name.ts';
import { bytesOf, gzip, read } from './helpers.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 150);

async function outcomeOf(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const outcome = await read(bytes, { maxExpandedBytes: 20_000_000 });
  if (!outcome.ok) expect(outcome.error).not.toMatchObject({ code: 'reader-failed' });
  else
    for (const { values } of outcome.table.columns) expect(values).toHaveLength(outcome.table.rows);
}

const csv = bytesOf('name,x,y\n"a, b",1.5,2\n"c\nd",,3\ne,-4,5e3\n');
const json = bytesOf(
  JSON.stringify([
    { a: 1, b: 'x', c: null },
    { a: 2.5, b: 'é', c: true },
  ]),
);
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'x', data: Array.from({ length: 50 }, (_, i) => i / 7), type: 'DOUBLE' },
      { name: 's', data: Array.from({ length: 50 }, (_, i) => `t${i % 5}`), type: 'STRING' },
      { name: 'i', data: Array.from({ length: 50 }, (_, i) => i), type: 'INT32' },
    ],
  }),
);
const rows = [
  ['a', 'b'],
  [1, 'x'],
  [2, 'y'],
];
const xlsx = Uint8Array.from(await writeXlsx({ sheets: [{ name: 'A', rows }] }));

/** Some bytes changed, cut out or repeated. */
const damages = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('change', 'cut', 'repeat'),
    byte: fc.nat(255),
    length: fc.integer({ min: 1, max: 12 }),
  }),
  { minLength: 1, maxLength: 6 },
);

test.each([
  ['CSV', csv],
  ['JSON', json],
  ['Parquet', parquet],
  ['a workbook', xlsx],
  ['gzip', await gzip(csv)],
])(
  'damaged %s',
  async (_, whole) => {
    await fc.assert(
      fc.asyncProperty(damages, async (list) => {
        let bytes = whole;
        for (const { at, kind, byte, length } of list) {
          const start = Math.floor(at * bytes.length);
          const [before, after] = [bytes.slice(0, start), bytes.slice(start + length)];
          const middle = bytes.slice(start, start + length);
          if (kind === 'change') middle.fill(byte);
          const parts = kind === 'cut' ? [] : kind === 'repeat' ? [middle, middle] : [middle];
          bytes = Uint8Array.from([before, ...parts, after].flatMap((part) => [...part]));
        }
        await outcomeOf(bytes);
      }),
      { numRuns: RUNS },
    );
  },
  120_000 + RUNS * 100,
);

test('random bytes, with and without a known beginning', async () => {
  const beginnings = [
    '',
    'PAR1',
    'PK\u0003\u0004',
    '\u001f\u008b\u0008',
    '[',
    '{"a":',
    '<',
    '"',
    '\u00ff\u00fe',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 400 }),
      async (beginning, rest) => {
        const start = Array.from(beginning, (character) => character.charCodeAt(0));
        await outcomeOf(Uint8Array.from([...start, ...rest]));
      },
    ),
    { numRuns: RUNS },
  );
});

test('random separated text', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab1.,;\t|"\n\r -+eE\u00e9'), maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(text, async (one) => outcomeOf(bytesOf(one))),
    { numRuns: 2 * RUNS },
  );
});

test('spelling tests and names take any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      isSpelledLikeSmiles(text);
      isSpelledLikeFormula(text);
      parseColumnName(text);
    }),
    { numRuns: 4 * RUNS },
  );
  // Long repetitions must not make a regular expression walk back and forth.
  for (const piece of ['(', '1e', '[C', 'Tg (', '_per_', 'm_', ' / ', 'K,']) {
    const long = piece.repeat(3000);
    isSpelledLikeSmiles(long);
    isSpelledLikeFormula(long);
    parseColumnName(long);
  }
});
