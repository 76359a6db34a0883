/** From options to an experiment that is ready to be planned: document, tables, series, by the page's own steps. */
import { DescriptorPlanError } from '../descriptors/plan.ts';
import { newDocument } from '../experiment/defaults.ts';
import type { ExperimentDocument, TableReference, TypedSettings } from '../experiment/document.ts';
import { gridFor } from '../experiment/grid.ts';
import { parseDocument } from '../experiment/parse.ts';
import { pinned } from '../experiment/pin.ts';
import { newSeries } from '../experiment/series-changes.ts';
import { seriesView } from '../experiment/series-choice.ts';
import { rowsOfSeries, testRuleOf } from '../experiment/series-rows.ts';
import { effectiveSettings, parseSettings } from '../experiment/settings.ts';
import { sourceProblems, toSpec, type TableLookup } from '../experiment/to-spec.ts';
import { createLesson } from '../lessons/lessons.ts';
import {
  prepareSeries,
  type Describe,
  type PreparedSeries,
} from '../preparation/prepare-series.ts';
import type { Series, SeriesSpec } from '../preparation/series.ts';
import {
  experimentFile,
  FILE_FORMAT,
  type ExperimentFile,
  type FileSeries,
} from '../sharing/experiment-file.ts';
import { tableDescriptions } from '../sharing/table-descriptions.ts';
import { protocolHash } from '../sweep/identity.ts';
import type { SweepSpec } from '../sweep/specification.ts';
import type { Table } from '../tables/table.ts';
import type { ExperimentValues } from './arguments.ts';
import { changed } from './changes.ts';
import { experimentFileAt, linkContents, textOf } from './experiment-files.ts';
import { detailOf, Failure } from './failure.ts';
import { placed, readSide, type GivenTable } from './read-tables.ts';
import type { Terminal } from './terminal.ts';

/** What `sim2real plan` writes. */
export const PLAN_FORMAT = 'sim2real-plan';

export interface Experiment {
  /** Pinned. */
  readonly document: ExperimentDocument;
  readonly spec: SweepSpec;
  readonly series: readonly Series[];
  /** Its results file without records and laws. */
  readonly file: ExperimentFile;
}

/** Rejects with Failure. */
export async function experimentOf(
  terminal: Terminal,
  values: ExperimentValues,
  describe: Describe,
): Promise<Experiment> {
  const { document, tables } = await givenDocument(terminal, values);
  return prepareExperiment(terminal, document, values, describe, tables);
}

/** As experimentOf, of a document that is there; null: a new one of the tables. `carried`: tables that came with it. */
export async function prepareExperiment(
  terminal: Terminal,
  given: ExperimentDocument | null,
  values: ExperimentValues,
  describe: Describe,
  carried: readonly Table[] = [],
): Promise<Experiment> {
  const { words } = terminal;
  const { simulated = [], measured = [] } = values;
  const wanted = given?.source.kind === 'tables' ? given.source : null;
  const sources = [
    ...(await readSide(terminal, simulated, wanted?.simulated)),
    ...carriedBy(wanted?.simulated, carried),
  ];
  const targets = [
    ...(await readSide(terminal, measured, wanted?.measured)),
    ...carriedBy(wanted?.measured, carried),
  ];
  const tables = new Map(
    [...sources, ...targets].map(({ table }) => [table.fingerprint, table] as const),
  );
  const whole = given
    ? withTables(terminal, given, sources, targets, values['other-tables'] === true)
    : documentOfTables(terminal, sources, targets);
  const document = changed(words, whole, tables, values);
  const data = await dataOf(terminal, document, tables, describe);
  const settings = parseSettings(effectiveSettings(document.settings, data.proposed));
  const { spec, problems } = toSpec(settings, data, document.extra);
  if (!spec) throw new Failure(problems.map((one) => words.problems.specProblem(one)).join('\n'));
  const explicit = pinned(document, tables, data.proposed);
  return { document: explicit, spec, series: data.series, file: fileOf(explicit, spec, data) };
}

function carriedBy(
  wanted: readonly TableReference[] = [],
  carried: readonly Table[],
): readonly GivenTable[] {
  return wanted.flatMap((reference) => {
    const table = carried.find(({ fingerprint }) => fingerprint === reference.fingerprint);
    return table ? [{ table, reference }] : [];
  });
}

interface GivenDocument {
  /** null: the options name none. */
  readonly document: ExperimentDocument | null;
  readonly tables: readonly Table[];
}

async function givenDocument(
  terminal: Terminal,
  { spec, link }: ExperimentValues,
): Promise<GivenDocument> {
  const { words } = terminal;
  if (spec !== undefined && link !== undefined) throw new Failure(words.cli.notTwoSpecs);
  if (link !== undefined) return linkContents(terminal, link);
  const document = spec === undefined ? null : await documentInFile(terminal, spec);
  return { document, tables: [] };
}

/** The document of a results file, a stored plan, or a document alone. */
async function documentInFile(terminal: Terminal, name: string): Promise<ExperimentDocument> {
  const { words } = terminal;
  const text = await textOf(terminal, name);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(words.cli.unreadable(name, detailOf(error)));
  }
  if (memberOf(value, 'format') === FILE_FORMAT) {
    return (await experimentFileAt(terminal, name)).document;
  }
  const parsed = parseDocument(documentIn(value));
  if (!parsed.ok) throw new Failure(`${name}: ${words.document.problem(parsed.problem)}`);
  for (const note of parsed.notes) terminal.say(`${name}: ${words.document.note(note)}`);
  return parsed.document;
}

