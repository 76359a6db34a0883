/** Values of typed files (JSON, Parquet, spreadsheets) as cells: numbers, texts or nothing; never an object. */
import type { Cell } from './table-builder.ts';

/** Lists and records; dates and big integers are plain. */
export function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** What the value is as a cell; a nested one is written as JSON (whole columns of them are left out before). */
export function plainCell(value: unknown): Cell {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'object':
      if (value === null) return null;
      return value instanceof Date ? writtenDate(value) : JSON.stringify(value);
    default:
      return null;
  }
}

/** '2024-05-01', or with its time where it has one. */
function writtenDate(date: Date): Cell {
  if (Number.isNaN(date.getTime())) return null;
  return date.toISOString().replace(/T00:00:00\.000Z$/, '');
}
