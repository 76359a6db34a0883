// Puts raw points together by size: validates them, joins duplicates, keeps each trial's identity.
import type { LawPoint, LawReason } from './types.ts';

/** One trial's error at one size. `trial` indexes trials over all sizes, 0 ... T-1. */
export interface Cell {
  readonly trial: number;
  readonly error: number;
}

/** All that was measured at one size: single errors by trial, or a mean with its standard error. */
export interface MeasuredSize {
  readonly n: number;
  readonly cells: readonly Cell[];
  readonly given: { readonly mean: number; readonly standardError: number } | null;
}

export interface MeasuredSizes {
  /** Ascending in n. */
  readonly sizes: readonly MeasuredSize[];
  readonly trials: number;
  readonly leftOut: readonly LawReason[];
}

/** Beyond these the squares of errors would leave the range of numbers. */
const LARGEST = 1e100;
/** Sizes beyond this, or below one over it, are in no unit that anybody counts in. */
const LARGEST_SIZE = 1e30;
const tiny = (error: number): number => (error < 1e-100 ? 0 : error);

interface Draft {
  cells: Map<string, { sum: number; count: number }>;
  lonely: number[];
  given: { mean: number; standardError: number }[];
}

/**
 * Groups points by n. Baselines (n = 0), values that are not finite (errors above 1e100, sizes
 * outside 1e-30 to 1e30) and negative errors are left out, each with a reason; errors below 1e-100 count as zero. An error without a trial is a trial of its own, shared with no other size.
 * The result does not depend on the order of the points.
 */
export function measureSizes(points: readonly LawPoint[]): MeasuredSizes {
  const drafts = new Map<number, Draft>();
  const leftOut: LawReason[] = [];
  const leave = (n: number, why: 'baseline' | 'not-finite' | 'negative-error' | 'negative-size') =>
    leftOut.push({ code: 'left-out', n: Number.isFinite(n) ? n : null, why });
  const isError = (n: number, error: number): boolean => {
    if (!(Math.abs(error) < LARGEST)) leave(n, 'not-finite');
    else if (error < 0) leave(n, 'negative-error');
    else return true;
    return false;
  };
  for (const point of points) {
    const { n } = point;
    if (!(Math.abs(n) < LARGEST_SIZE)) leave(n, 'not-finite');
    else if (n === 0) leave(n, 'baseline');
    else if (n < 0) leave(n, 'negative-size');
    else if (n < 1 / LARGEST_SIZE) leave(n, 'not-finite');
    else {
      const draft: Draft = drafts.get(n) ?? { cells: new Map(), lonely: [], given: [] };
      if (point.trials && point.trials.length > 0) {
        for (const { trial, error } of point.trials) {
          if (!isError(n, error)) continue;
          const cell = draft.cells.get(String(trial)) ?? { sum: 0, count: 0 };
          draft.cells.set(String(trial), { sum: cell.sum + tiny(error), count: cell.count + 1 });
        }
      } else if (isError(n, point.error)) {
        const se = point.standardError;
        if (se !== undefined && se > 1e-100 && se < LARGEST)
          draft.given.push({ mean: tiny(point.error), standardError: se });
        else draft.lonely.push(tiny(point.error));
      }
      drafts.set(n, draft);
    }
  }
  return { ...number(drafts), leftOut: leftOut.sort(byCodeAndSize) };
}

const byCodeAndSize = (a: LawReason, b: LawReason): number =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;

/** Gives trials consecutive numbers in a fixed order and drops sizes without a usable error. */
function number(drafts: ReadonlyMap<number, Draft>): Omit<MeasuredSizes, 'leftOut'> {
  const names = new Set<string>();
  for (const draft of drafts.values()) for (const name of draft.cells.keys()) names.add(name);
  const index = new Map([...names].sort().map((name, i) => [name, i] as const));
  let trials = index.size;
  const sizes: MeasuredSize[] = [];
  for (const [n, draft] of [...drafts].sort(([a], [b]) => a - b)) {
    const cells: Cell[] = [...draft.cells]
      .map(([name, { sum, count }]) => ({ trial: index.get(name) ?? 0, error: sum / count }))
      .sort((a, b) => a.trial - b.trial);
    const lonely = [...draft.lonely];
    if (cells.length + lonely.length > 0) lonely.push(...draft.given.map(({ mean }) => mean));
    for (const error of lonely.sort((a, b) => a - b)) cells.push({ trial: trials++, error });
    if (cells.length > 0) sizes.push({ n, cells, given: null });
    else if (draft.given.length > 0) sizes.push({ n, cells, given: combine(draft.given) });
  }
  return { sizes, trials };
}

/** Inverse-variance mean of several given means of one size. */
function combine(given: readonly { mean: number; standardError: number }[]) {
  let weight = 0;
  let sum = 0;
  for (const { mean, standardError } of [...given].sort((a, b) => a.mean - b.mean)) {
    const w = 1 / (standardError * standardError);
    weight += w;
    sum += w * mean;
  }
  return { mean: sum / weight, standardError: Math.sqrt(1 / weight) };
}