/** A plan of this program has the document beside its units. */
const documentIn = (value: unknown): unknown =>
  memberOf(value, 'format') === PLAN_FORMAT ? memberOf(value, 'document') : value;

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;

function documentOfTables(
  { words }: Terminal,
  simulated: readonly GivenTable[],
  measured: readonly GivenTable[],
): ExperimentDocument {
  if (simulated.length === 0 && measured.length === 0) throw new Failure(words.cli.noTables);
  if (simulated.length === 0) throw new Failure(words.cli.noTable('simulated'));
  if (measured.length === 0) throw new Failure(words.cli.noTable('measured'));
  const references = (tables: readonly GivenTable[]) => tables.map(({ reference }) => reference);
  return newDocument({
    kind: 'tables',
    simulated: references(simulated),
    measured: references(measured),
    series: simulated.flatMap((_, source) =>
      measured.map((__, target) => newSeries(source, target)),
    ),
  });
}

function withTables(
  terminal: Terminal,
  document: ExperimentDocument,
  simulated: readonly GivenTable[],
  measured: readonly GivenTable[],
  takeOthers: boolean,
): ExperimentDocument {
  const { source } = document;
  if (source.kind === 'list') throw new Failure(terminal.words.cli.noExperimentInList);
  const wanted = source.kind === 'tables' ? source : { simulated: [], measured: [] };
  const both = {
    simulated: placed(terminal, 'simulated', wanted.simulated, simulated, takeOthers),
    measured: placed(terminal, 'measured', wanted.measured, measured, takeOthers),
  };
  return source.kind === 'tables' ? { ...document, source: { ...source, ...both } } : document;
}

interface Data {
  readonly specs: readonly SeriesSpec[];
  readonly series: readonly Series[];
  readonly prepared: readonly PreparedSeries[];
  readonly proposed: TypedSettings;
}

async function dataOf(
  terminal: Terminal,
  document: ExperimentDocument,
  tables: TableLookup,
  describe: Describe,
): Promise<Data> {
  const { source } = document;
  if (source.kind === 'lesson') return lessonData(terminal, source.lesson);
  failOnProblems(terminal, document, tables);
  const prepared: PreparedSeries[] = [];
  for (const one of source.kind === 'tables' ? source.series : []) {
    const [simulated, measured] = [
      tables.get((source.kind === 'tables' && source.simulated[one.simulated]?.fingerprint) || ''),
      tables.get((source.kind === 'tables' && source.measured[one.measured]?.fingerprint) || ''),
    ];
    const choice = simulated && measured ? seriesView(one, simulated, measured).choice : null;
    if (!simulated || !measured || !choice) continue;
    prepared.push(
      await prepareSeries(simulated, measured, choice, {
        describe,
        onProgress: ({ done, total }) => terminal.pass(terminal.words.cli.describing(done, total)),
      }).catch((error: unknown) => {
        if (!(error instanceof DescriptorPlanError)) throw error;
        throw new Failure(terminal.words.problems.planProblem(error.problem));
      }),
    );
  }
  for (const one of prepared) sayPrepared(terminal, one);
  const series = prepared.map((one) => one.series);
  const rule = testRuleOf(document.settings);
  return {
    specs: prepared.map(({ spec }) => spec),
    series,
    prepared,
    proposed: gridFor(series.map((one) => rowsOfSeries(one, rule))),
  };
}

function lessonData({ words }: Terminal, id: string): Data {
  try {
    const { specs, series, settings } = createLesson(id);
    return { specs, series, prepared: [], proposed: settings };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(words.cli.unknownLesson(id));
  }
}

function failOnProblems(
  { words }: Terminal,
  { source }: ExperimentDocument,
  tables: TableLookup,
): void {
  if (source.kind !== 'tables') return;
  const sentences = sourceProblems(source, tables).map((problem) => {
    const pair = problem.code === 'series' ? source.series[problem.series] : undefined;
    const simulated = source.simulated[pair?.simulated ?? 0]?.name ?? '';
    const measured = source.measured[pair?.measured ?? 0]?.name ?? '';
    return words.document.sourceProblem(problem, simulated, measured);
  });
  if (sentences.length > 0) throw new Failure(sentences.join('\n'));
}

/** How many rows and features there are, and which rows are left out. */
function sayPrepared({ words, say }: Terminal, { spec, sides, features }: PreparedSeries): void {
  const [simulated, measured] = sides;
  say(words.cli.prepared(spec.label, simulated.used, measured.used, features.kept));
  for (const { table, used, dropped } of sides) {
    const [first] = dropped;
    if (first) say(words.problems.droppedRows(table.name, dropped.length, used, first));
  }
}

function fileOf(document: ExperimentDocument, spec: SweepSpec, data: Data): ExperimentFile {
  const series = data.specs.map((one, index): FileSeries => ({
    ...one,
    protocol: protocolHash(spec, one),
    noiseFloor: data.prepared[index]?.noiseFloor?.expectedMae ?? null,
  }));
  return experimentFile({
    appVersion: __APP_VERSION__,
    document,
    tables: tableDescriptions(data.prepared),
    series,
    records: [],
    laws: [],
  });
}
