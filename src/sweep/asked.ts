/**
 * Which points a specification asks for: the grid of sizes, m values and trials, and single points beside it. Planning,
 * counting and drawing all ask here, so that they mean the same points.
 */
import type { Arm } from './record.ts';
import type { SweepSpec } from './specification.ts';

/** The part of a specification that says which points there are. */
export type Asked = Pick<SweepSpec, 'sizes' | 'measured' | 'trials' | 'extra'>;

/** One point of one series. n is 0 in every arm but 'transfer'. */
export interface AskedPoint {
  readonly n: number;
  readonly m: number;
  readonly trial: number;
  readonly arm: Arm;
}

/** Sizes of the grid and of single points, ascending. */
export function askedSizes({ sizes, extra = [] }: Asked): number[] {
  return [...new Set([...sizes, ...extra.map(({ n }) => n)])].sort((a, b) => a - b);
}

/** The trials in which there is any point, ascending. */
export function askedTrials({ sizes, trials, extra = [] }: Asked): number[] {
  const grid = sizes.length > 0 ? Array.from({ length: trials }, (_, trial) => trial) : [];
  return [...new Set([...grid, ...extra.map(({ trial }) => trial)])].sort((a, b) => a - b);
}

/** The sizes that a trial has, ascending. */
export function sizesOfTrial(asked: Asked, trial: number): number[] {
  return askedSizes(asked).filter((n) => isSizeAsked(asked, n, trial));
}

/** Whether the specification asks for this point of a series that has that arm: a smaller grid shows fewer than are kept. */
export function isAsked(asked: Asked, { n, m, trial, arm }: AskedPoint): boolean {
  if (!asked.measured.includes(m)) return false;
  if (arm === 'transfer') return isSizeAsked(asked, n, trial);
  return (
    n === 0 &&
    ((trial < asked.trials && asked.sizes.length > 0) ||
      (asked.extra ?? []).some((point) => point.trial === trial))
  );
}

/**
 * Every point of a series that has these arms, trial by trial: the baselines, then the sizes ascending. `pool` and
 * `measuredPool` are the most simulated and measured samples that the series has in every trial.
 */
export function askedPoints(
  asked: Asked,
  arms: readonly Arm[],
  { pool = Infinity, measuredPool = Infinity }: { pool?: number; measuredPool?: number } = {},
): AskedPoint[] {
  const measured = asked.measured.filter((m) => m <= measuredPool);
  const baselines = arms.filter((arm) => arm !== 'transfer');
  return askedTrials(asked).flatMap((trial) => {
    const sizes = sizesOfTrial(asked, trial).filter((n) => n <= pool);
    if (sizes.length === 0) return [];
    const compared = measured.flatMap((m) => baselines.map((arm) => ({ n: 0, m, trial, arm })));
    if (!arms.includes('transfer')) return compared;
    const points = sizes.flatMap((n) =>
      measured.map((m) => ({ n, m, trial, arm: 'transfer' as const })),
    );
    return [...compared, ...points];
  });
}

function isSizeAsked({ sizes, trials, extra = [] }: Asked, n: number, trial: number): boolean {
  return (
    (trial < trials && sizes.includes(n)) ||
    extra.some((point) => point.trial === trial && point.n === n)
  );
}
