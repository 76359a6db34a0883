/**
 * Where a table lies among the rows of a file: which row has the names, which the units, and with which the data
 * begin. Judged by the data themselves: in columns of numbers a header is text, and values are not.
 */
import { BOUNDS, cellState, MISSING, NOT_FINITE, numberOf } from '../cells.ts';
import { parseUnit } from '../units.ts';

/** One row of the file's beginning. */
export interface SampleRow {
  readonly cells: readonly string[];
  /** Where it stands in the file, from 1. */
  readonly line: number;
  /** A blank line stands above it. */
  readonly afterBlank?: boolean;
}

export interface TablePlace {
  /** Index among the sample rows; -1 where the table has no header. */
  readonly header: number;
  readonly units?: number;
  /** Index of the first row of data; the sample's length where there is none. */
  readonly data: number;
  /** The header is a row like the data: perhaps there is none. */
  readonly headerIsData: boolean;
  /** Columns of numbers, ascending. */
  readonly numeric: readonly number[];
}

export interface PlaceChoices {
  readonly headerRow?: number | undefined;
  readonly firstDataRow?: number | undefined;
  readonly unitsRow?: 'units' | 'data' | undefined;
}

type CellShape = 'number' | 'text' | 'nothing';
const state = cellState();

export function shapeOf(cell: string): CellShape {
  numberOf(cell, '.', state);
  const { what } = state;
  if (what === MISSING || cell.trim() === '') return 'nothing';
  if (what >= 0 || what === NOT_FINITE || what === BOUNDS) return 'number';
  numberOf(cell, ',', state);
  return state.what >= 0 || state.what === BOUNDS ? 'number' : 'text';
}

/** `rows` without blank ones; `width`: how many cells the rows of data have. */
export function findTable(
  rows: readonly SampleRow[],
  width: number,
  choices: PlaceChoices = {},
): TablePlace {
  const numeric = numericColumns(rows, width);
  const shaped = rows.map((row) => shapeOfRow(row, width, numeric));
  const place = placeAmong(rows, shaped, numeric.length, choices);
  const header = shaped[place.header];
  const headerIsData = header !== undefined && header.numbers > header.labels;
  return { ...place, headerIsData, numeric };
}

type Place = Pick<TablePlace, 'header' | 'units' | 'data'>;

function placeAmong(
  rows: readonly SampleRow[],
  shaped: readonly RowShape[],
  columns: number,
  choices: PlaceChoices,
): Place {
  if (choices.headerRow !== undefined || choices.firstDataRow !== undefined) {
    return chosenPlace(rows, shaped, columns, choices);
  }
  const firstData = shaped.findIndex((row) => row.fits && row.numbers > row.labels);
  const block = firstData < 0 ? rows.length : firstData;
  return withoutMore(shaped, findHeader(shaped, block, columns), block, columns, choices);
}

function chosenPlace(
  rows: readonly SampleRow[],
  shaped: readonly RowShape[],
  columns: number,
  { headerRow, firstDataRow, unitsRow }: PlaceChoices,
): Place {
  const from = (line: number): number => {
    const found = rows.findIndex((row) => row.line >= line);
    return found < 0 ? rows.length : found;
  };
  const wanted = headerRow ?? rows[from(firstDataRow ?? 1) - 1]?.line ?? 0;
  const header = wanted === 0 ? -1 : from(wanted);
  if (firstDataRow === undefined) {
    const numbers = shaped.findIndex(
      (row, i) => i > header && row.fits && row.numbers > row.labels,
    );
    const block = numbers < 0 ? rows.length : numbers;
    return withoutMore(shaped, header, Math.max(header + 1, block), columns, { unitsRow });
  }
  const data = Math.max(header + 1, from(firstDataRow));
  const units = shaped.findIndex((row, i) => i > header && i < data && row.isUnits);
  return { header, data, ...(units < 0 || header < 0 ? {} : { units }) };
}

/** Passes over rows of units, types and descriptions below the header. */
function withoutMore(
  shaped: readonly RowShape[],
  header: number,
  block: number,
  numericColumns: number,
  { unitsRow }: PlaceChoices,
): Place {
  let data = header + 1;
  let units: number | undefined;
  // A units row can stand above the names.
  const above = shaped[header - 1];
  if (header > 0 && above?.isUnits && unitsRow !== 'data') units = header - 1;
  while (data < block && header >= 0) {
    const row = shaped[data];
    if (!row) break;
    if (row.isUnits && units === undefined && unitsRow !== 'data') units = data;
    else if (!row.isTypes && !isDescription(row, numericColumns)) break;
    data++;
  }
  return { header, data, ...(units === undefined ? {} : { units }) };
}

/** Text in every column of numbers, and there are at least two: no measured row looks like that. */
function isDescription(row: RowShape, numericColumns: number): boolean {
  return numericColumns > 1 && row.fits && row.numbers === 0 && row.labels === numericColumns;
}

