/** The rows that were left out, with line, reason and their cells, as a CSV file to download. */
import { csvText, type CsvCell } from './csv-text.ts';
import type { NumberColumn, Table } from './table.ts';

/** What every list of dropped rows knows of a row. */
interface DroppedLine {
  readonly row: number;
  readonly line: number;
  /** The column that is to blame, where it is known. */
  readonly column?: string;
}

/** `reasonText` puts a reason into a person's words. */
export function droppedRowsCsv<T extends DroppedLine>(
  table: Table,
  dropped: readonly T[],
  reasonText: (row: T) => string,
): string {
  const header = ['line', 'reason', 'column', ...table.columns.map(({ name }) => name)];
  const odd = table.columns.map((column) => (column.kind === 'number' ? oddOf(column) : undefined));
  const rows = dropped.map((one): CsvCell[] => [
    one.line,
    reasonText(one),
    one.column ?? '',
    ...table.columns.map(({ values }, index) => {
      const value = values[one.row] as number | string;
      return typeof value === 'number' && !Number.isFinite(value)
        ? (odd[index]?.get(one.row) ?? '')
        : value;
    }),
  ]);
  return csvText(header, rows);
}

function oddOf({ odd }: NumberColumn): ReadonlyMap<number, string> {
  return new Map(Array.from(odd?.rows ?? [], (row, i) => [row, odd?.texts[i] ?? '']));
}
