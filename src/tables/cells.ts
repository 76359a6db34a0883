/**
 * What one written cell says: a number, nothing, or text. The same rule holds for every kind of file,
 * so that a table has the same values (and fingerprint) as CSV, as JSON or as a spreadsheet.
 */
import { halfWidth, spelledNumber, type SpelledNumber } from './reading/number-spelling.ts';

/** In a number column, whatever the case. '.' is how SAS and Stata write nothing. */
const MISSING_NUMBER = new Set(
  [
    [
      '',
      'na',
      'n/a',
      'n.a.',
      'n.a',
      '#n/a',
      '#na',
      '<na>',
      '(na)',
      'null',
      '(null)',
      'none',
      'nil',
    ],
    ['nd', 'n.d.', 'n.d', 'n/d', 'nm', 'n.m.', 'n.r.', 'tbd', 'nat', 'missing', 'unknown'],
    ['b.d.l.', 'bdl'],
    [
      '-',
      '--',
      '---',
      '–',
      '—',
      '―',
      '−',
      'ー',
      '－',
      '?',
      '？',
      '.',
      '..',
      '...',
      '…',
      '*',
      '/',
      '\\n',
    ],
    ['#value!', '#ref!', '#div/0!', '#num!', '#name?', '#null!', '#error!'],
    [
      '欠測',
      '欠損',
      '欠番',
      '不明',
      '未測定',
      '測定不可',
      '測定不能',
      'データなし',
      '无',
      '缺失',
      '없음',
    ],
  ].flat(),
);

/** In a text column, exactly as written: 'Na' is sodium, '*' may be a polymer's end, '.' and '?' may be marks. */
const MISSING_TEXT = new Set(
  [
    ['', 'NA', 'N/A', 'n/a', '#N/A', '<NA>', 'NaN', 'nan', 'null', 'NULL', 'None', 'NaT'],
    ['-', '--', '–', '—', '―', '?', 'n.d.', 'N.D.', 'n.a.', '欠測', '不明', '未測定'],
    ['#VALUE!', '#REF!', '#DIV/0!', '#NUM!', '#NAME?', '#NULL!'],
  ].flat(),
);

const NOT_MEASURED = /^not (measured|detected|determined|available|reported|tested)$/i;
const INFINITE = /^[+-]?(inf|infinity|∞)$/i;
const NUMBER_START = /^[+-]?\.?\d/;
const COMMA_DECIMAL = /^[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)?,\d+([eE][+-]?\d+)?$/;
const THOUSANDS_OF_POINTS = /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/;

export type Decimal = '.' | ',';

/** What `numberOf` says of a cell that is not a number, told apart without allocating. */
export const MISSING = -1;
export const TEXT = -2;
export const NOT_FINITE = -3;
export const WRITTEN_NAN = -4;
/** '<2.14', '1.2-1.4': the number lies somewhere. */
export const BOUNDS = -5;
/** A number all the same, but not as a plain parser reads it: `spelled` says how. 0 or above is a number. */
export const SPELLED = 1;

export interface CellState {
  what: number;
  /** How the number (or its bounds) was spelled: meaningful beside SPELLED and BOUNDS alone. */
  spelled: SpelledNumber | undefined;
}

export const cellState = (): CellState => ({ what: 0, spelled: undefined });

/**
 * Reads a cell as a number. Returns the number, or NaN with `state.what` saying why there is none:
 * MISSING, TEXT, NOT_FINITE, BOUNDS or WRITTEN_NAN (also how many programs write an empty cell).
 */
export function numberOf(cell: string, decimal: Decimal, state: CellState): number {
  const first = cell.charCodeAt(0);
  // Digits, signs, points and blanks: the path that nearly every cell takes.
  if ((first >= 43 && first <= 57) || first === 32) {
    const value = plainNumber(cell, decimal);
    if (Number.isFinite(value)) {
      state.what = 0;
      return value + 0; // -0 becomes 0: equal values, equal fingerprints
    }
    if (value === Infinity || value === -Infinity) {
      state.what = NOT_FINITE;
      return NaN;
    }
  }
  const trimmed = cell.trim();
  if (
    MISSING_NUMBER.has(trimmed) ||
    MISSING_NUMBER.has(trimmed.toLowerCase()) ||
    NOT_MEASURED.test(trimmed)
  ) {
    state.what = MISSING;
  } else if (INFINITE.test(trimmed)) {
    state.what = NOT_FINITE;
  } else if (/^[+-]?nan$/i.test(trimmed)) {
    state.what = WRITTEN_NAN;
  } else {
    const spelled = spelledNumber(trimmed, decimal);
    state.spelled = spelled;
    if (spelled?.kind === 'number') {
      state.what = SPELLED;
      return spelled.value;
    }
    state.what = spelled ? BOUNDS : TEXT;
  }
  return NaN;
}

