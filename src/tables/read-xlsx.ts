/**
 * One sheet of an Excel workbook into a table, row by row. Without a choice it is the sheet with the numbers; the
 * names of all that are not hidden go with it, so that a person can take another one.
 */
import { EncryptedFileError, readXlsx, streamXlsxRows } from 'hucre';
import { plainCell } from './plain-cell.ts';
import { findTable, type TablePlace } from './reading/row-shapes.ts';
import { rowsAtEnd, type LastRow } from './reading/rows-at-end.ts';
import { shownRow, unitText } from './reading/text-place.ts';
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
  /** All that are not hidden, and the chosen one. */
  readonly sheets: readonly string[];
}

/** Rows by which a sheet's form is known. */
const FIRST_ROWS = 200;
const HELD_ROWS = 40;

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
  const all = await sheetsOf(bytes);
  const shown = all.filter(({ hidden }) => !hidden).map((sheet) => sheet.name);
  const chosen = settings.sheet;
  if (chosen !== undefined && !all.some((sheet) => sheet.name === chosen)) {
    throw new TableFailure({ code: 'no-such-sheet', sheet: chosen, sheets: shown });
  }
  const candidates = shown.length > 0 ? shown : all.map((sheet) => sheet.name);
  const sheet = chosen ?? (await sheetWithTable(bytes, candidates));
  if (sheet === undefined) throw new TableFailure({ code: 'empty-file' });
  const sheets = shown.includes(sheet) ? shown : [...shown, sheet];
  const reader = new SheetReader(settings, sheets.length > 1 ? { sheet, sheets } : undefined);
  for await (const row of rowsOf(bytes, sheet)) {
    reader.take(row.cells, row.line);
    if (reader.rows % 1000 === 0) {
      settings.signal?.throwIfAborted();
      settings.onRows?.(reader.rows);
    }
  }
  return { finished: reader.finish(name), sheet, sheets };
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
async function sheetsOf(bytes: Uint8Array): Promise<{ name: string; hidden: boolean }[]> {
  const sheets: { name: string; hidden: boolean }[] = [];
  await reading(() =>
    readXlsx(bytes, {
      sheets: ({ name, hidden, veryHidden }) => {
        sheets.push({ name, hidden: hidden === true || veryHidden === true });
        return false;
      },
    }),
  );
  return sheets;
}

async function* rowsOf(
  bytes: Uint8Array,
  sheet: string,
): AsyncGenerator<{ cells: Cell[]; line: number }> {
  const rows = streamXlsxRows(bytes, { sheet });
  for (;;) {
    const { done, value } = await reading(() => rows.next());
    if (done) return;
    yield { cells: value.values.map(plainCell), line: value.index + 1 };
  }
}

/** The sheet with most numbers in its first rows; the first one that holds anything where no sheet has numbers. */
async function sheetWithTable(
  bytes: Uint8Array,
  names: readonly string[],
): Promise<string | undefined> {
  const [only] = names;
  if (names.length === 1) return only;
  let best = { name: only, numbers: 0 };
  let filled: string | undefined;
  for (const name of names) {
    let numbers = 0;
    let wide = 0;
    let rows = 0;
    for await (const { cells } of rowsOf(bytes, name)) {
      const present = cells.filter((cell) => !isBlank(cell));
      if (present.length > 1) wide++;
      numbers += present.filter((cell) => typeof cell === 'number').length;
      if (++rows >= FIRST_ROWS) break;
    }
    if (wide > 1) filled ??= name;
    // An earlier sheet keeps its place against one that is only a little fuller.
    if (numbers > 2 * best.numbers) best = { name, numbers };
  }
  return best.numbers > 0 ? best.name : (filled ?? only);
}

interface ChosenSheet {
  readonly sheet: string;
  readonly sheets: readonly string[];
}

/** A row of a sheet, its cells also as texts: by those a table is found. */
interface SheetRow extends LastRow {
  readonly typed: readonly Cell[];
}

class SheetReader {
  private first: SheetRow[] | undefined = [];
  private held: SheetRow[] = [];
  private builder: TableBuilder | undefined;
  private numeric: readonly number[] = [];
  private lastLine = 0;
  private readonly ragged: RaggedRow[] = [];
  private raggedCount = 0;

  constructor(
    private readonly choices: ReadChoices,
    private readonly chosen: ChosenSheet | undefined,
  ) {}

  get rows(): number {
    return this.builder?.rows ?? 0;
  }

  take(typed: Cell[], line: number): void {
    const width = typed.findLastIndex((cell) => !isBlank(cell)) + 1;
    if (width === 0) return;
    const cells = typed.slice(0, width).map(textOf);
    const afterBlank = this.lastLine > 0 && line > this.lastLine + 1;
    this.lastLine = line;
    const row = { typed: typed.slice(0, width), cells, line, afterBlank };
    if (this.first) {
      this.first.push(row);
      if (this.first.length >= FIRST_ROWS) this.begin(this.first);
    } else {
      this.hold(row);
    }
  }

