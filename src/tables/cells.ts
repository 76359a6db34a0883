/**
 * What one written cell says: a number, nothing, or text. The same rule holds for every kind of file,
 * so that a table has the same values (and fingerprint) as CSV, as JSON or as a spreadsheet.
 */

/** In a number column, whatever the case. '.' is how SAS and Stata write nothing. */
const MISSING_NUMBER = new Set(
  ['', 'na', 'n/a', 'n.a.', '#n/a', '<na>', 'null', 'none', 'nil', 'nd', 'n.d.'].concat([
    '-',
    '--',
    '–',
    '—',
    '?',
    '.',
    '..',
    '*',
    'missing',
    'unknown',
    '#value!',
    '#ref!',
    '#div/0!',
  ]),
);

/** In a text column, exactly as written: 'Na' is sodium, '*' may be a polymer's end, '.' and '?' may be marks. */
const MISSING_TEXT = new Set(
  [
    '',
    'NA',
    'N/A',
    'n/a',
    '#N/A',
    '<NA>',
    'NaN',
    'nan',
    'null',
    'NULL',
    'None',
    '-',
    '--',
    '?',
  ].concat(['#VALUE!', '#REF!', '#DIV/0!']),
);

const INFINITE = /^[+-]?(inf|infinity|∞)$/i;
const NUMBER_START = /^[+-]?\.?\d/;
const COMMA_DECIMAL = /^[+-]?(\d{1,3}(\.\d{3})+|\d+)?,\d+([eE][+-]?\d+)?$/;
const THOUSANDS_OF_POINTS = /^[+-]?\d{1,3}(\.\d{3})+$/;

export type Decimal = '.' | ',';

/** What `numberOf` returns for a cell that is not a number, told apart without allocating. */
export const MISSING = -1;
export const TEXT = -2;
export const NOT_FINITE = -3;
export const WRITTEN_NAN = -4;

/**
 * Reads a cell as a number. Returns the number, or NaN with `state.what` saying why there is none:
 * MISSING, TEXT, NOT_FINITE or WRITTEN_NAN (also how many programs write an empty cell).
 */
export function numberOf(cell: string, decimal: Decimal, state: { what: number }): number {
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
  if (MISSING_NUMBER.has(trimmed) || MISSING_NUMBER.has(trimmed.toLowerCase())) {
    state.what = MISSING;
  } else if (INFINITE.test(trimmed)) {
    state.what = NOT_FINITE;
  } else if (/^[+-]?nan$/i.test(trimmed)) {
    state.what = WRITTEN_NAN;
  } else {
    state.what = TEXT;
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
  return cell.length <= 7 && MISSING_TEXT.has(cell);
}

/** 1, 0, or undefined: 'True' and 'false' as written by Python, R and JSON ('T' and 'F' are left as text). */
export function booleanOf(cell: string): 0 | 1 | undefined {
  if (cell.length > 5) return undefined;
  const lower = cell.toLowerCase();
  return lower === 'true' ? 1 : lower === 'false' ? 0 : undefined;
}

/**
 * Whether the sampled cells write decimals with a comma: some do ('1,5'), and none needs the point for it.
 * Only meant for files whose separator is not the comma.
 */
export function usesDecimalComma(cells: Iterable<string>): boolean {
  let commas = 0;
  let points = 0;
  for (const cell of cells) {
    const trimmed = cell.trim();
    if (COMMA_DECIMAL.test(trimmed)) commas++;
    else if (/^[+-]?\d*\.\d+([eE][+-]?\d+)?$/.test(trimmed) && !THOUSANDS_OF_POINTS.test(trimmed)) {
      points++;
    }
  }
  return commas > 0 && points === 0;
}
