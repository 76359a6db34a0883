/** Which character separates the cells of a text file, and how its decimals are written, from its first lines. */
import Papa from 'papaparse';
import { halfWidth } from './reading/number-spelling.ts';
import { cellState, numberOf, usesDecimalComma, type Decimal } from './cells.ts';

export type Separator = ',' | '\t' | ';' | '|' | ' ';

export interface CsvForm {
  /** ' ': runs of blanks. */
  readonly separator: Separator;
  readonly decimal: Decimal;
}

export interface SniffedForm extends CsvForm {
  /** Cells of most rows. */
  readonly width: number;
}

const SEPARATORS: readonly Separator[] = ['\t', ',', ';', '|'];
const SAMPLE_ROWS = 400;
const JUDGED_ROWS = 100;
/** Below this share of rows with one width, a text of blanks is prose and no table. */
const ALIGNED = 0.9;

export interface SniffChoices {
  readonly separator?: Separator | undefined;
  readonly decimal?: Decimal | undefined;
}

/**
 * The separator that gives most rows one width and leaves no other separator inside the cells; among equals the one
 * that gives most cells. A file of one column gets ','. `sample`: lines without the comments above.
 */
export function sniffCsv(sample: string, choices: SniffChoices = {}): SniffedForm {
  const wanted = choices.separator;
  const candidates = (wanted === undefined ? SEPARATORS : [wanted]).map((separator) =>
    judge(sample, separator),
  );
  let best = candidates.reduce((a, b) => (better(b, a) ? b : a));
  if (wanted === undefined && best.width < 2) {
    const blanks = judge(sample, ' ');
    if (blanks.width > 1 && blanks.agreement >= ALIGNED && mostlyNumbers(blanks)) best = blanks;
  }
  const { separator, rows } = best;
  const width = Math.max(1, best.width);
  const decimal = choices.decimal ?? (usesDecimalComma(cellsBelow(rows)) ? ',' : '.');
  // Unquoted cells of a comma-separated file hold no comma; quoted ones are judged by column.
  const chosen = choices.decimal ?? (separator === ',' ? '.' : decimal);
  return { separator: width > 1 ? separator : (wanted ?? ','), decimal: chosen, width };
}

interface Judged {
  readonly separator: Separator;
  readonly width: number;
  readonly agreement: number;
  readonly score: number;
  readonly rows: readonly (readonly string[])[];
}

function better(one: Judged, other: Judged): boolean {
  if (one.width < 2 || other.width < 2) return one.width > other.width;
  if (Math.abs(one.score - other.score) > 0.02) return one.score > other.score;
  return one.width > other.width;
}

function judge(sample: string, separator: Separator): Judged {
  const rows = sampleRows(sample, separator);
  const widths = new Map<number, number>();
  for (const row of rows) {
    const { length } = row;
    if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  }
  let width = 1;
  let count = 0;
  for (const [cells, times] of widths) {
    if (times > count || (times === count && cells > width)) [width, count] = [cells, times];
  }
  const agreement = rows.length > 0 ? count / rows.length : 0;
  const judged = rows.filter((row) => row.length === width).slice(-JUDGED_ROWS);
  return {
    separator,
    width,
    agreement,
    score: agreement * cleanness(judged, separator),
    rows: judged,
  };
}

/** The share of cells in which no other separator stands: '5;2' between commas speaks for the semicolon. */
function cleanness(rows: readonly (readonly string[])[], separator: Separator): number {
  let cells = 0;
  let clean = 0;
  const others = separator === ',' ? /[\t;|]/ : /[\t;|]|,(?=[^\s\d])|\d,\d+,\d/;
  for (const row of rows) {
    for (const cell of row) {
      cells++;
      if (cell.includes('\n') || !others.test(halfWidth(cell))) clean++;
    }
  }
  return cells > 0 ? clean / cells : 0;
}

function mostlyNumbers({ rows, width }: Judged): boolean {
  const state = cellState();
  let numeric = 0;
  for (let column = 0; column < width; column++) {
    const numbers = rows.filter((row) => {
      numberOf(row[column] ?? '', '.', state);
      if (state.what >= 0) return true;
      numberOf(row[column] ?? '', ',', state);
      return state.what >= 0;
    });
    if (numbers.length >= 0.5 * rows.length) numeric++;
  }
  return numeric > 0 && numeric >= width - 1;
}

function* cellsBelow(rows: readonly (readonly string[])[]): Generator<string> {
  for (const row of rows) yield* row;
}

function sampleRows(sample: string, separator: Separator): string[][] {
  const blanks = separator === ' ';
  const parser = new Papa.Parser({
    delimiter: blanks ? '\t' : separator,
    newline: '\n',
    quoteChar: '"',
    preview: SAMPLE_ROWS,
  });
  const text = blanks ? tabbed(sample) : sample;
  const { data } = parser.parse(text, 0, false) as { data: string[][] };
  return data.filter((row) => row.some((cell) => cell.trim() !== ''));
}

/** Runs of blanks between cells as one tab; quoted texts stay whole. */
export function tabbed(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.match(/"[^"]*"|[^\s"]+/g) ?? []).join('\t'))
    .join('\n');
}
