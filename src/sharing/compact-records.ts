/**
 * Finished points as a link carries them: by columns, errors as float32 in their shortest digits, without seconds, the
 * stages' reports and the errors on test rows with a simulated value. A hash of the full records stands beside them, so that a rerun can still be compared bit for bit.
 */
import type { Plain } from '../experiment/parsing/plain.ts';
import { isObject, Notes } from '../experiment/parsing/shape.ts';
import { hashJson } from '../hashing.ts';
import { recordId } from '../sweep/identity.ts';
import { ARMS, byPoint, comparable, type SweepRecord } from '../sweep/record.ts';
import type { FileSeries } from './experiment-file.ts';
import { FINGERPRINT, RECORD, SERIES } from './file-shape.ts';

/** What a link knows of a series: how its columns became features stands in the document. */
export type SharedSeries = Omit<FileSeries, 'descriptors'> & { readonly descriptors: null };

export interface SharedResults {
  readonly series: readonly SharedSeries[];
  /** As `briefly` leaves them. */
  readonly records: readonly SweepRecord[];
  /** `recordsHash` of the full records. */
  readonly hash: string;
}

/** The hash of everything in the records that two runs of one experiment have in common, in whatever order they came. */
export function recordsHash(records: readonly SweepRecord[]): string {
  return hashJson([...records].sort((a, b) => (a.id < b.id ? -1 : 1)).map(comparable));
}

/** What of these results a link carries; null where records have ids of an older kind, which only files carry. */
export function sharedResults(
  series: readonly FileSeries[],
  records: readonly SweepRecord[],
): SharedResults | null {
  if (records.length === 0 || !records.every((one) => one.id === recordId(one.protocol, one))) {
    return null;
  }
  return {
    series: series.map((one) => ({ ...one, descriptors: null })),
    records: [...records].sort(byPoint).map(briefly),
    hash: recordsHash(records),
  };
}

const NUMBERS = [
  ...['n', 'm', 'trial', 'nUsed', 'mUsed', 'testRows', 'removedRows', 'steps'],
  ...['mae', 'rmse', 'r2'],
] as const;
/** Their places are the format's: never changed. */
const STOPPED = [null, 'patience', 'budget'] as const;
const MOST_RECORDS = 20_000;

type Members = { readonly [key: string]: Plain };

export function packResults({ series, records, hash }: SharedResults): Members {
  // Names rather than places in a list of this release, which another may order otherwise.
  const engines = [...new Set(records.map(engineOf))];
  const arms = [...new Set(records.map(({ arm }) => arm))];
  const index = new Map(series.map(({ id }, i) => [id, i]));
  const numbers = NUMBERS.map((name): [string, Plain] => [
    name,
    records.map((record) => numberOf(record[name as 'n'])),
  ]);
  return {
    hash,
    series: series.map(({ descriptors, noiseFloor, ...rest }) => ({ ...rest, noiseFloor })),
    engines,
    arms,
    of: records.map((record) => index.get(record.series) ?? 0),
    arm: records.map(({ arm }) => arms.indexOf(arm)),
    engine: records.map((record) => engines.indexOf(engineOf(record))),
    stopped: records.map(({ stoppedBy }) => STOPPED.indexOf(stoppedBy)),
    ...Object.fromEntries(numbers),
  };
}

/** null where they are damaged. */
export function unpackResults(given: Plain | undefined): SharedResults | null {
  if (!isObject(given)) return null;
  const notes = new Notes();
  const hash = FINGERPRINT.read(given.hash, 'hash', notes);
  const series = SERIES.read(given.series, 'series', notes);
  const column = (name: string) => columnOf(given, name);
  const armsAt = column('arm');
  if (!hash || series?.length !== column('series').length || armsAt.length > MOST_RECORDS) {
    return null;
  }
  const records = armsAt.map((_, i): SweepRecord | undefined => {
    const at = (name: string) => column(name)[i];
    const place = series[Number(at('of'))];
    const name = columnOf(given, 'engines')[Number(at('engine'))];
    const [engine = '', ...version] = typeof name === 'string' ? name.split(' ') : [];
    const arm = ARMS.find((one) => one === column('arms')[Number(at('arm'))]);
    if (!place || !arm) return undefined;
    const point = {
      n: Number(at('n')),
      m: Number(at('m')),
      trial: Number(at('trial')),
      arm,
    };
    const numbers = NUMBERS.map((name): [string, Plain] => [name, at(name) ?? null]);
    const record = {
      id: recordId(place.protocol, point),
      protocol: place.protocol,
      series: place.id,
      ...Object.fromEntries(numbers),
      arm,
      stoppedBy: STOPPED[Number(at('stopped'))] ?? null,
      seconds: 0,
      engine,
      engineVersion: version.join(' '),
    };
    return RECORD.read(record, '', notes);
  });
  const whole = records.filter((record) => record !== undefined);
  if (whole.length < records.length || whole.length === 0) return null;
  return {
    hash,
    series: series.map((one) => ({ ...one, descriptors: null })),
    records: whole.map(briefly),
  };
}

/** What float32 cannot hold stays as it is. */
const short = (value: number): number =>
  Number.isFinite(Math.fround(value)) ? Math.fround(value) : value;

/** What a link has of a record. */
export function briefly({ twins, ...record }: SweepRecord): SweepRecord {
  const { mae, rmse, r2 } = record;
  return {
    ...record,
    ...{ mae: short(mae), rmse: short(rmse), r2: short(r2) },
    ...{ stages: {}, seconds: 0 },
  };
}

const columnOf = (given: Members, name: string): readonly Plain[] => {
  const column = Object.hasOwn(given, name) ? given[name] : undefined;
  return Array.isArray(column) ? (column as readonly Plain[]) : [];
};

const engineOf = ({ engine, engineVersion }: SweepRecord): string => `${engine} ${engineVersion}`;

/** The fewest digits that give this float32 again; whole numbers as they are. */
function numberOf(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  if (Number.isInteger(value)) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
