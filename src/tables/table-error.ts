/**
 * Why a file could not become a table: codes with parameters, never sentences (the page finds the words).
 * Inside the readers a TableFailure is thrown; at the room's border it becomes a plain TableError.
 */

import type { TextEncodingName } from './text-chunks.ts';

/** Files above this are refused before a byte is read. */
export const MAX_FILE_BYTES = 300_000_000;
/** A compressed file may not expand to more than this. */
export const MAX_EXPANDED_BYTES = 1_500_000_000;
/** JSON is held as a whole while it is parsed, and takes several times its size then. */
export const MAX_JSON_BYTES = 150_000_000;
/** Cells of one table: 64 million numbers are 512 MB, about what a browser tab can bear. */
export const MAX_CELLS = 64_000_000;
export const MAX_COLUMNS = 10_000;

export interface RaggedRow {
  readonly line: number;
  readonly cells: number;
}

export type TableErrorDetail =
  | { readonly code: 'empty-file' }
  | { readonly code: 'header-only'; readonly columns: number }
  | {
      readonly code: 'ragged-rows';
      readonly expected: number;
      readonly count: number;
      /** The first few. */
      readonly rows: readonly RaggedRow[];
    }
  | {
      readonly code: 'too-large';
      /** What is too large: the file (bytes), what it expands to (bytes), the cells or the columns (numbers). */
      readonly what: 'file' | 'expanded' | 'cells' | 'columns';
      readonly size: number;
      readonly limit: number;
    }
  | { readonly code: 'not-a-table'; readonly reason: 'html' | 'binary' | 'shape' }
  | {
      /** Not UTF-8 (or not what was chosen), and nothing else for certain: a person chooses among `others`. */
      readonly code: 'wrong-encoding';
      readonly encoding: string;
      readonly line: number;
      /** In which the file could be read, the likelier first, with a piece of its text. */
      readonly others: readonly { readonly encoding: TextEncodingName; readonly sample: string }[];
    }
  | {
      readonly code: 'unsupported-format';
      readonly format:
        'xls' | 'xlsb' | 'ods' | 'pdf' | 'zip' | 'bzip2' | 'xz' | 'zstd' | 'hdf5' | 'sqlite';
    }
  | { readonly code: 'malformed-quotes'; readonly line: number }
  | { readonly code: 'unclosed-quote'; readonly line: number }
  /** A gzip file without its end, or damaged; `bytes` could be unpacked. */
  | { readonly code: 'cut-short'; readonly bytes: number }
  | { readonly code: 'password-protected' }
  | {
      readonly code: 'unreadable';
      readonly format: 'file' | 'gzip' | 'csv' | 'json' | 'parquet' | 'xlsx';
      /** What the library or the browser said, in its own words. */
      readonly detail: string;
    }
  /** No column holds plain values; where some do, the nested ones are left out with a warning. */
  | { readonly code: 'nested-columns'; readonly columns: readonly string[] }
  | {
      readonly code: 'ragged-columns';
      readonly columns: readonly { readonly name: string; readonly cells: number }[];
    }
  | { readonly code: 'unsupported-compression'; readonly codec: string }
  | { readonly code: 'no-such-sheet'; readonly sheet: string; readonly sheets: readonly string[] }
  | { readonly code: 'reader-failed'; readonly detail: string };

/** One file's error, as the page gets it. */
export type TableError = TableErrorDetail & { readonly file: string };

export type TableErrorCode = TableError['code'];

/** Carries a TableErrorDetail through the readers; the file's name is added at the border. */
export class TableFailure extends Error {
  override readonly name = 'TableFailure';
  constructor(readonly detail: TableErrorDetail) {
    super(JSON.stringify(detail));
  }
}

/** What any thrown thing says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

/** Anything thrown while a file was read, as an error of that file: nothing is swallowed. */
export function tableErrorOf(file: string, error: unknown): TableError {
  if (error instanceof TableFailure) return { ...error.detail, file };
  return { code: 'reader-failed', detail: messageOf(error), file };
}
