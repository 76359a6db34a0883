/**
 * The points of a shared experiment beside those of a rerun: bit for bit the same, within what another engine explains, or
 * different. Seconds may always differ.
 */
import { canonicalJson } from '../hashing.ts';
import { comparable, type SweepRecord } from '../sweep/record.ts';
import { recordsHash } from './compact-records.ts';

export interface SharedRecords {
  readonly records: readonly SweepRecord[];
  /** Where errors were rounded to float32 and stages left out, as in a link: the hash of the full records. */
  readonly hash: string | null;
}

export interface RecordDifference {
  readonly record: SweepRecord;
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
  const now = new Map(rerun.map((record) => [record.id, record]));
  const pairs = records.map((shared) => ({ shared, again: now.get(shared.id) }));
  const matched = pairs.flatMap(({ again }) => (again ? [again] : []));
  const text = hash === null ? canonicalOf : canonicalRounded;
  // What was rounded is the same where its hash is, and nowhere else.
  const whole =
    hash === null || (matched.length === records.length && recordsHash(matched) === hash);
  const differing = pairs.filter(({ shared, again }) => !again || text(shared) !== text(again));
  const differences = differing.map(({ shared, again }) => ({
    record: shared,
    share: again ? relative(shared.mae, again.mae) : Infinity,
    signed: again ? (again.mae - shared.mae) / (shared.mae || 1) : Infinity,
    otherEngine:
      again !== undefined &&
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
    largest: largest && { record: largest.record, share: largest.share },
  };
}

const canonicalOf = (record: SweepRecord): string => canonicalJson(comparable(record));

function canonicalRounded(record: SweepRecord): string {
  const { mae, rmse, r2 } = record;
  const short = { mae: Math.fround(mae), rmse: Math.fround(rmse), r2: Math.fround(r2) };
  return canonicalOf({ ...record, ...short, stages: {} });
}

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
