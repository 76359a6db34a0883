/** The law as a picture of it wants it: curve, band, how far it may be followed, and what was predicted before it was measured. */
import type { LawAnswer } from './law-answer.ts';
import { limitOf, type LimitStated } from './limit-stated.ts';
import { verdictsOn } from './law-state.ts';
import { lawless } from './lawless.ts';
import type { Range } from './summary.ts';

/** A prediction at one size. */
export interface BandPoint extends Range {
  readonly n: number;
  readonly median: number;
}

export interface LawOnFigure {
  readonly D: number;
  readonly alpha: number;
  readonly C: number;
  /** As far as it is known, and no further than that. */
  readonly limit: LimitStated;
  readonly band: readonly BandPoint[];
  /** The largest n that the data allow to speak about. */
  readonly reach: number;
  readonly heldOut: BandPoint | null;
}

/** The size that a target needs; `upper` may be Infinity. */
export interface NeededSize extends Range {
  readonly median: number;
}

/** Without a back-test the law may be followed to four times the largest size, as fitting.md has it. */
const REACH_WITHOUT_TEST = 4;

const NOTHING = { median: NaN, lower: NaN, upper: NaN };

export function lawOnFigure(answer: LawAnswer | null): LawOnFigure | null {
  const law = answer?.law;
  if (!law || law.kind !== 'fit') return null;
  const { report } = answer;
  const last = Math.max(...law.data.n);
  const test = report?.holdout.tests.filter(({ n }) => n === last).at(-1);
  return {
    D: law.D,
    alpha: law.alpha,
    C: law.C,
    limit: report && lawless(report) ? { kind: 'unknown' } : limitOf(verdictsOn(law, report).limit),
    band: report
      ? report.curves.n.map((n, i) => ({ n, ...(report.curves.predictive[i] ?? NOTHING) }))
      : [],
    reach: report?.verdicts.reach.n ?? last * REACH_WITHOUT_TEST,
    heldOut: test ? { n: test.n, ...test.predicted } : null,
  };
}

/** n* as the report has it; while the target is dragged the report is of an older target and there is none. */
export function neededSize(answer: LawAnswer | null, target: number | null): NeededSize | null {
  const needed = answer?.report?.target;
  if (!needed || target === null || needed.target !== target) return null;
  if (needed.status === 'infeasible') return null;
  return { median: needed.median, ...needed.interval };
}

/** Where the limit may lie, as an interval; without a lower end where none is known, NaN where nothing is. */
export function limitRange({ limit }: Pick<LawOnFigure, 'limit'>): Range {
  switch (limit.kind) {
    case 'value':
    case 'range':
      return limit.interval;
    case 'at-most':
      return { lower: 0, upper: limit.upper };
    case 'unknown':
      return { lower: NaN, upper: NaN };
  }
}
