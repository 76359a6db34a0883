/** What is written for download is read back as it was: by the page's own reader and by another program's. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvText } from '../../../src/tables/csv-text.ts';
import { contentOf, tableOf } from './helpers.ts';

test('the page reads back names with commas, quotes, line breaks and letters outside ASCII', async () => {
  const names = ['Tg, mid', 'ガラス転移温度', 'a "quoted" name'];
  const text = csvText(names, [
    [0.1 + 0.2, 'ポリスチレン', 'two\nlines'],
    [-1e-7, 'Poly(vinyl chloride), atactic', 'plain'],
  ]);
  const table = await tableOf(text);
  expect(contentOf(table)).toEqual({
    'Tg, mid': [0.1 + 0.2, -1e-7],
    ガラス転移温度: ['ポリスチレン', 'Poly(vinyl chloride), atactic'],
    'a "quoted" name': ['two\nlines', 'plain'],
  });
});

test('a spreadsheet is told that the text is UTF-8', () => {
  expect([...new TextEncoder().encode(csvText(['a'], []))].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
});

test.each(['=1+1', '@SUM(A1)', '+cmd|x', '-2+3', '\t=1', '\r=1', '=HYPERLINK("x")'])(
  'a spreadsheet takes %j for a text',
  (text) => {
    const { data } = Papa.parse<string[]>(csvText(['a'], [[text]]), { skipEmptyLines: true });
    expect(data[1]).toEqual([`'${text}`]);
  },
);

test.each(['-', '+', '-12.5', '+3', '-1e-3'])('%j is left as it is', (text) => {
  const { data } = Papa.parse<string[]>(csvText(['a'], [[text]]), { skipEmptyLines: true });
  expect(data[1]).toEqual([text]);
});

test('any texts and numbers come back', () => {
  // Beginnings that are guarded against spreadsheets are the one thing that changes.
  const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=@+\-\t\r]/.test(text));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(plain, fc.double({ noNaN: true, noDefaultInfinity: true })), {
        minLength: 1,
      }),
      (rows) => {
        const { data } = Papa.parse<string[]>(csvText(['text', 'number'], rows));
        expect(data.slice(1, -1).map(([text, number]) => [text, Number(number)])).toEqual(
          rows.map(([text, number]) => [text, number + 0]),
        );
      },
    ),
  );
});
