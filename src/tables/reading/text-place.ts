/**
 * Where the table lies in a text file: the comments above it, its header, its units, and the line with which the data
 * begin. From the file's first lines alone; what was passed over is told as decisions.
 */
import Papa from 'papaparse';
import type { ReadChoices } from '../read-choices.ts';
import { sniffCsv, tabbed, type Separator, type SniffedForm } from '../separator.ts';
import type { TableDecision } from '../table-decision.ts';
import { findTable, shapeOf, type SampleRow } from './row-shapes.ts';

export interface TextPlace {
  readonly form: SniffedForm;
  readonly header: readonly string[];
  /** As many as the header; '' where there is none. */
  readonly units: readonly string[];
  /** The line (from 1) of the first row of data. */
  readonly firstLine: number;
  /** The line of the header; 0 where there is none. */
  readonly headerLine: number;
  /** The header is a row like the data: perhaps there is none. */
  readonly headerIsData: boolean;
  readonly numeric: readonly number[];
  readonly decisions: readonly TableDecision[];
}

const COMMENT = /^\s*(#|%|\/\/)/;
const EXCEL_SEPARATOR = /^"?sep=(.)"?$/;
const SAMPLE_ROWS = 400;

/** `start`: whole lines from the file's beginning, at least one of which holds something. */
export function placeOfTable(start: string, choices: ReadChoices): TextPlace {
  const lines = start.split('\n');
  const { comments, separator } = linesAbove(lines);
  const body = lines.slice(comments).join('\n');
  const sniffed = sniffCsv(body, { ...choices, separator: choices.separator ?? separator });
  const rows = parseRows(body, sniffed.separator, comments + 1);
  const asked = choices.headerRow;
  const inComments = asked !== undefined && asked > 0 && asked <= comments;
  const place = findTable(rows, sniffed.width, {
    ...choices,
    ...(inComments ? { headerRow: 0, firstDataRow: choices.firstDataRow ?? rows[0]?.line } : {}),
  });
  const dataRows = rows.slice(place.data);
  const commented =
    inComments || (asked === undefined && place.headerIsData)
      ? commentHeader(lines, inComments ? asked : comments, sniffed, !inComments)
      : undefined;
  const width = widthOf(dataRows) ?? sniffed.width;
  const headerRow = rows[place.header];
  const given =
    commented?.cells ??
    headerRow?.cells ??
    Array.from({ length: width }, (_, column) => `Column ${column + 1}`);
  const data = commented && place.header >= 0 ? place.header : place.data;
  const fitted = fitHeader(given, width, rows.slice(data));
  const decisions: TableDecision[] = [...fitted.decisions];
  const headerLine = commented?.line ?? headerRow?.line;
  if (headerLine === undefined) decisions.push({ code: 'no-header' });
  else decisions.push(...above(lines, headerLine, fitted.header));
  const unitsRow = place.units === undefined || commented ? undefined : rows[place.units];
  const units = unitsRow ? fitUnits(unitsRow.cells, given, fitted.header) : [];
  if (unitsRow) {
    const written = units.filter((unit) => unit !== '');
    const change: ReadChoices = { unitsRow: 'data' };
    decisions.push({ code: 'units-row', line: unitsRow.line, units: written, change });
  }
  const passed = rows.slice(place.header + 1, place.data).filter((row) => row !== unitsRow);
  const [example] = passed;
  if (example && !commented && headerRow) {
    const at = passed.map(({ line }) => line);
    decisions.push({ code: 'rows-below-header', lines: at, example: shownRow(example.cells) });
  }
  if (sniffed.separator === ' ') decisions.push({ code: 'separated-by-blanks' });
  const end = lines.length + (lines.at(-1) === '' ? 0 : 1);
  return {
    form: sniffed,
    header: fitted.header,
    units,
    firstLine: rows[data]?.line ?? end,
    headerLine: headerLine ?? 0,
    headerIsData: place.headerIsData && !commented,
    numeric: place.numeric,
    decisions,
  };
}

/** How many lines at the beginning are blank or comments, and what Excel's own first line says. */
function linesAbove(lines: readonly string[]): { comments: number; separator?: Separator } {
  let separator: Separator | undefined;
  let comments = 0;
  for (const line of lines) {
    const excel = EXCEL_SEPARATOR.exec(line.trim());
    if (excel) separator = excel[1] as Separator;
    else if (line.trim() !== '' && !COMMENT.test(line)) break;
    comments++;
  }
  // Nothing but comments: the first line is a header that begins with '#', or there is no table.
  if (comments >= lines.length) comments = 0;
  return { comments, ...(separator === undefined ? {} : { separator }) };
}

/** '# x, y' directly above the numbers, as numpy and gnuplot write headers. */
function commentHeader(
  lines: readonly string[],
  line: number,
  { separator, width }: SniffedForm,
  mustFit: boolean,
): { cells: readonly string[]; line: number } | undefined {
  const text = lines[line - 1] ?? '';
  if (mustFit && !COMMENT.test(text)) return undefined;
  const [row] = parseRows(text.replace(/^\s*(#+|%+|\/\/)\s*/, ''), separator, line);
  if (!row) return undefined;
  const named = row.cells.every((cell) => shapeOf(cell) !== 'number');
  return !mustFit || (row.cells.length === width && named) ? { cells: row.cells, line } : undefined;
}

export function parseRows(
  text: string,
  separator: Separator,
  firstLine: number,
  most = SAMPLE_ROWS,
): SampleRow[] {
  const parser = new Papa.Parser({
    delimiter: separator === ' ' ? '\t' : separator,
    newline: '\n',
    quoteChar: '"',
    preview: Number.isFinite(most) ? most : 0,
  });
  const source = separator === ' ' ? tabbed(text) : text;
  const { data } = parser.parse(source, 0, false) as { data: string[][] };
  const rows: SampleRow[] = [];
  let line = firstLine;
  let afterBlank = false;
  for (const cells of data) {
    const blank = cells.every((cell) => cell.trim() === '');
    if (!blank) rows.push({ cells, line, afterBlank });
    afterBlank = blank;
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  }
  return rows;
}

/** The number of cells that most rows of data have. */
function widthOf(rows: readonly SampleRow[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}

interface FittedHeader {
  readonly header: readonly string[];
  readonly decisions: readonly TableDecision[];
}

/** Separators at line ends, and R's header without a name for the row names. */
export function fitHeader(
  given: readonly string[],
  width: number,
  rows: readonly SampleRow[],
): FittedHeader {
  let header = [...given];
  while (header.length > width && (header.at(-1) ?? '').trim() === '') header = header.slice(0, -1);
  if (header.length !== width - 1) return { header, decisions: [] };
  const full = rows.filter(({ cells }) => cells.length === width);
  if (full.every(({ cells }) => (cells.at(-1) ?? '').trim() === '')) {
    return { header, decisions: [{ code: 'empty-last-column' }] };
  }
  if (isIndex(full.map(({ cells }) => cells[0] ?? ''))) {
    const column = 'Unnamed: 0';
    return { header: ['', ...header], decisions: [{ code: 'header-one-short', column }] };
  }
  return { header, decisions: [] };
}

/** Different in every row, and texts or whole numbers in steps of one. */
function isIndex(cells: readonly string[]): boolean {
  if (cells.length < 2 || new Set(cells).size < cells.length) return false;
  const numbers = cells.map(Number);
  if (cells.every((cell) => shapeOf(cell) === 'text')) return true;
  return numbers.every((value, i) => i === 0 || value === (numbers[i - 1] ?? NaN) + 1);
}

function fitUnits(
  cells: readonly string[],
  given: readonly string[],
  header: readonly string[],
): readonly string[] {
  const shift = header.length - given.length === 1 ? 1 : 0;
  return header.map((_, column) => unitText(cells[column - shift] ?? ''));
}

/** '[°C]' is °C; '-' and '1' say that there is none. */
export function unitText(cell: string): string {
  const text = cell
    .trim()
    .replace(/^[[(<{（［【](.*)[\])>}）］】]$/, '$1')
    .trim();
  return /^([-–—―1]|none|n\/a|dimensionless|nan)?$/i.test(text) ? '' : text;
}

/** What stands above the header, and where the header is if not at the top. */
function above(
  lines: readonly string[],
  headerLine: number,
  header: readonly string[],
): TableDecision[] {
  const before = lines.slice(0, headerLine - 1).filter((line) => line.trim() !== '');
  const [first] = before;
  if (first === undefined) return [];
  return [
    { code: 'lines-above', lines: before.length, example: first.trim().slice(0, 80) },
    { code: 'header-row', line: headerLine, names: header.slice(0, 4) },
  ];
}

/** A row's cells in one short line. */
export function shownRow(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(', ')
    .slice(0, 80);
}
