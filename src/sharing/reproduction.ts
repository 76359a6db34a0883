/**
 * Records computed again beside those that were shared, point by point: the same bits, the same within the tolerance that
 * engines have, or something else, and where the largest difference is.
 */
import { canonicalJson } from '../hashing.ts';
import { comparable, type Arm, type SweepRecord } from '../sweep/record.ts';
import { recordsHash } from './compact-records.ts';

/**
 * Engines agree step by step within 1e-3; early stopping makes a little more of that in a whole point. One hundredth of an
 * error is far below what trials scatter.
 */
export const TOLERANCE = 0.01;

export interface SharedPoints {
  /** Series ids in their order. */
  readonly series: readonly string[];
  readonly records: readonly SweepRecord[];
  /** Of the full records, where these are rounded to float32; null where they are full. */
  readonly hash: string | null;
}

export interface Difference {
  readonly n: number;
  readonly m: number;
  readonly trial: number;
  readonly arm: Arm;
  readonly metric: 'mae' | 'rmse';
  readonly shared: number;
  readonly here: number;
  /** Of the larger of the two. */
  readonly relative: number;
}

export interface Reproduction {
  readonly kind: 'identical' | 'within-tolerance' | 'different';
  /** Records that were shared, and those of them that could be computed here. */
  readonly shared: number;
  readonly compared: number;
  /** null where no error differs. */
  readonly largest: Difference | null;
  /** Other tables, columns or settings: then no number decides, it is another experiment. */
  readonly otherExperiment: boolean;
  /** Engines of trained points, with their versions, there and here. */
  readonly engines: { readonly shared: readonly string[]; readonly here: readonly string[] };
}

/** `here`: any records; those that were not shared do not matter. */
export function compareRecords(
  { series, records, hash }: SharedPoints,
  here: { readonly series: readonly string[]; readonly records: readonly SweepRecord[] },
): Reproduction {
  const found = new Map(here.records.map((one) => [placeOf(one, here.series), one]));
  const pairs = records.flatMap((shared) => {
    const again = found.get(placeOf(shared, series));
    return again ? [{ shared, again }] : [];
  });
  const again = pairs.map((pair) => pair.again);
  const sameBits =
    hash === null
      ? pairs.every((pair) => sameRecord(pair.shared, pair.again))
      : pairs.length === records.length && recordsHash(again) === hash;
  const otherExperiment = pairs.some((pair) => pair.shared.id !== pair.again.id);
  const round = hash === null ? (value: number) => value : Math.fround;
  const largest = largestOf(pairs, round);
  const near = !otherExperiment && (largest === null || largest.relative <= TOLERANCE);
  const nothing = pairs.length === 0;
  return {
    kind: nothing ? 'different' : sameBits ? 'identical' : near ? 'within-tolerance' : 'different',
    shared: records.length,
    compared: pairs.length,
    largest,
    otherExperiment,
    engines: { shared: enginesOf(pairs.map((pair) => pair.shared)), here: enginesOf(again) },
  };
}

/** Where a point is, whatever its series is called: series are compared in their order. */
const placeOf = ({ series, n, m, trial, arm }: SweepRecord, all: readonly string[]): string =>
  [all.indexOf(series), n, m, trial, arm].join(' ');

const sameRecord = (a: SweepRecord, b: SweepRecord): boolean =>
  canonicalJson(comparable(a)) === canonicalJson(comparable(b));

function largestOf(
  pairs: readonly { readonly shared: SweepRecord; readonly again: SweepRecord }[],
  round: (value: number) => number,
): Difference | null {
  let largest: Difference | null = null;
  for (const { shared, again } of pairs) {
    for (const metric of ['mae', 'rmse'] as const) {
      const [there, here] = [shared[metric], round(again[metric])];
      if (there === here) continue;
      const relative = Math.abs(there - here) / Math.max(Math.abs(there), Math.abs(here));
      if (largest && relative <= largest.relative) continue;
      const { n, m, trial, arm } = shared;
      largest = { n, m, trial, arm, metric, shared: there, here: again[metric], relative };
    }
  }
  return largest;
}

const enginesOf = (records: readonly SweepRecord[]): string[] =>
  [
    ...new Set(
      records
        .filter(({ engine }) => engine !== 'none')
        .map(({ engine, engineVersion }) => `${engine} ${engineVersion}`),
    ),
  ].sort();
