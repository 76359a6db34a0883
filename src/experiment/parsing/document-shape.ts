/**
 * Every field of an experiment document, once: how it is read, what stands there when it is absent, and where it may be kept
 * (everywhere, unless it says otherwise). Rows of data never go into a link; what belongs to one machine stays there.
 */
import { STATISTICS, type Fingerprint } from '../../descriptors/plan.ts';
import type { ColumnOptions } from '../../preparation/descriptor-plan.ts';
import { SMALLEST_SIZE } from '../../sweep/check-spec.ts';
import { LEAK_RULES, type ExtraPoint } from '../../sweep/specification.ts';
import type { ListChoices } from '../../tables/error-list/error-list.ts';
import type { ReadChoices } from '../../tables/read-table.ts';
import { TEXT_ENCODINGS } from '../../tables/text-chunks.ts';
import { ENGINE_CHOICES } from '../../training/choose-engine.ts';
import { ACTIVATIONS } from '../../training/network.ts';
import { DEFAULT_CHOICES, DEFAULT_VIEW, DEFAULT_WORTH } from '../defaults.ts';
import {
  DOCUMENT_FORMAT,
  DOCUMENT_VERSION,
  PARTS,
  type ExperimentDocument,
  type RoleChoice,
  type ScheduleFields,
  type SeriesChoices,
  type SeriesDocument,
  type Source,
  type TableReference,
  type TypedSettings,
  type View,
  type Worth,
} from '../document.ts';
import { METRICS } from '../../findings/metric.ts';
import {
  byKind,
  exactNumber,
  field,
  flag,
  list,
  matching,
  nullable,
  number,
  object,
  oneOf,
  partial,
  record,
  required,
  text,
  type Shape,
} from './shape.ts';

/** Letters of names, of a typed field and of a pasted list. */
const NAME = text(10_000);
const TYPED = text(20_000);
const LIST = text(5_000_000);
const MOST_COLUMNS = 20_000;
const MOST_TABLES = 100;
const MOST_SERIES = 1000;
const MOST_EXTRA = 100_000;
const LARGEST_SIZE = 2 ** 21 - 1;
const MOST_ROWS = 2 ** 32;
const FINGERPRINT = matching(/^[0-9a-f]{64}$/);

const NAMES = list(NAME, MOST_COLUMNS, (name) => name);

const READ_CHOICES: Shape<ReadChoices> = partial<ReadChoices>({
  asText: NAMES,
  encoding: oneOf(TEXT_ENCODINGS),
  separator: oneOf(['\t', ',', ';', '|', ' ']),
  decimal: oneOf(['.', ',']),
  headerRow: number({ low: 0, high: MOST_ROWS, whole: true }),
  firstDataRow: number({ low: 1, high: MOST_ROWS, whole: true }),
  unitsRow: oneOf(['units', 'data']),
  rowsAtEnd: oneOf(['leave-out', 'keep']),
  censored: oneOf(['leave-out', 'bound', 'half']),
  ranges: oneOf(['leave-out', 'middle']),
  sentinels: oneOf(['missing', 'keep']),
  sheet: NAME,
});

const LIST_CHOICES: Shape<ListChoices> = partial<ListChoices>({
  series: NAME,
  values: oneOf(['one-minus', 'negate', 'as-errors', 'as-read']),
  marked: oneOf(['leave-out', 'keep']),
});

const TABLE: Shape<TableReference> = object<TableReference>({
  fingerprint: required(FINGERPRINT),
  name: field(NAME, ''),
  rows: field(nullable(number({ low: 0, high: MOST_ROWS, whole: true })), null),
  columns: field(nullable(number({ low: 0, high: MOST_ROWS, whole: true })), null),
  read: field(READ_CHOICES, {}),
});

const ROLES: Shape<RoleChoice> = object<RoleChoice>({
  inputs: field(NAMES, []),
  conditions: field(NAMES, []),
  simulatedTarget: field(nullable(NAME), null),
  measuredTarget: field(nullable(NAME), null),
});

/** Bits of a fingerprint come in whole bytes. */
const LENGTH = oneOf(Array.from({ length: 1017 }, (_, i) => 64 + 8 * i));

const FINGERPRINT_KINDS = byKind<Fingerprint>({
  morgan: object<Extract<Fingerprint, { kind: 'morgan' }>>({
    kind: required(oneOf(['morgan'])),
    radius: required(exactNumber({ low: 0, high: 6, whole: true })),
    length: required(LENGTH),
  }),
  rdkit: object<Extract<Fingerprint, { kind: 'rdkit' }>>({
    kind: required(oneOf(['rdkit'])),
    maxPath: required(exactNumber({ low: 1, high: 8, whole: true })),
    length: required(LENGTH),
  }),
  maccs: object<Extract<Fingerprint, { kind: 'maccs' }>>({ kind: required(oneOf(['maccs'])) }),
});

const FINGERPRINT_OR_NONE: Shape<Fingerprint | 'none'> = {
  read: (value, path, notes) =>
    value === 'none' ? 'none' : FINGERPRINT_KINDS.read(value, path, notes),
  restrict: (value) => value,
};

const COLUMN_OPTIONS: Shape<ColumnOptions> = partial<ColumnOptions>({
  readAs: oneOf(['smiles', 'formula', 'category']),
  fingerprint: FINGERPRINT_OR_NONE,
  physical: flag,
  endsAsAtoms: flag,
  statistics: list(oneOf(STATISTICS), STATISTICS.length, (one) => one),
  log: flag,
});

