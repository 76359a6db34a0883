/**
 * Files of the first version (specification, tables, records and laws, without a document) as the second has them. Their
 * tables stand in the document by fingerprint, their records keep the ids of protocol 1.
 */
import { FIRST_LESSON, newDocument } from '../experiment/defaults.ts';
import type { Source, TableReference } from '../experiment/document.ts';
import type { Plain } from '../experiment/parsing/plain.ts';
import {
  exactNumber,
  field,
  flag,
  isObject,
  list,
  nullable,
  Notes,
  object,
  oneOf,
  required,
  type Shape,
} from '../experiment/parsing/shape.ts';
import { settingsOf } from '../experiment/settings.ts';
import { hashJson, type Json } from '../hashing.ts';
import type { ExtraPoint } from '../sweep/specification.ts';
import { SIDES, type Side } from '../tables/side.ts';
import { ACTIVATIONS } from '../training/network.ts';
import { DEFAULT_FINE_TUNING, DEFAULT_PRETRAINING, type Schedule } from '../training/schedule.ts';
import { choicesOf } from './choices-version-1.ts';
import { FINGERPRINT, JSON_VALUE, NAME } from './file-shape.ts';

type Members = { readonly [key: string]: Plain };

export interface Series1 {
  readonly label: string;
  readonly simulatedTargets: readonly string[];
  readonly measuredTarget: string;
  readonly sameProperty: boolean;
  readonly descriptors: Json;
}

interface Table1 {
  readonly role: Side;
  /** Label of the series. */
  readonly series: string;
  readonly file: string | null;
  readonly rows: number;
  readonly fingerprint: string;
}

interface Spec1 {
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly measured: readonly number[];
  readonly trials: number;
  readonly extra: readonly ExtraPoint[];
  readonly testShare: number;
  readonly hidden: readonly number[];
  readonly activation: (typeof ACTIVATIONS)[number];
  readonly pretraining: Schedule1;
  readonly fineTuning: Schedule1;
  readonly fixedSteps: number;
  readonly series: readonly Series1[];
}

const NUMBER = exactNumber({ low: 0, high: Number.MAX_SAFE_INTEGER });
const NUMBERS = list(NUMBER, 10_000);

/** Without what no field of the page could change. */
type Schedule1 = Omit<Schedule, 'huberDelta' | 'trainable'>;

const schedule = (absent: Schedule): Shape<Schedule1> =>
  object<Schedule1>({
    learningRate: required(NUMBER),
    decay: field(oneOf(['constant', 'cosine']), absent.decay),
    batch: required(NUMBER),
    maxSteps: required(NUMBER),
    evaluationInterval: required(NUMBER),
    patience: required(NUMBER),
    weightDecay: required(NUMBER),
    loss: field(oneOf(['mse', 'huber']), absent.loss),
  });

const SPEC: Shape<Spec1> = object<Spec1>({
  seed: required(NUMBER),
  sizes: required(NUMBERS),
  measured: required(NUMBERS),
  trials: required(NUMBER),
  extra: field(
    list(object<ExtraPoint>({ n: required(NUMBER), trial: required(NUMBER) }), 10_000),
    [],
  ),
  testShare: required(NUMBER),
  hidden: required(NUMBERS),
  activation: required(oneOf(ACTIVATIONS)),
  pretraining: required(schedule(DEFAULT_PRETRAINING)),
  fineTuning: required(schedule(DEFAULT_FINE_TUNING)),
  fixedSteps: required(NUMBER),
  series: required(
    list(
      object<Series1>({
        label: required(NAME),
        simulatedTargets: required(list(NAME, 20_000)),
        measuredTarget: required(NAME),
        sameProperty: required(flag),
        descriptors: field(JSON_VALUE, null),
      }),
      1000,
    ),
  ),
});

const TABLES: Shape<readonly Table1[]> = list(
  object<Table1>({
    role: required(oneOf(SIDES)),
    series: required(NAME),
    file: field(nullable(NAME), null),
    rows: required(NUMBER),
    fingerprint: required(FINGERPRINT),
  }),
  2000,
);

/** The members of a file of the second version, still to be read as one; null where the specification is damaged. */
export function fromVersion1(value: Members): Members | null {
  const notes = new Notes();
  const spec = SPEC.read(value.spec, 'spec', notes);
  if (!spec) return null;
  const tables = TABLES.read(value.tables, 'tables', notes) ?? [];
  const protocol = FINGERPRINT.read(value.protocolHash, 'protocolHash', notes) ?? hashJson(spec);
  const ids = new Map(spec.series.map((one) => [one.label, idOf(one, tables)]));
  const idOfLabel = (label: Plain | undefined): string =>
    (typeof label === 'string' ? ids.get(label) : undefined) ?? '';
  const items = (list: Plain | undefined): Members[] =>
    Array.isArray(list) ? (list as readonly Plain[]).filter(isObject) : [];
  const document = {
    ...newDocument(sourceOf(spec.series, tables)),
    settings: settingsOf({
      ...spec,
      version: 2,
      leakRule: 'own',
      pretraining: { ...DEFAULT_PRETRAINING, ...spec.pretraining },
      fineTuning: { ...DEFAULT_FINE_TUNING, ...spec.fineTuning },
    }),
    extra: spec.extra,
  };
  return {
    appVersion: value.appVersion ?? '',
    protocolVersion: 1,
    document: document as unknown as Plain,
    tables: tables.map((table) => ({ ...table, series: idOfLabel(table.series) })),
    series: spec.series.map((one) => ({
      ...one,
      id: idOfLabel(one.label),
      protocol,
      noiseFloor: null,
    })),
    records: items(value.records).map((one) => ({
      ...one,
      protocol,
      series: idOfLabel(one.series),
    })),
    laws: items(value.laws).map((one) => ({ ...one, series: idOfLabel(one.series) })),
  };
}

/** Series had no identity then: this one is nobody else's. */
function idOf(series: Series1, tables: readonly Table1[]): string {
  const own = tables.filter((table) => table.series === series.label);
  return hashJson({ version: 1, series, tables: own.map(({ fingerprint }) => fingerprint) });
}

function sourceOf(series: readonly Series1[], tables: readonly Table1[]): Source {
  // Only the built-in example had no tables.
  if (tables.length === 0) return { kind: 'lesson', lesson: FIRST_LESSON };
  const references = (side: Side): TableReference[] => {
    const own = tables.filter(({ role }) => role === side);
    const byContent = new Map(own.map((table) => [table.fingerprint, table]));
    return [...byContent.values()].map(({ fingerprint, file }) => {
      return { fingerprint, name: file ?? '', rows: null, columns: null, read: {} };
    });
  };
  const [simulated, measured] = [references('simulated'), references('measured')];
  const indexOf = (side: Side, label: string, list: readonly TableReference[]): number => {
    const table = tables.find((one) => one.role === side && one.series === label);
    return list.findIndex(({ fingerprint }) => fingerprint === table?.fingerprint);
  };
  return {
    kind: 'tables',
    simulated,
    measured,
    series: series
      .map((one) => ({
        simulated: indexOf('simulated', one.label, simulated),
        measured: indexOf('measured', one.label, measured),
        ...choicesOf(one),
      }))
      .filter((one) => one.simulated >= 0 && one.measured >= 0),
  };
}