interface RowShape {
  readonly fits: boolean;
  /** Cells in columns of numbers that are numbers, and that are texts. */
  readonly numbers: number;
  readonly labels: number;
  /** Different texts of the row. */
  readonly distinct: number;
  readonly isUnits: boolean;
  readonly isTypes: boolean;
  readonly afterBlank: boolean;
}

function shapeOfRow(row: SampleRow, width: number, numeric: readonly number[]): RowShape {
  const { cells } = row;
  let numbers = 0;
  let labels = 0;
  for (const index of numeric) {
    const shape = shapeOf(cells[index] ?? '');
    if (shape === 'number') numbers++;
    else if (shape === 'text') labels++;
  }
  const present = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return {
    fits: hasWidth(cells, width),
    afterBlank: row.afterBlank ?? false,
    numbers,
    labels,
    distinct: new Set(present).size,
    isUnits: isUnitsRow(present),
    isTypes: present.length > 0 && present.every((cell) => TYPE_WORD.test(cell)),
  };
}

/** As many cells as the data, one more that is empty, or one name less (rows may end in a separator). */
export function hasWidth(cells: readonly string[], width: number): boolean {
  if (cells.length === width) return true;
  if (cells.length === width - 1) return width > 2;
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === '');
}

const TYPE_WORD =
  /^(smp|avg|min|max|tot|std|med|float(32|64)?|double|real|int(32|64|eger)?|str(ing)?|text|num(ber|eric)?|bool(ean)?|object|continuous|discrete|categorical|c|d|meta|class)$/i;

function isUnitsRow(present: readonly string[]): boolean {
  let units = 0;
  let sure = 0;
  for (const cell of present) {
    const bracketed = /^[[(<{（［【](.*)[\])>}）］】]$/.exec(cell);
    const inside = (bracketed?.[1] ?? cell).trim();
    const unit = parseUnit(inside);
    if (unit) units++;
    else if (/^(-|–|—|―|1|a\.?u\.?|arb\. ?u(nits)?\.?|dimensionless|none|n\/a)?$/i.test(inside))
      units++;
    else if (bracketed) units++;
    if (bracketed || (unit && inside.length > 1)) sure++;
  }
  return present.length > 0 && sure > 0 && units >= 0.6 * present.length;
}

/** The row of names: full, of texts, directly above its units or types; else the fullest. */
function findHeader(shaped: readonly RowShape[], block: number, columns: number): number {
  const all = shaped.slice(0, block).map((row, index) => ({ ...row, index }));
  const texts = all.filter(
    (row) => row.fits && row.numbers === 0 && (columns === 0 || row.labels >= columns / 2),
  );
  const candidates = texts.filter((row) => !row.isUnits && !row.isTypes);
  // What stands apart above the names is a block of its own.
  const gap = all.findLast(
    ({ afterBlank, index }) => afterBlank && candidates.some((row) => row.index >= index),
  );
  const names = candidates.filter(({ index }) => index >= (gap?.index ?? 0));
  const units = texts.find((row) => row.isUnits) ?? texts.find((row) => row.isTypes);
  const most = Math.max(0, ...names.map((row) => row.distinct));
  const full = names.filter((row) => row.distinct >= most - 1 && row.distinct >= 0.9 * most);
  // Without numbers nothing tells names from values: the first row has them.
  if (columns === 0) return Math.max(0, all.find((row) => row.fits)?.index ?? 0);
  const aboveUnits = full.filter((row) => units === undefined || row.index < units.index).at(-1);
  if (units && aboveUnits) return aboveUnits.index;
  const [first] = full;
  // 'Operator, Smith' is as full as the names of a narrow table; no row of data is all text in two columns of numbers.
  const found = columns > 1 && columns <= 3 ? full.at(-1) : first;
  if (found) return found.index;
  // Unit-like texts alone are names: T, V, K.
  const [only] = texts;
  if (only) return only.index;
  const firstFitting = all.findLast((row) => row.fits)?.index;
  if (firstFitting !== undefined) return firstFitting;
  // The data begin at once (their first row is the header, then), or under a header of another width.
  const above = shaped[block - 1];
  return above && above.distinct > 1 && above.labels > above.numbers ? block - 1 : block;
}

/** Columns in which at least half of the later rows' cells that say something are numbers. */
function numericColumns(rows: readonly SampleRow[], width: number): number[] {
  const fitting = rows.filter(({ cells }) => hasWidth(cells, width));
  const later = fitting.slice(Math.min(fitting.length - 1, Math.floor(fitting.length / 2)));
  return Array.from({ length: width }, (_, column) => column).filter((column) => {
    let numbers = 0;
    let texts = 0;
    for (const { cells } of later) {
      const shape = shapeOf(cells[column] ?? '');
      if (shape === 'number') numbers++;
      else if (shape === 'text') texts++;
    }
    return numbers > 0 && numbers >= texts;
  });
}
