/** What an experiment is called: as a person named it, else after its data. The sentence is for words/. */
import type { ExperimentDocument, SeriesDocument } from './document.ts';

export type DocumentTitle =
  | { readonly kind: 'typed'; readonly title: string }
  | { readonly kind: 'lesson'; readonly lesson: string }
  | {
      readonly kind: 'tables';
      /** Measured targets, where roles are chosen or pinned. */
      readonly targets: readonly string[];
      /** File names without their endings. */
      readonly simulated: readonly string[];
      readonly measured: readonly string[];
    }
  | { readonly kind: 'list' };

export function titleOf({ title, source }: ExperimentDocument): DocumentTitle {
  const typed = title?.trim() ?? '';
  if (typed !== '') return { kind: 'typed', title: typed };
  switch (source.kind) {
    case 'lesson':
      return { kind: 'lesson', lesson: source.lesson };
    case 'list':
      return { kind: 'list' };
    case 'tables':
      return {
        kind: 'tables',
        targets: targetsOf(source.series),
        simulated: source.simulated.map(({ name }) => stem(name)),
        measured: source.measured.map(({ name }) => stem(name)),
      };
  }
}

function targetsOf(series: readonly SeriesDocument[]): string[] {
  const names = series.map(({ roles }) => roles?.measuredTarget ?? null);
  return [...new Set(names.filter((name) => name !== null))];
}

/** 'PI1070.csv.gz' is PI1070. */
const stem = (file: string) =>
  file.replace(/(\.(csv|tsv|txt|json|parquet|xlsx?|gz))+$/i, '') || file;
