/** What a report says, in words: from the experiment's file, the curve on the screen and what follows from its law. */
import { titleOf } from '../../experiment/title.ts';
import type { SpecWithoutSeries } from '../../experiment/settings.ts';
import { answersOf } from '../../findings/answers.ts';
import type { Curve } from '../../findings/curve.ts';
import type { LawAnswer } from '../../findings/law-answer.ts';
import { limitOf } from '../../findings/limit-stated.ts';
import { lawState } from '../../findings/law-state.ts';
import type { Metric } from '../../findings/metric.ts';
import { MINAMI_2025, softwareBibtex } from '../../sharing/citations.ts';
import type { ExperimentFile } from '../../sharing/experiment-file.ts';
import type { Report, ReportBlock, ReportSection } from '../../sharing/report.ts';
import { lawInResults } from '../../sharing/results-law.ts';
import type { Words } from '../../words/words.ts';
import { answerText } from '../follows/answer-text.ts';
import { verdictText } from '../law/verdict-text.ts';
import { lawCells, type LawCells } from './law-cells.ts';
import { dataBlocks } from './report-data.ts';
import { experimentBlocks, methodsText } from './report-experiment.ts';

export interface ReportInput {
  readonly file: ExperimentFile;
  /** With which the points were computed; what was typed since then is not in it. */
  readonly spec: SpecWithoutSeries;
  /** On the screen, and its measure. */
  readonly curve: Curve;
  readonly metric: Metric;
  /** Of all points of the curve. */
  readonly answer: LawAnswer | null;
  /** In the unit of the errors. */
  readonly target: number | null;
  /** The figure of the curve: an `<svg>` element. */
  readonly svg: string;
  /** An address that opens the experiment; null where there is none. */
  readonly link: string | null;
}

export function reportOf(words: Words, input: ReportInput): Report {
  const { file, link } = input;
  const text = words.report;
  const again: readonly ReportBlock[] =
    link === null
      ? [{ kind: 'paragraph', text: text.againWithoutLink }]
      : [
          { kind: 'paragraph', text: text.again },
          { kind: 'link', address: link },
        ];
  const cite = [softwareBibtex(file.appVersion), MINAMI_2025].join('\n\n');
  const sections: readonly ReportSection[] = [
    { heading: text.sections.law, blocks: lawBlocks(words, input) },
    { heading: text.sections.follows, blocks: answerBlocks(words, input) },
    { heading: text.sections.numbers, blocks: [numbersBlock(words, input)] },
    { heading: text.sections.data, blocks: dataBlocks(words, file) },
    { heading: text.sections.experiment, blocks: experimentBlocks(words, input) },
    { heading: text.sections.again, blocks: again },
    {
      heading: text.sections.methods,
      blocks: [{ kind: 'text', text: methodsText(words, input) }],
    },
    { heading: text.sections.cite, blocks: [{ kind: 'text', text: cite }] },
  ];
  return {
    language: words.language,
    title: words.document.title(titleOf(file.document)),
    subtitle: text.subtitle(file.records.length, file.appVersion),
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    footnote: text.conditional,
  };
}

function lawBlocks(words: Words, input: ReportInput): ReportBlock[] {
  const { curve, answer, metric, svg, file } = input;
  const { unit } = curve;
  const state = lawState(curve, answer, false);
  const figure: ReportBlock = {
    kind: 'figure',
    svg,
    caption: words.report.figure(words.law.metrics[metric], curve.m),
  };
  const heading = verdictText(words, state);
  // One law of this measure stands above the table already.
  const shown = state.kind === 'known' && metric === 'mae' ? 1 : 0;
  const laws = file.laws.length > shown ? [lawsTable(words, file, unit)] : [];
  if (state.kind !== 'known') return [figure, { kind: 'paragraph', text: heading }, ...laws];
  const { law, limit, why } = state;
  const sentences = [
    words.law.limitIs(limitOf(limit), unit),
    ...(why ? [words.follows.why.reasons(why, unit)] : []),
  ];
  const cells = lawCells(words, lawInResults('', curve.m ?? 0, law), unit);
  return [
    figure,
    { kind: 'answer', question: heading, answer: null, small: null, sentences },
    { kind: 'facts', facts: parameters(words, cells) },
    { kind: 'paragraph', text: words.report.intervals },
    ...laws,
  ];
}

function parameters({ report, law: text }: Words, cells: LawCells) {
  const { alpha, C, D } = text.parameters;
  return [
    [report.parameter('α', alpha.name), cells.alpha],
    [report.parameter('C', C.name), cells.C],
    [report.parameter('D', D.name), cells.D],
  ] as const;
}

function lawsTable(
  words: Words,
  { laws, series }: ExperimentFile,
  unit: string | null,
): ReportBlock {
  const { report } = words;
  const labels = new Map(series.map(({ id, label }) => [id, label]));
  return {
    kind: 'table',
    caption: report.allLaws,
    head: [report.series, report.measuredSamples, 'α', 'C', 'D'],
    rows: laws.map((law) => {
      const { alpha, C, D } = lawCells(words, law, unit);
      return [labels.get(law.series) ?? law.series, words.numbers.count(law.m), alpha, C, D];
    }),
  };
}

function answerBlocks(words: Words, { curve, answer, target }: ReportInput): ReportBlock[] {
  // A target that nobody set is no question of this experiment.
  const asked = answersOf({ curve, answer, computing: false, target, pool: null }).answers.filter(
    (one) => one.question !== 'target' || one.status !== 'none',
  );
  return asked.map((one) => {
    const {
      question,
      answer: text,
      of,
      uncertainty,
      sentences,
    } = answerText(words, one, curve.unit);
    const small = [of, uncertainty].filter((part) => part !== undefined).join(', ');
    return {
      kind: 'answer',
      question,
      answer: text,
      small: small === '' ? null : small,
      sentences,
    };
  });
}

/** The numbers of the figure: baselines, then sizes. */
function numbersBlock(words: Words, { curve, metric, answer }: ReportInput): ReportBlock {
  const { numbers, law: text } = words;
  const law = answer?.law?.kind === 'fit' ? answer.law : null;
  const { means, baselines } = curve.summary;
  const row = (
    name: string,
    { mean, interval, trials }: Pick<(typeof means)[number], 'mean' | 'interval' | 'trials'>,
    fitted: string,
  ) => [
    name,
    numbers.value(mean),
    interval ? numbers.interval(interval.lower, interval.upper) : '–',
    numbers.count(trials),
    fitted,
  ];
  return {
    kind: 'table',
    caption: text.axisError(text.metrics[metric], curve.unit),
    head: [
      text.rows.n,
      text.rows.meanIn(curve.unit),
      text.rows.interval,
      text.rows.trials,
      text.rows.fitted,
    ],
    rows: [
      ...baselines.map((one) => row(text.arms[one.arm], one, '–')),
      ...means.map((one) =>
        row(
          numbers.count(one.n),
          one,
          law ? numbers.value(law.D * one.n ** -law.alpha + law.C) : '–',
        ),
      ),
    ],
  };
}
