/**
 * What follows from a curve and its law: one answer to each question that people decide with, as codes and numbers in the
 * unit of the errors. The page, a report and the command line only find the words.
 */
import type {
  BackTest,
  DoublingGain,
  HoldoutGrade,
  LawReport,
  Prediction,
  Stopping,
  StoppingClause,
  StoppingReason,
} from '../scaling/index.ts';
import type { Curve } from './curve.ts';
import { gainAnswer, type GainAnswer } from './gain-answer.ts';
import type { LawAnswer } from './law-answer.ts';
import { lawState, type LawState } from './law-state.ts';
import { limitOf, type LimitStated } from './limit-stated.ts';
import { nextRunAnswer, type NextRunAnswer } from './next-run-answer.ts';
import { targetAnswer, type TargetAnswer } from './target-answer.ts';
import { lawless } from './lawless.ts';

/** What does the next doubling bring? */
export interface DoublingAnswer {
  readonly question: 'next-doubling';
  readonly doubling: DoublingGain;
  /** What the gain may be told as: with its middle, as a range alone, or not at all. */
  readonly told: 'value' | 'range' | 'nothing';
  /** Rows of the table, where twice the size is more than it has. */
  readonly beyondTable: number | null;
}

export type StoppingGround =
  | { readonly kind: 'clause'; readonly clause: StoppingClause }
  | { readonly kind: 'reason'; readonly reason: StoppingReason };

/** The last two: another way without more simulations is better than this one. */
export type Advice = Stopping['advice'] | 'use-simulation' | 'use-measurements';

/** Stop or go on? */
export interface StoppingAnswer {
  readonly question: 'stopping';
  readonly advice: Advice;
  /** In the order in which they carry the advice. */
  readonly grounds: readonly StoppingGround[];
  /** Repeats tell more than larger sizes, and no ground says so already. */
  readonly repeatsInstead: boolean;
}

/** Where does it end? */
export interface LimitAnswer {
  readonly question: 'limit';
  readonly stated: LimitStated;
  /** Share of the error at the largest size that more simulation can still remove, with 90 %; null where no law is to be told. */
  readonly removable: Prediction | null;
}

/** Can it be extrapolated? */
export interface ExtrapolationAnswer {
  readonly question: 'extrapolation';
  readonly grade: HoldoutGrade;
  /** Typical relative error of the held-back predictions. */
  readonly rmsle: number | null;
  /** How far the data carry; null where they do not carry beyond themselves. */
  readonly reach: number | null;
  /** The last test, or how many sizes a test needs. */
  readonly tested: { readonly test: BackTest } | { readonly have: number; readonly need: number };
}

export type Answer =
  | GainAnswer
  | TargetAnswer
  | DoublingAnswer
  | StoppingAnswer
  | LimitAnswer
  | ExtrapolationAnswer
  | NextRunAnswer;

export type Question = Answer['question'];

export interface Answers {
  readonly law: LawState;
  /** In the order of the page; those that can be given now. */
  readonly answers: readonly Answer[];
}

export interface AnswersOf {
  readonly curve: Curve;
  /** Of the curve, or of fewer points of it while `computing`. */
  readonly answer: LawAnswer | null;
  readonly computing: boolean;
  /** In the unit of the errors. */
  readonly target: number | null;
  /** The largest size that the tables allow; null where nothing is trained. */
  readonly pool: number | null;
}

export function answersOf({ curve, answer, computing, target, pool }: AnswersOf): Answers {
  const gain = gainAnswer(curve);
  const report = answer?.report ?? null;
  return {
    law: lawState(curve, answer, computing),
    answers: [
      ...(gain ? [gain] : []),
      ...(report
        ? [
            targetAnswer(report, target, pool),
            doublingAnswer(report, pool),
            stoppingAnswer(report),
            limitAnswer(report),
            extrapolationAnswer(report),
            nextRunAnswer(report, pool),
          ]
        : []),
    ],
  };
}

function doublingAnswer(report: LawReport, pool: number | null): DoublingAnswer {
  const { doubling, verdicts } = report;
  const told = lawless(report) ? 'nothing' : verdicts.rate.shown ? 'value' : 'range';
  const beyondTable = pool !== null && 2 * doubling.n > pool ? pool : null;
  return { question: 'next-doubling', doubling, told, beyondTable };
}

function stoppingAnswer({ stopping }: LawReport): StoppingAnswer {
  const [clause] = stopping.clauses;
  // What keeps the advice from being clear comes before what speaks for going on.
  const [reason] = [...stopping.reasons].sort(
    (a, b) => Number(a.code === 'gain-likely') - Number(b.code === 'gain-likely'),
  );
  const clauses = clause ? [{ kind: 'clause', clause } as const] : [];
  const reasons = reason ? [{ kind: 'reason', reason } as const] : [];
  return {
    question: 'stopping',
    advice: stopping.advice,
    // Advice to stop leads with its clause; any other advice leads with its reason.
    grounds: stopping.advice === 'stop' ? [...clauses, ...reasons] : [...reasons, ...clauses],
    repeatsInstead: stopping.repeatsInstead && clause?.code !== 'at-noise',
  };
}

function limitAnswer(report: LawReport): LimitAnswer {
  return {
    question: 'limit',
    stated: limitOf(report.verdicts.limit),
    removable: lawless(report) ? null : report.limit.removableShare,
  };
}

function extrapolationAnswer({ holdout, law, verdicts }: LawReport): ExtrapolationAnswer {
  const { grade, rmsle } = holdout;
  const test = holdout.tests.at(-1);
  const few = holdout.reasons.find((reason) => reason.code === 'too-few-to-hold-back');
  return {
    question: 'extrapolation',
    grade,
    rmsle,
    reach: verdicts.reach.factor > 1 ? verdicts.reach.n : null,
    tested: test
      ? { test }
      : { have: few?.have ?? law.data.n.length, need: few?.need ?? SIZES_TO_HOLD_BACK },
  };
}

const SIZES_TO_HOLD_BACK = 5;
