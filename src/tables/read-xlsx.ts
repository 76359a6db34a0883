/**
 * One sheet of an Excel workbook into a table, row by row. Without a choice it is the first sheet that holds a
 * table; the names of all go with it, so that a person can take another one.
 */
import { EncryptedFileError, readXlsx, streamXlsxRows } from 'hucre';
import { plainCell } from './plain-cell.ts';
import type { ReadChoices } from './read-choices.ts';
import { TableBuilder, type Cell, type Finished } from './table-builder.ts';
import { MAX_EXPANDED_BYTES, messageOf, TableFailure, type RaggedRow } from './table-error.ts';
import { zipDirectory } from './zip-directory.ts';

export interface XlsxSettings extends ReadChoices {
  readonly signal?: AbortSignal | undefined;
  readonly maxExpandedBytes?: number | undefined;
  readonly onRows?: (rows: number) => void;
}

export interface XlsxResult {
  readonly finished: Finished;
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/** Rows above the header (a title, a blank line) that are looked through for it. */
const MOST_ROWS_ABOVE = 50;

/**
 * Throws TableFailure: 'unreadable', 'password-protected', 'unsupported-format' (another zip file), 'too-large',
 * 'no-such-sheet', 'ragged-rows', 'empty-file' and the builder's.
 */
export async function readWorkbook(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  settings: XlsxSettings,
): Promise<XlsxResult> {
  checkArchive(bytes, settings.maxExpandedBytes ?? MAX_EXPANDED_BYTES);
  const sheets = await sheetNames(bytes);
  const chosen = settings.sheet;
  if (chosen !== undefined && !sheets.includes(chosen)) {
    throw new TableFailure({ code: 'no-such-sheet', sheet: chosen, sheets });
  }
  let nothing = new TableFailure({ code: 'empty-file' });
  for (const sheet of chosen === undefined ? sheets : [chosen]) {
    try {
      return { finished: await readSheet(name, bytes, sheet, settings), sheet, sheets };
    } catch (error) {
      const code = error instanceof TableFailure ? error.detail.code : undefined;
      // A cover sheet is no reason to give up: the next sheet may hold the table.
      if (!(error instanceof TableFailure) || (code !== 'empty-file' && code !== 'header-only')) {
        throw error;
      }
      nothing = error;
    }
  }
  throw nothing;
}

function checkArchive(bytes: Uint8Array<ArrayBuffer>, limit: number): void {
  const { names, unpackedBytes } = zipDirectory(bytes);
  if (unpackedBytes > limit) {
    throw new TableFailure({ code: 'too-large', what: 'expanded', size: unpackedBytes, limit });
  }
  const has = (pattern: RegExp): boolean => names.some((entry) => pattern.test(entry));
  if (has(/^xl\/.*\.bin$/i) && !has(/^xl\/worksheets\/.*\.xml$/i)) {
    throw new TableFailure({ code: 'unsupported-format', format: 'xlsb' });
  }
  if (has(/^content\.xml$/i) && has(/^mimetype$/i)) {
    throw new TableFailure({ code: 'unsupported-format', format: 'ods' });
  }
  if (!has(/^\[Content_Types\]\.xml$/i)) {
    throw new TableFailure({ code: 'unsupported-format', format: 'zip' });
  }
}

/** Reads the workbook's directory alone: the filter takes the names and refuses every sheet. */
async function sheetNames(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  await reading(() =>
    readXlsx(bytes, {
      sheets: ({ name }) => {
        names.push(name);
        return false;
      },
    }),
  );
  return names;
}

async function readSheet(
  name: string,
  bytes: Uint8Array,
  sheet: string,
  { asText, signal, onRows }: XlsxSettings,
): Promise<Finished> {
  const reader = new SheetReader(asText ?? []);
  const rows = streamXlsxRows(bytes, { sheet });
  for (;;) {
    const { done, value } = await reading(() => rows.next());
    if (done) break;
    reader.take(value.values.map(plainCell), value.index + 1);
    if (reader.rows % 1000 === 0) {
      signal?.throwIfAborted();
      onRows?.(reader.rows);
    }
  }
  return reader.finish(name);
}

class SheetReader {
  private above: { cells: Cell[]; line: number }[] = [];
  private builder: TableBuilder | undefined;
  private readonly ragged: RaggedRow[] = [];
  private raggedCount = 0;

  constructor(private readonly asText: readonly string[]) {}

  get rows(): number {
    return this.builder?.rows ?? 0;
  }

  take(cells: Cell[], line: number): void {
    const width = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
    if (width === 0) return;
    if (this.builder) {
      this.takeRow(this.builder, cells, width, line);
      return;
    }
    this.above.push({ cells: cells.slice(0, width), line });
    // The header is the first row with two cells or more: a title above it has one.
    const present = cells.filter((cell) => !isBlank(cell)).length;
    if (present > 1) this.begin(this.above.length - 1);
    else if (this.above.length >= MOST_ROWS_ABOVE) this.begin(0);
  }

  private begin(header: number): void {
    const rows = this.above;
    this.above = [];
    const first = rows[header];
    if (!first) throw new TableFailure({ code: 'empty-file' });
    const names = Array.from(first.cells, (cell) => (isBlank(cell) ? '' : String(cell)));
    this.builder = new TableBuilder(names, { asText: this.asText, firstLine: first.line + 1 });
    for (const { cells, line } of rows.slice(header + 1)) {
      this.takeRow(this.builder, cells, cells.length, line);
    }
  }

  private takeRow(
    builder: TableBuilder,
    cells: readonly Cell[],
    width: number,
    line: number,
  ): void {
    if (width > builder.width) {
      this.raggedCount++;
      if (this.ragged.length < 5) this.ragged.push({ line, cells: width });
    } else if (this.raggedCount === 0) {
      builder.addRow(cells, line);
    }
  }

  finish(name: string): Finished {
    if (!this.builder) this.begin(0);
    if (this.raggedCount > 0) {
      const expected = this.builder?.width ?? 0;
      const [count, rows] = [this.raggedCount, this.ragged];
      throw new TableFailure({ code: 'ragged-rows', expected, count, rows });
    }
    if (!this.builder) throw new TableFailure({ code: 'empty-file' });
    return this.builder.finish(name);
  }
}

function isBlank(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

async function reading<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof EncryptedFileError) {
      throw new TableFailure({ code: 'password-protected' });
    }
    throw new TableFailure({ code: 'unreadable', format: 'xlsx', detail: messageOf(error) });
  }
}
