/** The records as a plain table, one line each, full precision. */
import type { SeriesSpec } from '../preparation/series.ts';
import type { SweepRecord } from '../sweep/record.ts';
import { csvText } from '../tables/csv-text.ts';

const COLUMNS = [
  'arm',
  'n',
  'm',
  'trial',
  'mae',
  'rmse',
  'r2',
  'nUsed',
  'mUsed',
  'testRows',
  'removedRows',
  'steps',
  'stoppedBy',
  'seconds',
  'engine',
  'engineVersion',
  'protocol',
] as const satisfies readonly (keyof SweepRecord)[];

/** `series` gives the labels; a record of another series has its id alone. */
export function recordsCsv(
  records: readonly SweepRecord[],
  series: readonly Pick<SeriesSpec, 'id' | 'label'>[] = [],
): string {
  const labels = new Map(series.map(({ id, label }) => [id, label]));
  return csvText(
    ['id', 'series', ...COLUMNS, 'seriesId'],
    records.map((record) => [
      record.id,
      labels.get(record.series) ?? record.series,
      ...COLUMNS.map((name) => record[name]),
      record.series,
    ]),
  );
}
