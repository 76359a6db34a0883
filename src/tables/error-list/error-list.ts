/**
 * Reads a list of sizes and errors as people paste it: by the same reader as every other text table, in any column order,
 * with a header or without, one method or several. What was left out, marked or decided is told as codes.
 */
import { cellState, decimalOf, numberOf, SPELLED, type Decimal } from '../cells.ts';
import { halfWidth } from '../reading/number-spelling.ts';
import { headerNames } from '../reading/header-names.ts';
import type { SampleRow } from '../reading/row-shapes.ts';
import { parseRows, placeOfTable } from '../reading/text-place.ts';
import { columnsByName, columnsByShape, isScoreName, type ListColumns } from './list-columns.ts';
import { markedPoints, type MarkedPoint, type PointOfList } from './marked-points.ts';

export interface ErrorPoint {
  readonly n: number;
  /** From 0, by order of appearance of its name; its own for a line without one. */
  readonly trial: number;
  readonly error: number;
}

/** What turns scores, which rise, into errors. */
export type ScoreTransform = 'one-minus' | 'negate';

export interface ListChoices {
  /** Of a list with several methods: the column that is looked at. */
  readonly series?: string;
  /** What the values are: 'as-errors' whatever they look like; 'as-read' asks where they look like scores. */
  readonly values?: ScoreTransform | 'as-errors' | 'as-read';
  /** Zeros and values far from the others: out, unless a person wants them. */
  readonly marked?: 'leave-out' | 'keep';
}

