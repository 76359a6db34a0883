/** The fields of an experiment file beside its document, once: how each is read from JSON. */
import {
  field,
  exactNumber,
  flag,
  list,
  matching,
  nullable,
  object,
  oneOf,
  partial,
  required,
  text,
  type Shape,
} from '../experiment/parsing/shape.ts';
import type { Json } from '../hashing.ts';
import type { Plain } from '../experiment/parsing/plain.ts';
import { ARMS, type StageReport, type SweepRecord } from '../sweep/record.ts';
import { SIDES } from '../tables/side.ts';
import { ENGINE_NAMES } from '../training/engine.ts';
import type { TwinErrors } from '../training/unit.ts';
import type { FileSeries, TableDescription } from './experiment-file.ts';
import type { FileInterval, LawInResults } from './results-law.ts';

export const NAME = text(10_000);
export const FINGERPRINT = matching(/^[0-9a-f]{64}$/);
const MOST = 10_000_000;
const COUNT = exactNumber({ low: 0, high: Number.MAX_SAFE_INTEGER, whole: true });
const FINITE = exactNumber({ low: -Number.MAX_VALUE, high: Number.MAX_VALUE });
const NOT_NEGATIVE = exactNumber({ low: 0, high: Number.MAX_VALUE });

const JSON_LEVELS = 20;

/** Any JSON that is not nested deeper than a plan can be. */
export const JSON_VALUE: Shape<Json> = {
  read: (value) => (value !== undefined && depthOf(value, JSON_LEVELS) ? value : undefined),
  restrict: (value) => value,
};

function depthOf(value: Plain, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one: Plain) => depthOf(one, levels - 1));
}

/** What was not a number is null in JSON. */
const NUMBER_OR_NAN: Shape<number> = {
  read: (value, path, notes) => (value === null ? NaN : FINITE.read(value, path, notes)),
  restrict: (value) => value,
};

const STAGE: Shape<StageReport> = object<StageReport>({
  steps: required(COUNT),
  stoppedBy: required(oneOf(['patience', 'budget', 'fixed'])),
});

const TWINS: Shape<TwinErrors> = object<TwinErrors>({
  mae: required(NOT_NEGATIVE),
  rmse: required(NOT_NEGATIVE),
  r2: field(NUMBER_OR_NAN, NaN),
  testRows: required(COUNT),
});

/** A record with what it may lack told as null. */
type Told = Omit<SweepRecord, 'twins'> & { readonly twins: TwinErrors | null };

const WHOLE_RECORD = object<Told>({
  id: required(text(1000)),
  protocol: required(FINGERPRINT),
  series: required(FINGERPRINT),
  n: required(COUNT),
  m: required(COUNT),
  trial: required(COUNT),
  arm: required(oneOf(ARMS)),
  mae: required(NOT_NEGATIVE),
  rmse: required(NOT_NEGATIVE),
  r2: field(NUMBER_OR_NAN, NaN),
  nUsed: required(COUNT),
  mUsed: required(COUNT),
  testRows: required(COUNT),
  twins: field(nullable(TWINS), null),
  removedRows: required(COUNT),
  steps: required(COUNT),
  stoppedBy: field(nullable(oneOf(['patience', 'budget'])), null),
  stages: field(partial<SweepRecord['stages']>({ pretraining: STAGE, fineTuning: STAGE }), {}),
  seconds: field(NOT_NEGATIVE, 0),
  engine: required(oneOf([...ENGINE_NAMES, 'none'])),
  engineVersion: required(text(1000)),
});

/** Records without their id, protocol or numbers are of no use. */
export const RECORD: Shape<SweepRecord> = {
  read(value, path, notes) {
    const told = WHOLE_RECORD.read(value, path, notes);
    if (!told) return undefined;
    const { twins, ...rest } = told;
    return twins ? { ...rest, twins } : rest;
  },
  restrict: (value) => value,
};

export const RECORDS = list(RECORD, MOST, ({ id }) => id);

export const TABLES: Shape<readonly TableDescription[]> = list(
  object<TableDescription>({
    role: required(oneOf(SIDES)),
    series: required(FINGERPRINT),
    file: field(nullable(NAME), null),
    rows: required(COUNT),
    fingerprint: required(FINGERPRINT),
  }),
  10_000,
);

export const SERIES: Shape<readonly FileSeries[]> = list(
  object<FileSeries>({
    id: required(FINGERPRINT),
    label: field(NAME, ''),
    simulatedTargets: required(list(NAME, 20_000)),
    measuredTarget: required(NAME),
    sameProperty: required(flag),
    descriptors: field(JSON_VALUE, null),
    protocol: required(FINGERPRINT),
    noiseFloor: field(nullable(NOT_NEGATIVE), null),
  }),
  1000,
  ({ id }) => id,
);

const END = nullable(FINITE);
const INTERVAL: Shape<FileInterval> = {
  read(value, path, notes) {
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [lower, upper] = value as readonly Plain[];
    const ends = [END.read(lower, path, notes), END.read(upper, path, notes)] as const;
    return ends[0] === undefined || ends[1] === undefined ? undefined : [ends[0], ends[1]];
  },
  restrict: (value) => value,
};

export const LAWS: Shape<readonly LawInResults[]> = list(
  object<LawInResults>({
    series: required(FINGERPRINT),
    m: required(COUNT),
    D: required(FINITE),
    alpha: required(FINITE),
    C: required(FINITE),
    level: required(oneOf([0.9])),
    intervals: required(
      object<LawInResults['intervals']>({
        D: required(INTERVAL),
        alpha: required(INTERVAL),
        C: required(INTERVAL),
      }),
    ),
    identified: required(oneOf(['resolved', 'upper-bound', 'not-identified'])),
  }),
  100_000,
);