const CHOICES: Shape<SeriesChoices> = object<SeriesChoices>({
  leaveOutOdd: field(flag, DEFAULT_CHOICES.leaveOutOdd),
  convert: field(flag, DEFAULT_CHOICES.convert),
  repeats: field(oneOf(['keep', 'average']), DEFAULT_CHOICES.repeats),
  logTarget: field(flag, DEFAULT_CHOICES.logTarget),
  groupColumn: field(nullable(NAME), DEFAULT_CHOICES.groupColumn),
  testColumn: field(nullable(NAME), DEFAULT_CHOICES.testColumn),
  sameProperty: field(nullable(flag), DEFAULT_CHOICES.sameProperty),
  moreTargets: field(NAMES, DEFAULT_CHOICES.moreTargets),
  columnsApart: field(NAMES, DEFAULT_CHOICES.columnsApart),
  columnsConverted: field(NAMES, DEFAULT_CHOICES.columnsConverted),
  descriptors: field(record(COLUMN_OPTIONS, MOST_COLUMNS), DEFAULT_CHOICES.descriptors),
});

const TABLE_INDEX = exactNumber({ low: 0, high: MOST_TABLES - 1, whole: true });

const SERIES: Shape<SeriesDocument> = object<SeriesDocument>({
  simulated: required(TABLE_INDEX),
  measured: required(TABLE_INDEX),
  roles: field(nullable(ROLES), null),
  choices: field(CHOICES, DEFAULT_CHOICES),
});

const SOURCE = byKind<Source>({
  lesson: object<Extract<Source, { kind: 'lesson' }>>({
    kind: required(oneOf(['lesson'])),
    lesson: required(text(200)),
  }),
  tables: object<Extract<Source, { kind: 'tables' }>>({
    kind: required(oneOf(['tables'])),
    simulated: field(list(TABLE, MOST_TABLES), []),
    measured: field(list(TABLE, MOST_TABLES), []),
    series: field(list(SERIES, MOST_SERIES), []),
  }),
  list: object<Extract<Source, { kind: 'list' }>>({
    kind: required(oneOf(['list'])),
    choices: field(LIST_CHOICES, {}),
    // A person's own numbers: they travel only in what is handed on knowingly.
    text: field(LIST, '', ['browser', 'file']),
  }),
});

const SCHEDULE: Shape<Partial<ScheduleFields>> = partial<Partial<ScheduleFields>>({
  learningRate: TYPED,
  batch: TYPED,
  maxSteps: TYPED,
  evaluationInterval: TYPED,
  patience: TYPED,
  weightDecay: TYPED,
  decay: oneOf(['constant', 'cosine']),
  loss: oneOf(['mse', 'huber']),
});

const SETTINGS: Shape<TypedSettings> = partial<TypedSettings>({
  sizes: TYPED,
  measured: TYPED,
  trials: TYPED,
  seed: TYPED,
  testShare: TYPED,
  leakRule: oneOf(LEAK_RULES),
  hidden: TYPED,
  activation: oneOf(ACTIVATIONS),
  fixedSteps: TYPED,
  pretraining: SCHEDULE,
  fineTuning: SCHEDULE,
});

const EXTRA_POINT: Shape<ExtraPoint> = object<ExtraPoint>({
  n: required(exactNumber({ low: SMALLEST_SIZE, high: LARGEST_SIZE, whole: true })),
  trial: required(exactNumber({ low: 0, high: 999, whole: true })),
});

const WORTH: Shape<Worth> = object<Worth>({
  valuePerError: field(TYPED, DEFAULT_WORTH.valuePerError),
  costPerSample: field(TYPED, DEFAULT_WORTH.costPerSample),
  smallestGain: field(TYPED, DEFAULT_WORTH.smallestGain),
});

const VIEW: Shape<View> = object<View>({
  metric: field(oneOf(METRICS), DEFAULT_VIEW.metric),
  m: field(nullable(number({ low: 1, high: LARGEST_SIZE, whole: true })), DEFAULT_VIEW.m),
  target: field(
    nullable(exactNumber({ low: Number.MIN_VALUE, high: Number.MAX_VALUE })),
    DEFAULT_VIEW.target,
  ),
  showBeyond: field(flag, DEFAULT_VIEW.showBeyond),
  hidden: field(
    list(oneOf(PARTS), PARTS.length, (part) => part),
    DEFAULT_VIEW.hidden,
  ),
});

export const DOCUMENT: Shape<ExperimentDocument> = object<ExperimentDocument>({
  format: required(oneOf([DOCUMENT_FORMAT])),
  version: required(oneOf([DOCUMENT_VERSION])),
  title: field(nullable(text(500)), null),
  source: required(SOURCE),
  settings: field(SETTINGS, {}),
  extra: field(
    list(EXTRA_POINT, MOST_EXTRA, ({ n, trial }) => `${n} ${trial}`),
    [],
  ),
  // What one machine can do says nothing about another.
  engine: field(oneOf(ENGINE_CHOICES), 'automatic', ['browser', 'file']),
  worth: field(WORTH, DEFAULT_WORTH),
  view: field(VIEW, DEFAULT_VIEW),
});