export type ErrorListProblem =
  | { readonly code: 'no-numbers'; readonly lines: number }
  | { readonly code: 'columns-not-found'; readonly header: string }
  | {
      readonly code: 'unreadable-lines';
      readonly line: number;
      readonly text: string;
      readonly count: number;
    }
  /** Lines with a size, whose error is empty or says that there is none. */
  | { readonly code: 'empty-errors'; readonly line: number; readonly count: number }
  | {
      /** Nothing is fitted before a person says what the values are. */
      readonly code: 'values-are-scores';
      readonly series: string;
      readonly why: 'rise' | 'negative' | 'named';
      readonly offers: readonly ScoreTransform[];
    }
  | {
      readonly code: 'transformed';
      readonly series: string;
      readonly transform: ScoreTransform;
    }
  | {
      readonly code: 'marked-points';
      readonly count: number;
      readonly first: MarkedPoint;
      readonly leftOut: boolean;
    }
  /** Lines with n = 0: what is reached without simulated data, no point of the curve. */
  | { readonly code: 'without-pretraining'; readonly count: number; readonly mean: number }
  | { readonly code: 'several-series'; readonly names: readonly string[]; readonly chosen: string }
  | { readonly code: 'list-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'list-unreadable'; readonly file: string; readonly detail: string };

export interface ErrorList {
  /** Of the chosen series, n > 0, error >= 0, without what was left out. */
  readonly points: readonly ErrorPoint[];
  readonly problems: readonly ErrorListProblem[];
  /** The columns that could be looked at. */
  readonly series: readonly string[];
  /** Errors at n = 0. */
  readonly withoutPretraining: readonly number[];
  readonly marked: readonly MarkedPoint[];
}

const EMPTY: ErrorList = {
  points: [],
  problems: [],
  series: [],
  withoutPretraining: [],
  marked: [],
};
/** What a list without header calls its errors. */
const UNNAMED = 'error';

export function readErrorList(text: string, choices: ListChoices = {}): ErrorList {
  const lines = halfWidth(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (lines.trim() === '') return EMPTY;
  const list = columnsOf(lines);
  if (!list) {
    const header = lines.split('\n').find((line) => line.trim() !== '' && !/^\s*#/.test(line));
    if (header === undefined) return EMPTY;
    return {
      ...EMPTY,
      problems: [{ code: 'columns-not-found', header: header.trim().slice(0, 80) }],
    };
  }
  const { columns, names } = list;
  const series = columns.errors.map((index) => names?.[index] ?? UNNAMED);
  const wanted = series.indexOf(choices.series ?? '');
  const at = columns.errors[Math.max(0, wanted)] ?? 0;
  const name = series[Math.max(0, wanted)] ?? UNNAMED;
  const read = readRows(list, at);
  const problems = [...read.problems];
  if (series.length > 1) problems.push({ code: 'several-series', names: series, chosen: name });
  const judged = asErrors(read.points, name, choices);
  problems.push(...judged.problems);
  const positive = judged.points.filter(({ n }) => n > 0);
  const withoutPretraining = judged.points.filter(({ n }) => n === 0).map(({ error }) => error);
  if (withoutPretraining.length > 0) {
    const count = withoutPretraining.length;
    const mean = withoutPretraining.reduce((sum, error) => sum + error, 0) / count;
    problems.push({ code: 'without-pretraining', count, mean });
  }
  const marked = markedPoints(positive);
  const [first] = marked;
  const leftOut = choices.marked !== 'keep';
  if (first) problems.push({ code: 'marked-points', count: marked.length, first, leftOut });
  const out = new Set(leftOut ? marked.map(({ line }) => line) : []);
  const points = positive.filter(({ line }) => !out.has(line));
  if (points.length === 0 && !judged.waits) {
    problems.unshift({ code: 'no-numbers', lines: list.rows.length });
  }
  return {
    points: points.map(({ n, trial, error }) => ({ n, trial, error })),
    problems,
    series,
    withoutPretraining,
    marked,
  };
}

interface ParsedList {
  readonly rows: readonly (SampleRow & { readonly text: string })[];
  readonly names: readonly string[] | undefined;
  readonly decimals: readonly Decimal[];
  readonly columns: ListColumns;
}

function columnsOf(text: string): ParsedList | undefined {
  const lines = text.split('\n');
  const place = placeOfTable(text, {});
  const { separator, decimal, width } = place.form;
  if (width < 2) return undefined;
  const from = (line: number): SampleRow[] =>
    parseRows(lines.slice(line - 1).join('\n'), separator, line, Infinity);
  const named = !place.headerIsData;
  const rows = from(named ? place.firstLine : place.headerLine)
    .filter(({ cells }) => !/^\s*#/.test(cells[0] ?? ''))
    .map((row) => ({ ...row, text: (lines[row.line - 1] ?? '').trim() }));
  const decimals = Array.from({ length: width }, (_, column) =>
    decimalOf(
      rows.map(({ cells }) => cells[column] ?? ''),
      decimal,
    ),
  );
  const numbers = rows.map(({ cells }) =>
    decimals.map((own, column) => valueOf(cells[column] ?? '', own).value),
  );
  const numeric = decimals.map(
    (_, column) =>
      numbers.filter((row) => Number.isFinite(row[column])).length * 2 >= numbers.length,
  );
  const names = named ? headerNames(place.header).names : undefined;
  const columns = names ? columnsByName(names, numeric) : columnsByShape(numbers, width);
  return columns && { rows, names, decimals, columns };
}

interface CellValue {
  readonly value: number;
  readonly what: 'number' | 'percent' | 'nothing' | 'text';
}

const state = cellState();
function valueOf(cell: string, decimal: Decimal): CellValue {
  const value = numberOf(cell, decimal, state);
  const { what, spelled } = state;
  if (what >= 0) {
    const percent = what === SPELLED && spelled?.kind === 'number' && spelled.mark === 'percent';
    return { value, what: percent ? 'percent' : 'number' };
  }
  const nothing = cell.trim() === '' || what === -1 || what === -4;
  return { value: NaN, what: nothing ? 'nothing' : 'text' };
}

function readRows(
  { rows, columns, decimals }: ParsedList,
  errorColumn: number,
): { points: PointOfList[]; problems: ErrorListProblem[] } {
  const points: PointOfList[] = [];
  const unreadable: { line: number; text: string }[] = [];
  const empty: number[] = [];
  const trials = new Map<string, number>();
  const repeats = new Map<number, number>();
  for (const { cells, line, text } of rows) {
    const size = valueOf(cells[columns.n] ?? '', decimals[columns.n] ?? '.');
    const error = valueOf(cells[errorColumn] ?? '', decimals[errorColumn] ?? '.');
    // A share of an unknown whole is no number of samples.
    const n = size.what === 'number' ? size.value : NaN;
    if (n >= 0 && error.what === 'nothing') {
      empty.push(line);
      continue;
    }
    if (!(n >= 0) || !Number.isFinite(error.value)) {
      unreadable.push({ line, text });
      continue;
    }
    // Without a trial column the k-th line of each size is trial k.
    const repeat = repeats.get(n) ?? 0;
    repeats.set(n, repeat + 1);
    const name = columns.trial === null ? `#${repeat}` : (cells[columns.trial] ?? '').trim();
    const trial = trials.get(name) ?? trials.size;
    trials.set(name, trial);
    points.push({ n, trial, error: error.value, line });
  }
  const problems: ErrorListProblem[] = [];
  const [bad] = unreadable;
  if (bad && points.length > 0) {
    const count = unreadable.length;
    problems.push({ code: 'unreadable-lines', line: bad.line, text: bad.text.slice(0, 60), count });
  }
  const [line] = empty;
  if (line !== undefined) problems.push({ code: 'empty-errors', line, count: empty.length });
  return { points, problems };
}

interface Judged {
  readonly points: readonly PointOfList[];
  readonly problems: readonly ErrorListProblem[];
  /** A person has to say what the values are first. */
  readonly waits: boolean;
}

/** Scores are not fitted as errors: what they are is asked. */
function asErrors(points: readonly PointOfList[], series: string, { values }: ListChoices): Judged {
  if (values === 'one-minus' || values === 'negate') {
    const turned = points.map((point) => ({
      ...point,
      error: values === 'negate' ? 0 - point.error : 1 - point.error,
    }));
    return {
      points: turned.filter(({ error }) => error >= 0),
      problems: [{ code: 'transformed', series, transform: values }],
      waits: false,
    };
  }
  const negative = points.some(({ error }) => error < 0);
  const why = negative ? 'negative' : isScoreName(series) ? 'named' : rises(points) ? 'rise' : null;
  if (why === null) return { points, problems: [], waits: false };
  if (values === 'as-errors') {
    return { points: points.filter(({ error }) => error >= 0), problems: [], waits: false };
  }
  const largest = Math.max(...points.map(({ error }) => error));
  const mostlyNegative = points.filter(({ error }) => error < 0).length > points.length / 2;
  const offers: ScoreTransform[] = [
    ...(mostlyNegative ? (['negate'] as const) : []),
    ...(largest <= 1 && !mostlyNegative ? (['one-minus'] as const) : []),
  ];
  return {
    points: [],
    problems: [{ code: 'values-are-scores', series, why, offers }],
    waits: true,
  };
}

const LEAST_SIZES = 4;
/** From the smallest third of the sizes to the largest, and in most steps between. */
function rises(points: readonly PointOfList[]): boolean {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { n, error } of points) {
    if (n <= 0) continue;
    const at = sums.get(n) ?? { sum: 0, count: 0 };
    sums.set(n, { sum: at.sum + error, count: at.count + 1 });
  }
  const means = [...sums].sort((a, b) => a[0] - b[0]).map(([, { sum, count }]) => sum / count);
  if (means.length < LEAST_SIZES) return false;
  const ups = means.filter((mean, i) => i > 0 && mean > (means[i - 1] ?? NaN)).length;
  const [first = NaN, last = NaN] = [means[0], means.at(-1)];
  return last > 1.02 * first && ups >= 0.8 * (means.length - 1);
}
