/**
 * Rows of separated text into a table: RFC 4180 quoting by Papa Parse, chunk by chunk, with the line of every
 * row. Ragged rows are an error with their lines, never filled up or cut off.
 */
import Papa from 'papaparse';
import { sniffCsv, type CsvForm } from './separator.ts';
import { TableBuilder, type Finished } from './table-builder.ts';
import { TableFailure, type RaggedRow } from './table-error.ts';
import { countLines, LONGEST_ROW } from './text-chunks.ts';

const RAGGED_ROWS_SHOWN = 5;

export interface CsvResult {
  readonly finished: Finished;
  readonly form: CsvForm;
}

export interface CsvSettings {
  readonly asText?: readonly string[];
  readonly onRows?: ((rows: number) => void) | undefined;
}

/**
 * `chunks` end at line ends, with '\n' alone as line end.
 * Throws TableFailure: 'empty-file', 'header-only', 'ragged-rows', 'duplicate-headers', 'malformed-quotes',
 * 'unclosed-quote', 'too-large', and what `chunks` throws.
 */
export async function readCsv(
  name: string,
  chunks: AsyncIterable<string>,
  settings: CsvSettings = {},
): Promise<CsvResult> {
  let reader: CsvReader | undefined;
  let blank = '';
  for await (const chunk of chunks) {
    if (!reader) {
      // Blank lines above the header belong to it, so that lines are counted from the file's start.
      blank += chunk;
      if (blank.trim() === '' && blank.length < LONGEST_ROW) continue;
      reader = new CsvReader(sniffCsv(blank), settings);
      reader.take(blank);
    } else {
      reader.take(chunk);
    }
    settings.onRows?.(reader.rows);
  }
  if (!reader) throw new TableFailure({ code: 'empty-file' });
  return { finished: reader.finish(name), form: reader.form };
}

class CsvReader {
  private readonly parser: Papa.Parser;
  private builder: TableBuilder | undefined;
  private rest = '';
  private line = 1;
  private readonly ragged: RaggedRow[] = [];
  private raggedCount = 0;

  constructor(
    readonly form: CsvForm,
    private readonly settings: CsvSettings,
  ) {
    this.parser = new Papa.Parser({ delimiter: form.separator, newline: '\n', quoteChar: '"' });
  }

  get rows(): number {
    return this.builder?.rows ?? 0;
  }

  take(chunk: string): void {
    this.parse(this.rest === '' ? chunk : this.rest + chunk, false);
    if (this.rest.length > LONGEST_ROW) {
      throw new TableFailure({ code: 'unclosed-quote', line: this.line });
    }
  }

  finish(name: string): Finished {
    if (this.rest !== '') this.parse(this.rest, true);
    if (this.raggedCount > 0) {
      throw new TableFailure({
        code: 'ragged-rows',
        expected: this.builder?.width ?? 0,
        count: this.raggedCount,
        rows: this.ragged,
      });
    }
    if (!this.builder) throw new TableFailure({ code: 'empty-file' });
    return this.builder.finish(name);
  }

  private parse(text: string, last: boolean): void {
    const { data, errors, meta } = this.parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    // Without quotes a row is a line: no need to look for line ends inside the cells.
    const quoted = text.includes('"');
    const error = errors[0];
    for (let i = 0; i < data.length; i++) {
      const row = data[i] as string[];
      if (error && (error.row ?? 0) <= i) break;
      this.takeRow(row);
      this.line += 1;
      if (quoted) for (const cell of row) if (cell.includes('\n')) this.line += countLines(cell);
    }
    if (error) {
      const code = error.code === 'MissingQuotes' ? 'unclosed-quote' : 'malformed-quotes';
      throw new TableFailure({ code, line: this.line });
    }
    this.rest = last ? '' : text.slice(meta.cursor);
  }

  private takeRow(row: readonly string[]): void {
    if (row.length === 1 && (row[0] ?? '').trim() === '') return;
    if (!this.builder) {
      this.builder = new TableBuilder(row, {
        decimal: this.form.decimal,
        asText: this.settings.asText ?? [],
        firstLine: this.line + 1,
      });
      return;
    }
    if (row.length !== this.builder.width) {
      this.raggedCount++;
      if (this.ragged.length < RAGGED_ROWS_SHOWN) {
        this.ragged.push({ line: this.line, cells: row.length });
      }
      return;
    }
    // After the first ragged row the table is lost, and only the counting goes on.
    if (this.raggedCount === 0) this.builder.addRow(row, this.line);
  }
}
