/**
 * Rows of separated text into a table: RFC 4180 quoting by Papa Parse, chunk by chunk, with the line of every
 * row. Ragged rows are an error with their lines, never filled up or cut off; remarks at the end are told.
 */
import Papa from 'papaparse';
import { placeOfTable, type TextPlace } from './reading/text-place.ts';
import { rowsAtEnd, type LastRow } from './reading/rows-at-end.ts';
import { tabbed, type CsvForm } from './separator.ts';
import { TableBuilder, type Finished } from './table-builder.ts';
import { TableFailure, type RaggedRow } from './table-error.ts';
import { countLines, LONGEST_ROW } from './text-chunks.ts';
import type { ReadChoices } from './read-choices.ts';

const RAGGED_ROWS_SHOWN = 5;
/** Lines, or characters, by which the form of a file is known. */
const FIRST_LINES = 200;
const FIRST_CHARACTERS = 2_000_000;
/** Rows that are held back, because they may turn out to be remarks at the file's end. */
const HELD_ROWS = 40;

export interface CsvResult {
  readonly finished: Finished;
  readonly form: CsvForm;
}

export interface CsvSettings extends ReadChoices {
  readonly onRows?: ((rows: number) => void) | undefined;
}

/**
 * `chunks` end at line ends, with '\n' alone as line end.
 * Throws TableFailure: 'empty-file', 'header-only', 'ragged-rows', 'malformed-quotes', 'unclosed-quote',
 * 'too-large', and what `chunks` throws.
 */
export async function readCsv(
  name: string,
  chunks: AsyncIterable<string>,
  settings: CsvSettings = {},
): Promise<CsvResult> {
  let reader: CsvReader | undefined;
  let start = '';
  for await (const chunk of chunks) {
    if (reader) {
      reader.take(chunk);
    } else {
      start += chunk;
      if (start.length < FIRST_CHARACTERS && !hasLines(start, FIRST_LINES)) continue;
      if (start.trim() === '' && start.length < LONGEST_ROW) continue;
      reader = new CsvReader(start, settings);
    }
    settings.onRows?.(reader.rows);
  }
  if (!reader && start.trim() !== '') reader = new CsvReader(start, settings);
  if (!reader) throw new TableFailure({ code: 'empty-file' });
  return { finished: reader.finish(name), form: reader.form };
}

function hasLines(text: string, lines: number): boolean {
  let at = -1;
  for (let count = 0; count < lines; count++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return false;
  }
  return true;
}

class CsvReader {
  private readonly parser: Papa.Parser;
  private readonly place: TextPlace;
  private readonly builder: TableBuilder;
  private rest = '';
  private line: number;
  private held: LastRow[] = [];
  private afterBlank = false;
  private openEnd = false;
  private readonly ragged: RaggedRow[] = [];
  private raggedCount = 0;

  constructor(
    start: string,
    private readonly settings: CsvSettings,
  ) {
    this.place = placeOfTable(start, settings);
    const { form, header, units, firstLine } = this.place;
    this.parser = new Papa.Parser({
      delimiter: form.separator === ' ' ? '\t' : form.separator,
      newline: '\n',
      quoteChar: '"',
    });
    this.builder = new TableBuilder(header, {
      ...settings,
      decimal: form.decimal,
      decimalChosen: settings.decimal !== undefined,
      units,
      firstLine,
    });
    for (const decision of this.place.decisions) this.builder.decide(decision);
    this.line = firstLine;
    this.take(fromLine(start, firstLine));
  }

  get form(): CsvForm {
    const { separator, decimal } = this.place.form;
    return { separator, decimal };
  }

  get rows(): number {
    return this.builder.rows;
  }

  take(chunk: string): void {
    const text = this.place.form.separator === ' ' ? tabbed(chunk) : chunk;
    this.openEnd = !chunk.endsWith('\n');
    this.parse(this.rest === '' ? text : this.rest + text, false);
    if (this.rest.length > LONGEST_ROW) {
      throw new TableFailure({ code: 'unclosed-quote', line: this.line });
    }
  }

  finish(name: string): Finished {
    if (this.rest !== '') this.parse(this.rest, true);
    const { width } = this.builder;
    const { numeric } = this.place;
    const remarks =
      this.settings.rowsAtEnd === 'keep'
        ? 0
        : rowsAtEnd(this.held, { width, numeric, open: this.openEnd });
    const [first] = this.held.slice(this.held.length - remarks);
    this.commit(this.held.length - remarks);
    if (first && remarks > 0) {
      const example = first.cells
        .filter((cell) => cell.trim() !== '')
        .join(', ')
        .slice(0, 80);
      const change: ReadChoices = { rowsAtEnd: 'keep' };
      const { line } = first;
      this.builder.decide({ code: 'rows-at-end', rows: remarks, line, example, change });
    }
    if (this.raggedCount > 0) {
      throw new TableFailure({
        code: 'ragged-rows',
        expected: width,
        count: this.raggedCount,
        rows: this.ragged,
      });
    }
    return this.builder.finish(name);
  }

  private parse(text: string, last: boolean): void {
    const { data, errors, meta } = this.parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    // Without quotes a row is a line: no need to look for line ends inside the cells.
    const quoted = text.includes('"');
    const error = errors[0];
    // Rows of the middle cannot be remarks at the end: they are taken without being held.
    const holdFrom = data.length - HELD_ROWS;
    if (holdFrom > 0) this.commit(this.held.length);
    for (let i = 0; i < data.length; i++) {
      const row = data[i] as string[];
      if (error && (error.row ?? 0) <= i) break;
      if (row.length === 1 && (row[0] ?? '').trim() === '') {
        this.afterBlank = true;
      } else {
        if (i < holdFrom) this.takeRow(row, this.line);
        else this.held.push({ cells: row, line: this.line, afterBlank: this.afterBlank });
        this.afterBlank = false;
      }
      this.line += 1;
      if (quoted) for (const cell of row) if (cell.includes('\n')) this.line += countLines(cell);
    }
    if (error) {
      const code = error.code === 'MissingQuotes' ? 'unclosed-quote' : 'malformed-quotes';
      throw new TableFailure({ code, line: this.line });
    }
    this.rest = last ? '' : text.slice(meta.cursor);
    this.commit(this.held.length - HELD_ROWS);
  }

  /** The first `count` rows that were held back are data. */
  private commit(count: number): void {
    if (count <= 0) return;
    for (let i = 0; i < count; i++) {
      const row = this.held[i];
      if (row) this.takeRow(row.cells, row.line);
    }
    this.held = this.held.slice(count);
  }

  private takeRow(row: readonly string[], line: number): void {
    const { width } = this.builder;
    if (row.length !== width && !isBlankBeyond(row, width)) {
      this.raggedCount++;
      if (this.ragged.length < RAGGED_ROWS_SHOWN) this.ragged.push({ line, cells: row.length });
      return;
    }
    // After the first ragged row the table is lost, and only the counting goes on.
    if (this.raggedCount === 0) this.builder.addRow(row, line);
  }
}

/** Separators at the end of a line say nothing. */
function isBlankBeyond(row: readonly string[], width: number): boolean {
  if (row.length < width) return false;
  for (let i = width; i < row.length; i++) if ((row[i] ?? '').trim() !== '') return false;
  return true;
}

/** The text from the line (from 1) on. */
function fromLine(text: string, line: number): string {
  let at = 0;
  for (let count = 1; count < line; count++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return '';
    at = end + 1;
  }
  return text.slice(at);
}
