/** sim2real law: every curve of a file with its law, its intervals and what follows from them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Papa from 'papaparse';
import { parseNumber } from '../../experiment/number-fields.ts';
import { unitText } from '../../experiment/unit-text.ts';
import { answersOf } from '../../findings/answers.ts';
import { curveOf, listCurve, type Curve } from '../../findings/curve.ts';
import { answerLaw } from '../../findings/law-analysis.ts';
import type { StoppingWorth } from '../../findings/law-answer.ts';
import { METRICS, type Metric } from '../../findings/metric.ts';
import { FILE_FORMAT } from '../../sharing/experiment-file.ts';
import { recordsOfCsv } from '../../sharing/read-records-csv.ts';
import { looksLikeExperimentFile } from '../../sharing/read-experiment-file.ts';
import { lawInResults } from '../../sharing/results-law.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import { readErrorList, type ListChoices } from '../../tables/error-list/error-list.ts';
import { listText } from '../../tables/error-list/list-text.ts';
import type { Words } from '../../words/words.ts';
import type { Values } from '../arguments.ts';
import { experimentFileAt } from '../experiment-files.ts';
import { detailOf, Failure } from '../failure.ts';
import { sayLaw } from '../law-text.ts';
import { deliver, type Terminal } from '../terminal.ts';

/** A curve and which one it is. */
interface NamedCurve {
  readonly curve: Curve;
  readonly series: { readonly id: string; readonly label: string } | null;
}

export async function law(
  terminal: Terminal,
  values: Values<'law'>,
  name: string,
): Promise<number> {
  const { words } = terminal;
  const metric = metricOf(words, values.metric);
  const target = positive(words, 'target', values.target) ?? null;
  const curves = (await curvesOf(terminal, name, metric)).filter(
    ({ curve }) => curve.points.length > 0,
  );
  if (curves.length === 0) throw new Failure(words.cli.noPoints(name));
  const laws = curves.map(({ curve, series }) => {
    const answer = answerLaw({ points: curve.points, target, worth: worthOf(words, values) });
    const answers = answersOf({ curve, answer, computing: false, target, pool: null });
    const measure = curve.kind === 'experiment' ? metric : null;
    sayLaw(terminal, { label: series?.label ?? null, curve, metric: measure, answers });
    const found = answer.law?.kind === 'fit' ? answer.law : null;
    return {
      series,
      m: curve.m,
      metric: measure,
      unit: curve.unit,
      points: curve.summary.means,
      baselines: curve.summary.baselines,
      law: found && lawInResults(series?.id ?? '', curve.m ?? 0, found),
      refused: answer.law?.kind === 'fit' ? null : (answer.law?.reason ?? null),
      answers: answers.answers,
    };
  });
  const text = { format: 'sim2real-laws', appVersion: __APP_VERSION__, file: name, laws };
  await deliver(words, values.out, `${JSON.stringify(text, null, 1)}\n`);
  return 0;
}

async function curvesOf(
  terminal: Terminal,
  name: string,
  metric: Metric,
): Promise<readonly NamedCurve[]> {
  const { words } = terminal;
  const bytes = await readFile(name).catch((error: unknown) => {
    throw new Failure(words.cli.unreadable(name, detailOf(error)));
  });
  const start = bytes.subarray(0, 4096).toString('utf8');
  if (looksLikeExperimentFile(start) && start.includes(`"${FILE_FORMAT}"`)) {
    const file = await experimentFileAt(terminal, name);
    const { source } = file.document;
    if (source.kind === 'list') return listOf(terminal, name, source.text, source.choices);
    return file.series.flatMap(({ id, label, measuredTarget, noiseFloor }) =>
      curvesOfSeries(file.records, { id, label }, metric, unitText(measuredTarget), noiseFloor),
    );
  }
  const text = await listText(path.basename(name), new Uint8Array(bytes)).catch(
    (error: unknown) => {
      throw new Failure(words.cli.unreadable(name, detailOf(error)));
    },
  );
  const parsed = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const found = recordsOfCsv(parsed.meta.fields ?? [], parsed.data);
  if (!found) return listOf(terminal, name, text);
  if (found.leftOut > 0) terminal.say(words.cli.linesLeftOut(name, found.leftOut));
  return [...found.labels].flatMap(([id, label]) =>
    curvesOfSeries(found.records, { id, label }, metric, null, null),
  );
}

/** One for each m. */
function curvesOfSeries(
  records: readonly SweepRecord[],
  series: NonNullable<NamedCurve['series']>,
  metric: Metric,
  unit: string | null,
  noiseFloor: number | null,
): NamedCurve[] {
  const transfer = records.filter(({ arm, series: of }) => arm === 'transfer' && of === series.id);
  const distinct = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);
  const measured = distinct(transfer.map(({ m }) => m));
  const sizes = distinct(transfer.map(({ n }) => n));
  const asked = { sizes, measured, trials: 0 };
  const choice = { records, asked, series: series.id, key: series.id, metric, unit, noiseFloor };
  return measured.map((m) => ({ series, curve: curveOf({ ...choice, m }) }));
}

function listOf(
  { words, say }: Terminal,
  name: string,
  text: string,
  choices: ListChoices = {},
): NamedCurve[] {
  const { points, problems } = readErrorList(text, choices);
  for (const problem of problems) say(`${name}: ${words.problems.errorListProblem(problem)}`);
  return [{ series: null, curve: listCurve(points) }];
}

function metricOf(words: Words, text: string | undefined): Metric {
  const metric = METRICS.find((one) => one === (text ?? METRICS[0]));
  if (!metric) throw new Failure(words.cli.notAMetric(text ?? ''));
  return metric;
}

function worthOf(words: Words, values: Values<'law'>): StoppingWorth {
  const given = {
    valuePerError: positive(words, 'value-per-error', values['value-per-error']),
    costPerSample: positive(words, 'cost-per-sample', values['cost-per-sample']),
    smallestGain: positive(words, 'smallest-gain', values['smallest-gain']),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function positive(words: Words, option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = parseNumber(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Failure(words.cli.notANumber(option, text));
}
