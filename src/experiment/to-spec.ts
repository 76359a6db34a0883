/** Settings and data become the specification that is run, or everything that keeps them from being one, at once. */
import type { Series, SeriesSpec } from '../preparation/series.ts';
import { checkSpec } from '../sweep/check-spec.ts';
import type { ExtraPoint, SpecProblem, SweepSpec } from '../sweep/specification.ts';
import type { Side } from '../tables/side.ts';
import type { Table } from '../tables/table.ts';
import type { Source, TableReference } from './document.ts';
import { seriesView, type SeriesProblem } from './series-choice.ts';
import type { ParsedSettings } from './settings.ts';

/** Series that are ready to be trained on. */
export interface SpecData {
  readonly specs: readonly SeriesSpec[];
  readonly series: readonly Series[];
}

export interface SpecOutcome {
  /** null without data, and while there are problems. */
  readonly spec: SweepSpec | null;
  /** Texts that cannot be read, and numbers that are out of range. */
  readonly problems: readonly SpecProblem[];
}

/** Whether the simulated rows are enough is only known when the trials are split: planning says so. */
export function toSpec(
  { spec, problems }: ParsedSettings,
  data: SpecData | null,
  extra: readonly ExtraPoint[] = [],
): SpecOutcome {
  const whole: SweepSpec = {
    ...spec,
    series: data?.specs ?? [],
    ...(extra.length > 0 ? { extra } : {}),
  };
  // A text that cannot be read is NaN or missing in the specification, which checkSpec would tell a second time.
  const unread = new Set(problems.map(fieldOf));
  const toldBefore = (problem: SpecProblem) =>
    (problem.code === 'not-a-number' || problem.code === 'no-sizes') &&
    unread.has(fieldOf(problem));
  const found = checkSpec(whole, data?.series ?? []).filter((problem) => !toldBefore(problem));
  const all = [...problems, ...found];
  return { spec: data === null || all.length > 0 ? null : whole, problems: all };
}

/** The settings field in which a problem is to be mended; '' where it is in the data. */
export function fieldOf(problem: SpecProblem): string {
  switch (problem.code) {
    case 'no-sizes':
    case 'size-too-small':
    case 'size-above-pool':
      return 'sizes';
    case 'measured-too-small':
    case 'measured-above-pool':
      return 'measured';
    case 'not-a-number':
    case 'out-of-range':
      return problem.field;
    case 'own-groups-under-any':
    case 'own-split-under-any':
      return 'leakRule';
    case 'no-series':
    case 'too-few-measured-rows':
    case 'too-few-groups':
    case 'no-test-rows':
    case 'series-twice':
    case 'other-data':
      return '';
  }
}

/** Tables in memory, by fingerprint. */
export type TableLookup = Pick<ReadonlyMap<string, Table>, 'get'>;

/** What keeps the data of a document from being made into series. */
export type SourceProblem =
  /** A list holds results: there is nothing to train. */
  | { readonly code: 'list' }
  | { readonly code: 'no-table'; readonly side: Side }
  /** The document names a table that is not here. */
  | { readonly code: 'table-missing'; readonly side: Side; readonly table: TableReference }
  /** Tables are there, but no pair of them was made a series. */
  | { readonly code: 'no-series' }
  | { readonly code: 'series'; readonly series: number; readonly problem: SeriesProblem };

/** Everything at once; none for a lesson, which needs no tables. */
export function sourceProblems(source: Source, tables: TableLookup): SourceProblem[] {
  if (source.kind === 'lesson') return [];
  if (source.kind === 'list') return [{ code: 'list' }];
  const problems: SourceProblem[] = [];
  for (const side of ['simulated', 'measured'] as const) {
    if (source[side].length === 0) problems.push({ code: 'no-table', side });
    for (const table of source[side]) {
      if (!tables.get(table.fingerprint)) problems.push({ code: 'table-missing', side, table });
    }
  }
  if (problems.length === 0 && source.series.length === 0) problems.push({ code: 'no-series' });
  source.series.forEach((one, index) => {
    const simulated = tables.get(source.simulated[one.simulated]?.fingerprint ?? '');
    const measured = tables.get(source.measured[one.measured]?.fingerprint ?? '');
    if (!simulated || !measured) return;
    for (const problem of seriesView(one, simulated, measured).problems) {
      problems.push({ code: 'series', series: index, problem });
    }
  });
  return problems;
}
