/** The report's data: which tables by content, which columns play which part. */
import type { SeriesDocument } from '../../experiment/document.ts';
import type { ExperimentFile } from '../../sharing/experiment-file.ts';
import type { ReportBlock } from '../../sharing/report.ts';
import type { Words } from '../../words/words.ts';

export function dataBlocks(words: Words, file: ExperimentFile): ReportBlock[] {
  const { source } = file.document;
  const lesson: ReportBlock[] =
    source.kind === 'lesson' ? [{ kind: 'paragraph', text: words.data.builtIn.text }] : [];
  const chosen = source.kind === 'tables' ? source.series : [];
  return [
    ...lesson,
    ...(file.tables.length > 0 ? [tablesBlock(words, file)] : []),
    ...file.series.map((series, i): ReportBlock => {
      const { report } = words;
      const list = series.simulatedTargets.join(', ');
      return {
        kind: 'facts',
        facts: [
          [report.series, series.label],
          [report.simulatedTargets, list],
          [report.measuredTarget, series.measuredTarget],
          ...roleFacts(words, chosen[i] ?? null),
        ],
      };
    }),
  ];
}

function tablesBlock(words: Words, { tables, series }: ExperimentFile): ReportBlock {
  const { report } = words;
  const labels = new Map(series.map(({ id, label }) => [id, label]));
  return {
    kind: 'table',
    caption: report.tables,
    head: [
      report.table.role,
      report.series,
      report.table.file,
      report.table.rows,
      report.table.fingerprint,
    ],
    rows: tables.map(({ role, series: id, file, rows, fingerprint }) => [
      report.role[role],
      labels.get(id) ?? id,
      file ?? '–',
      words.numbers.count(rows),
      fingerprint,
    ]),
  };
}

/** What a person chose for the pair, where it was chosen or pinned. */
function roleFacts({ report }: Words, series: SeriesDocument | null): [string, string][] {
  if (!series) return [];
  const { roles, choices } = series;
  const facts: [string, string | null][] = [
    [report.inputs, roles && roles.inputs.join(', ')],
    [report.conditions, roles && roles.conditions.join(', ')],
    [report.logTarget, choices.logTarget ? report.yes : null],
    [report.groups, choices.groupColumn],
    [report.testRows, choices.testColumn],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []));
}
