/**
 * The points of a shared experiment beside those of a rerun: bit for bit the same, within what another engine explains, or
 * different. Seconds may always differ.
 */
import { canonicalJson } from '../hashing.ts';
import { comparable, type SweepRecord } from '../sweep/record.ts';
import { briefly, recordsHash } from './compact-records.ts';

export interface SharedRecords {
  readonly records: readonly SweepRecord[];
  /** Where errors were rounded to float32 and stages left out, as in a link: the hash of the full records. */
  readonly hash: string | null;
}

export interface RecordDifference {
  readonly record: SweepRecord;
  /** null where the rerun has no such point. */
  readonly again: SweepRecord | null;
  /** |rerun - shared| / shared mean absolute error; Infinity where the rerun has no such point. */
  readonly share: number;
}

export interface Comparison {
  /** 'tolerance': only points of other engines differ, and on average not beyond their scatter. */
  readonly verdict: 'identical' | 'tolerance' | 'different';
  readonly count: number;
  readonly identical: number;
  /** null where all are identical. */
  readonly largest: RecordDifference | null;
  /** Points that both have, with other ids: they are of other tables, columns or settings. */
  readonly otherExperiment: boolean;
  /** Engines of trained points with their versions, as shared and in the rerun. */
  readonly engines: { readonly shared: readonly string[]; readonly again: readonly string[] };
}

/** Early stopping flips at the last digit of another engine: single points scatter, their mean does not. */
const STANDARD_ERRORS = 2;
/** What rounding alone explains, also of a single point. */
const ROUNDING = 1e-3;

/** Throws RangeError without shared records. */
export function compareRecords(
  { records, hash }: SharedRecords,
  rerun: readonly SweepRecord[],
): Comparison {
  if (records.length === 0) throw new RangeError('There are no records to compare with.');
  const place = placesIn(records, rerun);
  const now = new Map(rerun.map((record) => [place(record), record]));
  const pairs = records.map((shared) => ({ shared, again: now.get(place(shared)) }));
  const matched = pairs.flatMap(({ again }) => (again ? [again] : []));
  const text = hash === null ? canonicalOf : canonicalRounded;
  // What was rounded is the same where its hash is, and nowhere else.
  const whole =
    hash === null || (matched.length === records.length && recordsHash(matched) === hash);
  const differing = pairs.filter(({ shared, again }) => !again || text(shared) !== text(again));
  const differences = differing.map(({ shared, again }) => ({
    record: shared,
    again: again ?? null,
    share: again ? relative(shared.mae, again.mae) : Infinity,
    signed: again ? (again.mae - shared.mae) / (shared.mae || 1) : Infinity,
    otherEngine:
      again?.id === shared.id &&
      (again.engine !== shared.engine || again.engineVersion !== shared.engineVersion),
  }));
  const [largest = null] = [...differences].sort((a, b) => b.share - a.share);
  return {
    verdict:
      differences.length === 0
        ? whole
          ? 'identical'
          : 'different'
        : differences.every(({ otherEngine }) => otherEngine) &&
            isScatter(differences.map(({ signed }) => signed))
          ? 'tolerance'
          : 'different',
    count: records.length,
    identical: records.length - differences.length,
    largest: largest && { record: largest.record, again: largest.again, share: largest.share },
    otherExperiment: pairs.some(
      ({ shared, again }) => again !== undefined && again.id !== shared.id,
    ),
    engines: { shared: enginesOf(records), again: enginesOf(matched) },
  };
}

/**
 * Where a record is: its series and point. Series are known by content; where each side has one that the other lacks, these are
 * compared: other tables are no reason to see nothing.
 */
function placesIn(
  shared: readonly SweepRecord[],
  rerun: readonly SweepRecord[],
): (record: SweepRecord) => string {
  const [there, here] = [shared, rerun].map((list) => new Set(list.map(({ series }) => series)));
  const onlyThere = [...(there ?? [])].filter((series) => !here?.has(series));
  const onlyHere = [...(here ?? [])].filter((series) => !there?.has(series));
  const [twin] = onlyHere.length === 1 && onlyThere.length === 1 ? onlyThere : [];
  return ({ series, n, m, trial, arm }) =>
    [series === onlyHere[0] ? (twin ?? series) : series, n, m, trial, arm].join(' ');
}

const enginesOf = (records: readonly SweepRecord[]): string[] =>
  [
    ...new Set(
      records
        .filter(({ engine }) => engine !== 'none')
        .map(({ engine, engineVersion }) => `${engine} ${engineVersion}`),
    ),
  ].sort();

const canonicalOf = (record: SweepRecord): string => canonicalJson(comparable(record));

const canonicalRounded = (record: SweepRecord): string => canonicalOf(briefly(record));

const relative = (before: number, after: number): number =>
  before === after ? 0 : Math.abs(after - before) / Math.max(Math.abs(before), Number.MIN_VALUE);

/** Whether the mean of the differences is zero within its standard error. */
function isScatter(differences: readonly number[]): boolean {
  if (differences.every((one) => Math.abs(one) <= ROUNDING)) return true;
  const count = differences.length;
  if (count < 2 || !differences.every(Number.isFinite)) return false;
  const mean = differences.reduce((sum, one) => sum + one, 0) / count;
  const squares = differences.reduce((sum, one) => sum + (one - mean) * (one - mean), 0);
  return Math.abs(mean) <= STANDARD_ERRORS * Math.sqrt(squares / (count - 1) / count);
}
