/**
 * Reads a list of sizes and errors as people paste it: n and error, or n, trial and error, in any column order,
 * separated by commas, semicolons, tabs or blanks, with a header or without. Lines that cannot be read are named.
 */

import type { ErrorListProblem } from '../../words/codes.ts';

export interface ErrorPoint {
  readonly n: number;
  /** From 0, by order of appearance of its name; its own for a line without one. */
  readonly trial: number;
  readonly error: number;
}

export interface ErrorList {
  readonly points: readonly ErrorPoint[];
  readonly problems: readonly ErrorListProblem[];
}

interface Columns {
  readonly n: number;
  readonly error: number;
  readonly trial: number | null;
}

const NAMES = {
  n: /^(n|n_?sim(ulated)?|n_?source|size|samples?|n_?samples|n_?train|train_?size|simulated|num.*|x)$/i,
  trial: /^(trial|seed|repeat|rep|run|fold|replicate|split)s?(_?id)?$/i,
  error:
    /^(error|err|mae|rmse|mse|loss|test_?(error|mae|rmse|loss)|mean_?(error|absolute_error)|y)\b.*$/i,
} as const;

export function readErrorList(text: string): ErrorList {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  const [first] = lines;
  if (!first) return { points: [], problems: [] };
  const split = splitter(lines.map((line) => line.text));
  const rows = lines.map((line) => ({ ...line, cells: split(line.text) }));
  const head = rows[0]?.cells ?? [];
  const hasHeader = head.some((cell) => !Number.isFinite(numberOf(cell)));
  const body = hasHeader ? rows.slice(1) : rows;
  const columns = hasHeader ? byName(head) : byShape(body.map((row) => row.cells));
  if (!columns)
    return { points: [], problems: [{ code: 'columns-not-found', header: first.text }] };
  return readRows(body, columns);
}

function readRows(
  rows: readonly {
    readonly number: number;
    readonly text: string;
    readonly cells: readonly string[];
  }[],
  columns: Columns,
): ErrorList {
  const points: ErrorPoint[] = [];
  const unreadable: { number: number; text: string }[] = [];
  const trials = new Map<string, number>();
  const repeats = new Map<number, number>();
  for (const row of rows) {
    const n = numberOf(row.cells[columns.n] ?? '');
    const error = numberOf(row.cells[columns.error] ?? '');
    if (!(n > 0) || !(error >= 0) || !Number.isFinite(n) || !Number.isFinite(error)) {
      unreadable.push(row);
      continue;
    }
    // Without a trial column the k-th line of each size is trial k.
    const repeat = repeats.get(n) ?? 0;
    repeats.set(n, repeat + 1);
    const name = columns.trial === null ? `#${repeat}` : (row.cells[columns.trial] ?? '');
    const trial = trials.get(name) ?? trials.size;
    trials.set(name, trial);
    points.push({ n, trial, error });
  }
  const problems: ErrorListProblem[] = [];
  const [bad] = unreadable;
  if (points.length === 0) problems.push({ code: 'no-numbers', lines: rows.length });
  else if (bad) {
    problems.push({
      code: 'unreadable-lines',
      line: bad.number,
      text: bad.text.slice(0, 60),
      count: unreadable.length,
    });
  }
  return { points, problems };
}

function splitter(lines: readonly string[]): (line: string) => string[] {
  const separator = ['\t', ';', ','].find((mark) => lines.every((line) => line.includes(mark)));
  // '100; 0,25' and '100<tab>0,25': a comma is then the decimal mark.
  const decimalComma = separator !== ',' && !lines.some((line) => /\d\.\d/.test(line));
  return (line) =>
    (separator ? line.split(separator) : line.split(/\s+/)).map((cell) => {
      const clean = cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim();
      return decimalComma ? clean.replace(/^([+-]?\d+),(\d+(?:e[+-]?\d+)?)$/i, '$1.$2') : clean;
    });
}

const numberOf = (cell: string): number => (cell === '' ? NaN : Number(cell.replace('−', '-')));

function byName(head: readonly string[]): Columns | null {
  const find = (pattern: RegExp, not: readonly number[] = []) =>
    head.findIndex(
      (cell, index) => !not.includes(index) && pattern.test(cell.replace(/\s+/g, '_')),
    );
  const n = find(NAMES.n);
  const trial = find(NAMES.trial, [n]);
  let error = find(NAMES.error, [n, trial]);
  const others = head.map((_, index) => index).filter((index) => index !== n && index !== trial);
  if (error < 0 && others.length === 1) error = others[0] ?? -1;
  return n < 0 || error < 0 ? null : { n, error, trial: trial < 0 ? null : trial };
}

/** Without names: sizes are the whole numbers that reach furthest, trials the other whole numbers, errors the rest. */
function byShape(rows: readonly (readonly string[])[]): Columns | null {
  const width = Math.min(...rows.map((cells) => cells.length));
  if (width < 2) return null;
  const columns = Array.from({ length: Math.min(width, 3) }, (_, index) => {
    const values = rows.map((cells) => numberOf(cells[index] ?? '')).filter(Number.isFinite);
    return { index, whole: values.every(Number.isInteger), largest: Math.max(0, ...values) };
  });
  const whole = columns.filter((column) => column.whole).sort((a, b) => b.largest - a.largest);
  const n = (whole[0] ?? columns[0])?.index ?? 0;
  const trial = width > 2 ? whole.find((column) => column.index !== n)?.index : undefined;
  const error = columns.find((column) => column.index !== n && column.index !== trial)?.index;
  return error === undefined ? null : { n, error, trial: trial ?? null };
}
