/** A table as read from a file: named columns of numbers or texts, all of one length. */

export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  /** NaN where the cell is empty. */
  readonly values: Float64Array<ArrayBuffer>;
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
      readonly code: 'non-finite-cells';
      readonly column: string;
      readonly cells: number;
      readonly line: number;
    }
  | { readonly code: 'constant-column'; readonly column: string }
  | { readonly code: 'empty-column'; readonly column: string };

/** The column of that name, or undefined. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