function plainNumber(cell: string, decimal: Decimal): number {
  let written = cell;
  if (decimal === ',') {
    const trimmed = cell.trim();
    if (COMMA_DECIMAL.test(trimmed)) written = trimmed.replaceAll('.', '').replace(',', '.');
    else if (THOUSANDS_OF_POINTS.test(trimmed)) written = trimmed.replaceAll('.', '');
  }
  const value = Number(written);
  if (value !== value) return NaN;
  // Number() also takes '', ' ' and 0x10, 0b1, 0o7, which no table means as numbers.
  const second = written.charCodeAt(1);
  if (second > 57 || written.charCodeAt(0) === 32) {
    const trimmed = written.trim();
    if (!NUMBER_START.test(trimmed) || /^0[xbo]/i.test(trimmed)) return NaN;
  }
  return value;
}

/** Whether a cell of a text column says that there is nothing. */
export function isMissingText(cell: string): boolean {
  return cell.length <= 8 && MISSING_TEXT.has(cell);
}

/** 1, 0, or undefined: 'True' and 'false' as written by Python, R and JSON ('T' and 'F' are left as text). */
export function booleanOf(cell: string): 0 | 1 | undefined {
  if (cell.length > 5) return undefined;
  const lower = cell.toLowerCase();
  return lower === 'true' ? 1 : lower === 'false' ? 0 : undefined;
}

/** Grouped by threes and nothing else: '1,000' may be a thousand, or one with three decimals. */
const THREES_OF_COMMAS = /^[+-]?[1-9]\d{0,2}(,\d{3})+$/;
const COMMA_FRACTION = /^[+-]?(\d{1,3}([. \u00a0\u202f'’]\d{3})+|\d+)?,\d+([eEdD][+-]?\d+)?%?$/;
const POINT_FRACTION = /^[+-]?(\d{1,3}([, \u00a0\u202f'’]\d{3})+|\d+)?\.\d+([eEdD][+-]?\d+)?%?$/;

/**
 * How one column writes decimals, from some of its cells; `hint` is how the file's other columns do. Only where
 * every mark could be a thousand's does the hint decide, but '500' above '1,000' makes that a thousand.
 */
export function decimalOf(cells: readonly string[], hint: Decimal): Decimal {
  const seen = { commas: 0, points: 0, threes: 0, short: 0, long: 0, round: 0 };
  for (const cell of cells) {
    const text = halfWidth(cell.trim());
    if (THREES_OF_COMMAS.test(text)) {
      seen.threes++;
      if (text.endsWith('0')) seen.round++;
    } else if (COMMA_FRACTION.test(text)) seen.commas++;
    else if (/^\d{1,3}$/.test(text)) seen.short++;
    else if (/^\d{4,}$/.test(text)) seen.long++;
    else if (POINT_FRACTION.test(text) && !THOUSANDS_OF_POINTS.test(text)) seen.points++;
  }
  if (seen.commas > 0 || seen.points > 0) {
    if (seen.commas > 0 && seen.points > 0) return hint;
    return seen.commas > 0 ? ',' : '.';
  }
  const thousands = seen.threes > 0 && seen.short > 0 && seen.long === 0 && seen.round > 0;
  return thousands ? '.' : hint;
}

/** Whether the sampled cells write decimals with a comma: some do ('1,5'), and none needs the point for it. */
export function usesDecimalComma(cells: Iterable<string>): boolean {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    const trimmed = halfWidth(cell.trim());
    if (COMMA_FRACTION.test(trimmed)) commas++;
    else if (POINT_FRACTION.test(trimmed) && !THOUSANDS_OF_POINTS.test(trimmed)) points++;
  }
  return commas > 0 && points === 0;
}
