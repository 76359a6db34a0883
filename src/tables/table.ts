/** A table as read from a file: named columns of numbers or texts, all of one length. Plain data, cloneable. */

import type { TableDecision } from './table-decision.ts';

/** Cells of a number column that hold something else than a number or nothing: text or an infinite value. Their value is NaN. */
export interface OddCells {
  /** Row indices, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The cells as written, one for each row in `rows`. */
  readonly texts: readonly string[];
}

/** Cells of a number column that say where the number lies and not what it is: '<2.14', '1.2-1.4'. */
export interface Bounds {
  /** Row indices, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** One for each row in `rows`; -Infinity where there is no lower bound. */
  readonly low: Float64Array<ArrayBuffer>;
  readonly high: Float64Array<ArrayBuffer>;
}

export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** NaN where the cell is empty, is text or is not finite: every other value is finite. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Present where cells held something else than a finite number or nothing. */
  readonly odd?: OddCells;
  /** Present where cells gave bounds; their values are NaN unless a person chose a number for them. */
  readonly bounds?: Bounds;
  /** As the cells gave it ('1.23(4)', '1.77 ± 0.05'), in the values' scale; NaN where they did not. */
  readonly uncertainty?: Float64Array<ArrayBuffer>;
  /** From a row of units below the names, as written there. Names may say theirs themselves. */
  readonly unit?: string;
  /** Some whole numbers were written like '00042': labels rather than amounts. */
  readonly leadingZeros?: true;
}

export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  /** '' where the cell is empty. */
  readonly values: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Table {
  /** The file's name. */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** SHA-256 of the columns' names, kinds and values, 64 hexadecimal digits; independent of the file's form. */
  readonly fingerprint: string;
  /** What the reader wants a person to know. */
  readonly warnings: readonly TableWarning[];
  /** What the reader decided by itself and a person may want otherwise. */
  readonly decisions: readonly TableDecision[];
  /** The line (from 1) on which row 0 stands: 2 below a header, 1 where records are numbered. */
  readonly firstLine: number;
  /** The line of every row; present only where rows and lines do not go in step (blank lines, quoted newlines). */
  readonly lines?: Uint32Array<ArrayBuffer>;
}

export type TableWarning =
  | {
      readonly code: 'text-in-numeric-column';
      readonly column: string;
      readonly cells: number;
      readonly example: string;
      readonly line: number;
    }
  | {
      /** Cells that say NaN (taken as empty) or are infinite (odd cells); `line` is the first one's. */
      readonly code: 'non-finite-cells';
      readonly column: string;
      readonly cells: number;
      readonly infinite: number;
      readonly line: number;
    }
  | { readonly code: 'constant-columns'; readonly columns: readonly string[] }
  | { readonly code: 'empty-columns'; readonly columns: readonly string[] }
  | { readonly code: 'unnamed-column'; readonly column: string; readonly position: number }
  /** Lists or records inside the cells: not a table's business, left out. */
  | { readonly code: 'nested-column'; readonly column: string }
  /** Every column's name is a number: the file may have no header, and its first row was taken for one. */
  | { readonly code: 'numeric-header'; readonly names: readonly string[] };

/** The column of that name, or undefined. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The line of the file (from 1) on which the row stands. */
export function lineOfRow(table: Pick<Table, 'firstLine' | 'lines'>, row: number): number {
  return table.lines?.[row] ?? table.firstLine + row;
}

/** Rows (ascending) in which any of the named number columns holds text or a value that is not finite. */
export function oddRows(table: Table, names: readonly string[]): readonly number[] {
  const rows = new Set<number>();
  for (const name of names) {
    const column = columnOf(table, name);
    if (column?.kind === 'number') column.odd?.rows.forEach((row) => rows.add(row));
  }
  return [...rows].sort((a, b) => a - b);
}
