/** How many simulations for the target? Told no more exactly than the verdicts on the law allow. */
import type { Interval, LawReport, SizeForTarget } from '../scaling/index.ts';
import { lawless } from './lawless.ts';

export type TargetAnswer = { readonly question: 'target' } & (
  | { readonly status: 'none' }
  | { readonly status: 'computing'; readonly target: number }
  /** The largest size has it: by the law about `size` would have been enough. */
  | (Sized & { readonly status: 'reached'; readonly sure: boolean })
  | {
      readonly status: 'out-of-reach';
      readonly target: number;
      readonly probability: number;
      /** Where the errors end, as far as that may be told; null where it may not. */
      readonly limit: number | null;
    }
  /** More than half of the laws never get there. */
  | {
      readonly status: 'unlikely';
      readonly target: number;
      readonly probability: number;
      readonly atLeast: number;
      readonly have: number;
    }
  | (Sized & {
      readonly status: 'needed';
      readonly probability: number;
      /** The size lies beyond this one, as far as the data reach. */
      readonly beyond: number | null;
      /** A size worth buying next, within the table. */
      readonly next: number | null;
      /** Rows of the table, where they are fewer than the size. */
      readonly beyondTable: number | null;
    })
  /** The points do not allow to tell it. */
  | { readonly status: 'untold'; readonly target: number }
);

interface Sized {
  readonly target: number;
  /** Median; null where only the interval may be told. */
  readonly size: number | null;
  /** 90 %; the upper end may be Infinity. */
  readonly interval: Interval;
  /** The largest size measured. */
  readonly have: number;
}

/** `pool`: the largest size that the tables allow; null where nothing limits it. */
export function targetAnswer(
  report: LawReport,
  target: number | null,
  pool: number | null,
): TargetAnswer {
  const question = 'target';
  const found = report.target;
  if (target === null) return { question, status: 'none' };
  if (!found || found.target !== target) return { question, status: 'computing', target };
  const have = Math.max(...report.law.data.n);
  const { interval, median, probabilityReachable: probability } = found;
  const sized = { question, target, interval, have } as const;
  const { verdicts } = report;
  const told = verdicts.target;
  if (found.status === 'reached' || median <= have) {
    if (told === 'withheld' && !measuredBelow(report, target))
      return { question, status: 'untold', target };
    const size = told === 'point' && median <= have ? median : null;
    return { ...sized, status: 'reached', sure: found.status === 'reached', size };
  }
  if (told === 'withheld') {
    return verdicts.flat && target < verdicts.flat.interval.lower
      ? { question, status: 'out-of-reach', target, probability: 0, limit: verdicts.flat.level }
      : { question, status: 'untold', target };
  }
  if (found.status === 'infeasible') {
    const { limit } = verdicts;
    const near = limit.shown && limit.value >= target ? limit.value : null;
    return { question, status: 'out-of-reach', target, probability, limit: near };
  }
  if (!Number.isFinite(median)) {
    const atLeast = Math.max(have, interval.lower);
    return { question, status: 'unlikely', target, probability, atLeast, have };
  }
  return {
    ...sized,
    status: 'needed',
    size: told === 'point' ? median : null,
    probability,
    beyond: median > verdicts.reach.n ? verdicts.reach.n : null,
    next: nextWithin(found, have, pool),
    beyondTable: pool !== null && median > pool ? pool : null,
  };
}

/** The mean at the largest size is there, whatever the law says. */
function measuredBelow(report: LawReport, target: number): boolean {
  return !lawless(report) && (report.law.data.y.at(-1) ?? Infinity) <= target;
}

function nextWithin({ nextSize }: SizeForTarget, have: number, pool: number | null): number | null {
  if (nextSize === null) return null;
  const next = pool === null ? nextSize : Math.min(nextSize, pool);
  return next > have ? next : null;
}
