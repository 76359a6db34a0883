import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { recordsCsv } from '../../../src/sharing/records-csv.ts';
import { contentOf, tableOf } from '../tables/helpers.ts';
import { record, SERIES_ID } from './record.ts';

const labelled = (label: string) => [{ id: SERIES_ID, label }];

test('records are read back by another program as they were, texts with quotes included', () => {
  const records = [
    record({ mae: 0.1 + 0.2 }),
    record({ arm: 'ridge', n: 0, stoppedBy: null, engine: 'none', r2: NaN }),
  ];
  const { data } = Papa.parse<Record<string, string>>(
    recordsCsv(records, labelled('a "quoted", comma')),
    { header: true, skipEmptyLines: true },
  );
  expect(data).toHaveLength(2);
  expect(data[0]).toMatchObject({ series: 'a "quoted", comma', seriesId: SERIES_ID });
  expect(Number(data[0]?.mae)).toBe(0.1 + 0.2);
  expect(data[1]).toMatchObject({ stoppedBy: '', r2: '' });
});

test.each(['Tg, mid', 'ガラス転移温度 (K)', 'two\nlines'])(
  'the page reads back a target named %j',
  async (label) => {
    const table = await tableOf(recordsCsv([record(), record({ n: 200 })], labelled(label)));
    expect(contentOf(table)).toMatchObject({ series: [label, label], n: [100, 200] });
  },
);

test('a spreadsheet gets no formula', () => {
  const text = recordsCsv([record()], labelled('=HYPERLINK("x")'));
  expect(text).not.toMatch(/(^|,)"?=/m);
});
