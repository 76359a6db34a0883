/**
 * JSON into a table: a list of records or of rows, records one a line, or columns by name, as pandas, R and
 * databases write them. Lines are the records' numbers, from 1.
 */
import { isNested, plainCell } from './plain-cell.ts';
import type { ReadChoices } from './read-choices.ts';
import { TableBuilder, type Finished } from './table-builder.ts';
import { messageOf, TableFailure } from './table-error.ts';

type Record_ = Readonly<Record<string, unknown>>;

interface Columns {
  readonly names: readonly string[];
  readonly rows: number;
  readonly valueAt: (column: number, row: number) => unknown;
}

/** Throws TableFailure: 'unreadable', 'not-a-table', 'nested-columns', 'ragged-columns', 'ragged-rows' and the builder's. */
export function readJson(name: string, text: string, choices: ReadChoices = {}): Finished {
  const { names, rows, valueAt } = columnsOf(parse(text));
  if (names.length === 0) throw new TableFailure({ code: 'not-a-table', reason: 'shape' });
  const nested = new Set<number>();
  for (let column = 0; column < names.length; column++) {
    for (let row = 0; row < rows; row++) {
      if (!isNested(valueAt(column, row))) continue;
      nested.add(column);
      break;
    }
  }
  const plain = names.map((_, index) => index).filter((index) => !nested.has(index));
  const nameOf = (index: number): string => names[index] ?? '';
  if (plain.length === 0) {
    throw new TableFailure({ code: 'nested-columns', columns: [...nested].map(nameOf) });
  }
  const builder = new TableBuilder(plain.map(nameOf), {
    ...choices,
    decimal: choices.decimal ?? '.',
    firstLine: 1,
  });
  for (let row = 0; row < rows; row++) {
    builder.addRow(
      plain.map((column) => plainCell(valueAt(column, row))),
      row + 1,
    );
  }
  for (const column of nested) builder.warn({ code: 'nested-column', column: nameOf(column) });
  return builder.finish(name);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return parseLoosely(text) ?? parseLoosely(withoutNaN(text)) ?? fail(error);
  }
}

/** One record a line ("JSON lines") is no JSON as a whole, but every line is. */
function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.length > 1 ? lines.map((line) => JSON.parse(line) as unknown) : undefined;
    } catch {
      // The first error says more about the file.
      return undefined;
    }
  }
}

/** Python writes NaN and Infinity, which JSON does not know: both say that there is no number. */
function withoutNaN(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : '"NaN"',
  );
}

function fail(error: unknown): never {
  throw new TableFailure({ code: 'unreadable', format: 'json', detail: messageOf(error) });
}

function columnsOf(content: unknown): Columns {
  if (Array.isArray(content)) return columnsOfList(content as readonly unknown[]);
  if (!isRecord(content)) throw new TableFailure({ code: 'not-a-table', reason: 'shape' });
  const { data, columns } = content;
  if (Array.isArray(data) && Array.isArray(columns) && data.every(Array.isArray)) {
    return columnsOfRows(columns.map(String), data as readonly (readonly unknown[])[]);
  }
  // What pandas calls "table": the columns' types, then the records.
  if (Array.isArray(data) && isRecord(content.schema)) return columnsOfList(data);
  const entries = Object.entries(content);
  const [only] = entries;
  // { "data": [records] } and the like.
  if (entries.length === 1 && Array.isArray(only?.[1]) && only[1].some(isRecord)) {
    return columnsOfList(only[1] as readonly unknown[]);
  }
  if (entries.every(([, value]) => Array.isArray(value))) {
    return columnsOfArrays(entries as [string, readonly unknown[]][]);
  }
  if (entries.every(([, value]) => isRecord(value))) {
    const indexed = entries as [string, Record_][];
    return namesAreRows(indexed)
      ? columnsOfList(indexed.map(([, record]) => record))
      : columnsOfIndexed(indexed);
  }
  throw new TableFailure({ code: 'not-a-table', reason: 'shape' });
}

function columnsOfList(list: readonly unknown[]): Columns {
  if (list.length === 0) throw new TableFailure({ code: 'empty-file' });
  if (list.every(isRecord)) {
    const names = new Set<string>();
    for (const record of list) for (const name of Object.keys(record)) names.add(name);
    const order = [...names];
    return {
      names: order,
      rows: list.length,
      valueAt: (column, row) => {
        const record = list[row] as Record_;
        const name = order[column] ?? '';
        return Object.hasOwn(record, name) ? record[name] : undefined;
      },
    };
  }
  if (list.every(Array.isArray)) {
    const [header = [], ...rows] = list as readonly (readonly unknown[])[];
    return columnsOfRows(header.map(String), rows);
  }
  throw new TableFailure({ code: 'not-a-table', reason: 'shape' });
}

function columnsOfRows(names: readonly string[], rows: readonly (readonly unknown[])[]): Columns {
  const ragged = rows.flatMap((row, index) =>
    row.length === names.length ? [] : [{ line: index + 1, cells: row.length }],
  );
  if (ragged.length > 0) {
    const [expected, count] = [names.length, ragged.length];
    throw new TableFailure({ code: 'ragged-rows', expected, count, rows: ragged.slice(0, 5) });
  }
  return { names, rows: rows.length, valueAt: (column, row) => rows[row]?.[column] };
}

function columnsOfArrays(entries: readonly (readonly [string, readonly unknown[]])[]): Columns {
  const rows = entries[0]?.[1].length ?? 0;
  if (entries.some(([, values]) => values.length !== rows)) {
    const columns = entries.map(([name, values]) => ({ name, cells: values.length }));
    throw new TableFailure({ code: 'ragged-columns', columns: columns.slice(0, 20) });
  }
  return {
    names: entries.map(([name]) => name),
    rows,
    valueAt: (column, row) => entries[column]?.[1][row],
  };
}

/** { "column": { "0": value, "1": value } }: what pandas writes when nothing else is asked for. */
function columnsOfIndexed(entries: readonly (readonly [string, Record_])[]): Columns {
  const index = new Set<string>();
  for (const [, values] of entries) for (const key of Object.keys(values)) index.add(key);
  const order = [...index];
  return {
    names: entries.map(([name]) => name),
    rows: order.length,
    valueAt: (column, row) => {
      const values = entries[column]?.[1] ?? {};
      const key = order[row] ?? '';
      return Object.hasOwn(values, key) ? values[key] : undefined;
    },
  };
}

/** { "0": { "column": value } }: pandas' "index" instead of its "columns". */
function namesAreRows(entries: readonly (readonly [string, Record_])[]): boolean {
  const whole = (key: string): boolean => /^\d+$/.test(key);
  if (!entries.every(([name]) => whole(name))) return false;
  return !entries.every(([, record]) => Object.keys(record).every(whole));
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
