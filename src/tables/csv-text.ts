/**
 * Rows as CSV text for download: the one way to write it. RFC 4180, and with a byte order mark, without which
 * spreadsheets take UTF-8 for something older and garble every name outside ASCII.
 */

/** null and numbers that are not finite are empty cells. */
export type CsvCell = string | number | null;

const BYTE_ORDER_MARK = '\uFEFF';

/** Every line, the last one too, ends with CR LF. */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(cellText).join(',')];
  for (const row of rows) lines.push(row.map(cellText).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula; a sign alone or before a plain number is none. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!$|[\d.,]+(?:e[+-]?\d+)?$))/i;

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
