/** The report's experiment: settings, engine and versions, and the same as a paragraph for a paper. */
import { SMALLEST_M_WITH_VALIDATION } from '../../sweep/specification.ts';
import type { ExperimentFile } from '../../sharing/experiment-file.ts';
import type { ReportBlock } from '../../sharing/report.ts';
import type { Words } from '../../words/words.ts';
import { lawCells } from './law-cells.ts';
import type { ReportInput } from './report-contents.ts';

export function experimentBlocks(words: Words, { file, spec }: ReportInput): ReportBlock[] {
  const { numbers, experiment: text, report } = words;
  const fixed = spec.measured.some((m) => m < SMALLEST_M_WITH_VALIDATION);
  return [
    {
      kind: 'facts',
      facts: [
        [text.sizes, list(words, spec.sizes)],
        [text.measured, list(words, spec.measured)],
        [text.trials, numbers.count(spec.trials)],
        [text.seed, numbers.plain(spec.seed)],
        [text.testShare, numbers.percent(spec.testShare)],
        [report.leakRule, report.leak[spec.leakRule]],
        [text.hidden, list(words, spec.hidden)],
        [text.activation, text.activations[spec.activation]],
        [text.pretraining, report.stage(spec.pretraining)],
        [text.fineTuning, report.stage(spec.fineTuning)],
        ...(fixed ? [[text.fixedSteps, report.steps(spec.fixedSteps)] as const] : []),
        [report.engine, engines(words, file)],
        [report.version, file.appVersion],
        [report.protocolVersion, numbers.count(file.protocolVersion)],
        ...file.series.map(({ protocol }) => [report.protocol, protocol] as const),
      ],
    },
  ];
}

export function methodsText(words: Words, { file, spec, curve }: ReportInput): string {
  const { report, experiment } = words;
  const { source } = file.document;
  const stated = file.laws.map((law) => {
    const cells = lawCells(words, law, curve.unit);
    const text = report.statedLaw(cells.D, cells.alpha, cells.C, cells.bound);
    const label = file.series.find(({ id }) => id === law.series)?.label ?? law.series;
    return file.laws.length > 1 ? report.lawOf(label, law.m, text) : text;
  });
  return report.methods({
    sizes: list(words, spec.sizes),
    measured: list(words, spec.measured),
    trials: spec.trials,
    testShare: spec.testShare,
    leakRule: spec.leakRule,
    ownSplit:
      source.kind === 'tables' && source.series.some(({ choices }) => choices.testColumn !== null),
    hidden: list(words, spec.hidden),
    activation: experiment.activations[spec.activation],
    sameProperty: file.series.every(({ sameProperty }) => sameProperty),
    fixedSteps: spec.measured.some((m) => m < SMALLEST_M_WITH_VALIDATION) ? spec.fixedSteps : null,
    validated: spec.measured.some((m) => m >= SMALLEST_M_WITH_VALIDATION),
    seed: spec.seed,
    engines: engines(words, file),
    version: file.appVersion,
    law: stated.length > 0 ? stated.join('; ') : null,
  });
}

/** Those that made the points, each with its version. */
function engines({ run, report }: Words, { records }: ExperimentFile): string {
  const texts = records.flatMap(({ engine, engineVersion }) =>
    engine === 'none' ? [] : [report.engineVersion(run.engineNames[engine], engineVersion)],
  );
  return [...new Set(texts)].join(', ');
}

const list = ({ numbers }: Words, values: readonly number[]): string =>
  values.map(numbers.count).join(', ');