  private begin(rows: readonly SheetRow[]): void {
    this.first = undefined;
    const width = widthOf(rows);
    const padded = rows.map((row) => ({ ...row, cells: padTo(row.cells, width) }));
    const place = findTable(padded, width, this.choices);
    this.numeric = place.numeric;
    const header = padded[place.header];
    const unitsRow = place.units === undefined ? undefined : padded[place.units];
    const names = header?.cells ?? Array.from({ length: width }, (_, i) => `Column ${i + 1}`);
    const data = padded[place.data];
    const builder = new TableBuilder(names, {
      ...this.choices,
      decimalChosen: this.choices.decimal !== undefined,
      units: unitsRow?.cells.map(unitText) ?? [],
      firstLine: data?.line ?? (header?.line ?? 0) + 1,
    });
    this.builder = builder;
    if (this.chosen) builder.decide({ code: 'sheet', ...this.chosen });
    this.tellAbove(builder, padded, place, header, unitsRow);
    for (const row of rows.slice(place.data)) this.hold(row);
  }

  private tellAbove(
    builder: TableBuilder,
    rows: readonly SheetRow[],
    place: TablePlace,
    header: SheetRow | undefined,
    unitsRow: SheetRow | undefined,
  ): void {
    const above = rows.slice(0, Math.max(0, place.header)).filter((row) => row !== unitsRow);
    const [first] = above;
    if (!header) builder.decide({ code: 'no-header' });
    else if (first) {
      builder.decide({ code: 'lines-above', lines: above.length, example: shownRow(first.cells) });
      const names = header.cells.slice(0, 4);
      builder.decide({ code: 'header-row', line: header.line, names });
    }
    if (unitsRow) {
      const units = unitsRow.cells.map(unitText).filter((unit) => unit !== '');
      const change: ReadChoices = { unitsRow: 'data' };
      builder.decide({ code: 'units-row', line: unitsRow.line, units, change });
    }
    const passed = rows.slice(place.header + 1, place.data).filter((row) => row !== unitsRow);
    const [example] = passed;
    if (example && header) {
      const lines = passed.map(({ line }) => line);
      builder.decide({ code: 'rows-below-header', lines, example: shownRow(example.cells) });
    }
  }

  private hold(row: SheetRow): void {
    this.held.push(row);
    if (this.held.length > 2 * HELD_ROWS) this.commit(HELD_ROWS);
  }

  private commit(count: number): void {
    for (const row of this.held.slice(0, count)) {
      if (this.builder) this.takeRow(this.builder, row);
    }
    this.held = this.held.slice(count);
  }

  private takeRow(builder: TableBuilder, { typed, line }: SheetRow): void {
    if (typed.length > builder.width) {
      this.raggedCount++;
      if (this.ragged.length < 5) this.ragged.push({ line, cells: typed.length });
    } else if (this.raggedCount === 0) {
      builder.addRow(typed, line);
    }
  }

  finish(name: string): Finished {
    if (this.first) {
      if (this.first.length === 0) throw new TableFailure({ code: 'empty-file' });
      this.begin(this.first);
    }
    const { builder } = this;
    if (!builder) throw new TableFailure({ code: 'empty-file' });
    const { width } = builder;
    const last = this.held.map((row) => ({ ...row, cells: padTo(row.cells, width) }));
    const end = { width, numeric: this.numeric, open: false };
    const remarks = this.choices.rowsAtEnd === 'keep' ? 0 : rowsAtEnd(last, end);
    const [first] = last.slice(last.length - remarks);
    this.commit(last.length - remarks);
    if (first && remarks > 0) {
      const change: ReadChoices = { rowsAtEnd: 'keep' };
      const example = shownRow(first.cells);
      builder.decide({ code: 'rows-at-end', rows: remarks, line: first.line, example, change });
    }
    if (this.raggedCount > 0) {
      const [count, rows] = [this.raggedCount, this.ragged];
      throw new TableFailure({ code: 'ragged-rows', expected: width, count, rows });
    }
    return builder.finish(name);
  }
}

function textOf(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Trailing blank cells are not stored: rows are as wide as the widest of most. */
function widthOf(rows: readonly SheetRow[]): number {
  const widths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length / 2)] ?? 0;
  const counts = widths.filter((width) => width >= usual);
  // The widest that more than one row has, so that a remark beside the table does not widen it.
  const widest = counts.findLast((width, i) => counts[i - 1] === width);
  return widest ?? counts.at(-1) ?? 0;
}

function padTo(cells: readonly string[], width: number): readonly string[] {
  if (cells.length >= width) return cells;
  return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
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
