/** Records from the table that records-csv.ts writes: for programs that have nothing else. Stages are not in it. */
import type { Plain } from '../experiment/parsing/plain.ts';
import { Notes } from '../experiment/parsing/shape.ts';
import type { SweepRecord } from '../sweep/record.ts';
import { RECORD } from './file-shape.ts';

export interface RecordsOfCsv {
  readonly records: readonly SweepRecord[];
  /** Of each SeriesSpec.id, as the table calls it. */
  readonly labels: ReadonlyMap<string, string>;
  /** Lines that are no record. */
  readonly leftOut: number;
}

const TEXTS = new Set(['id', 'protocol', 'arm', 'stoppedBy', 'engine', 'engineVersion']);

/** `rows`: cells by column name. null where the columns are not those of records. */
export function recordsOfCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): RecordsOfCsv | null {
  if (!['id', 'seriesId', 'arm', 'n', 'm', 'trial', 'mae'].every((one) => columns.includes(one))) {
    return null;
  }
  const labels = new Map<string, string>();
  const records: SweepRecord[] = [];
  for (const row of rows) {
    const { series: label = '', seriesId: series = '' } = row;
    const cells = Object.entries(row).map(([name, text]) => [name, cellOf(name, text)] as const);
    const plain = { ...Object.fromEntries(cells), series };
    const record = RECORD.read(plain, '', new Notes());
    if (!record) continue;
    records.push(record);
    labels.set(series, label);
  }
  return { records, labels, leftOut: rows.length - records.length };
}

/** An empty cell is null, as in JSON. */
function cellOf(name: string, text: string): Plain {
  if (text === '') return null;
  return TEXTS.has(name) ? text : Number(text);
}
