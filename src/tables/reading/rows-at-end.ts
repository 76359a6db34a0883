/**
 * Which of a file's last rows are no data: means, signatures, remarks. Only texts can be: a row of numbers that is
 * too short is an error, because the file may have been cut.
 */
import { shapeOf } from './row-shapes.ts';

export interface LastRow {
  readonly cells: readonly string[];
  readonly line: number;
  /** A blank line stands above it. */
  readonly afterBlank: boolean;
}

export interface EndOfFile {
  readonly width: number;
  /** Columns of numbers. */
  readonly numeric: readonly number[];
  /** The last line has no line end: the file may have been cut in it. */
  readonly open: boolean;
}

const SUMMARY =
  /^[#*]*\s*(mean|mean value|average|avg|ave|sum|total|median|min|minimum|max|maximum|std|s\.?d\.?|stdev|std\.? ?dev\.?|standard deviation|std\.? ?err(or)?|variance|rsd|cv|range|count|平均|平均値|合計|標準偏差|最大|最大値|最小|最小値|中央値|件数|mittelwert|summe|standardabweichung|moyenne|somme|media|均值|平均值|标准差|总计|합계|평균|표준편차)\s*([:：.=]|\(.*\))?\s*$/i;

/** How many of the last rows are no data. */
export function rowsAtEnd(rows: readonly LastRow[], end: EndOfFile): number {
  let count = 0;
  let afterGap = 0;
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (!row) break;
    const last = index === rows.length - 1;
    if (!isText(row, end)) break;
    afterGap++;
    if (isRemark(row, end, last)) count = afterGap;
    // A block of texts that stands apart goes as a whole.
    if (row.afterBlank) count = afterGap;
  }
  return count;
}

/** Nothing that a row of data would hold in its columns of numbers, but for a summary. */
function isText({ cells }: LastRow, { width, numeric }: EndOfFile): boolean {
  if (isSummary(cells)) return true;
  const shapes = cells.map(shapeOf);
  if (cells.length !== width) return shapes.includes('text') && !shapes.includes('number');
  const labels = numeric.filter((column) => shapes[column] === 'text').length;
  const numbers = numeric.filter((column) => shapes[column] === 'number').length;
  const present = cells.filter((cell) => cell.trim() !== '').length;
  return numbers === 0 && present > 0 && (labels > 0 || (present === 1 && numeric.length > 0));
}

function isRemark(row: LastRow, { width, numeric, open }: EndOfFile, last: boolean): boolean {
  const { cells, afterBlank } = row;
  if (isSummary(cells)) return true;
  // 'Sample 8' as the last thing in a file may be half of a row.
  if (cells.length !== width) return !(last && open && !afterBlank && !numeric.includes(0));
  const present = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  const [only] = present;
  if (present.length > 1 || only === undefined || !numeric.includes(only) || width < 2)
    return false;
  // A remark stands where lines begin, or is a sentence; a single bad cell of a row is neither.
  return only === 0 || /\s/.test(cells[only]?.trim() ?? '');
}

function isSummary(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '');
  return cells.length > 1 && first !== undefined && SUMMARY.test(first.trim());
}
