/** The records as a plain table, one line each, full precision (RFC 4180). */
import type { SweepRecord } from '../sweep/record.ts';

const COLUMNS = [
  'id',
  'series',
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
] as const satisfies readonly (keyof SweepRecord)[];

export function recordsCsv(records: readonly SweepRecord[]): string {
  const lines = records.map((record) => COLUMNS.map((name) => cell(record[name])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // A text that a spreadsheet would take for a formula stays a text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
