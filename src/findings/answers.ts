/**
 * What follows from a curve and its law: one answer to each question that people decide with, as codes and numbers in the
 * unit of the errors. The page, a report and the command line only find the words.
 */
import type {
  BackTest,
  DoublingGain,
  HoldoutGrade,
  Interval,
  LawReason,
  LawReport,
  Prediction,
  RankedCandidate,
  Stopping,
  StoppingClause,
  StoppingReason,
} from '../scaling/index.ts';
import type { Curve } from './curve.ts';
import type { LawAnswer } from './law-answer.ts';
import { lawState, type LawState } from './law-state.ts';
import { limitStated, type LimitStated } from './limit-stated.ts';
import type { BaselineArm } from './summary.ts';

/** Does pretraining pay? Transfer at its largest size against the best way without pretraining. */
export interface GainAnswer {
  readonly question: 'gain';
  readonly n: number;
  /** Mean errors. */
  readonly transfer: number;
  readonly best: number;
  readonly arm: BaselineArm;
  /** Of the best way's error that transfer saves; negative where it loses. */
  readonly share: number;
}

/** How many simulations for the target? */
export type TargetAnswer = { readonly question: 'target' } & (
  | { readonly status: 'none' }
  | { readonly status: 'computing'; readonly target: number }
  | { readonly status: 'reached'; readonly target: number }
  | {
      readonly status: 'out-of-reach';
      readonly target: number;
      readonly probability: number;
      readonly limit: number;
    }
  | {
      readonly status: 'needed';
      readonly target: number;
      /** Median; null where more than half of the laws never get there. */
      readonly size: number | null;
      /** 10 to 90 %; the upper end may be Infinity. */
      readonly interval: Interval;
      readonly probability: number;
      /** The size lies beyond this one, as far as the data reach. */
      readonly beyond: number | null;
      /** A size worth buying next. */
      readonly next: number | null;
    }
);

/** What does the next doubling bring? */
export interface DoublingAnswer {
  readonly question: 'next-doubling';
  readonly doubling: DoublingGain;
}

export type StoppingGround =
  | { readonly kind: 'clause'; readonly clause: StoppingClause }
  | { readonly kind: 'reason'; readonly reason: StoppingReason };

/** Stop or go on? */
export interface StoppingAnswer {
  readonly question: 'stopping';
  readonly advice: Stopping['advice'];
  /** In the order in which they carry the advice. */
  readonly grounds: readonly StoppingGround[];
  /** Repeats tell more than larger sizes, and no ground says so already. */
  readonly repeatsInstead: boolean;
}

/** Where does it end? */
export interface LimitAnswer {
  readonly question: 'limit';
  readonly stated: LimitStated;
  /** Share of the error at the largest size that more simulation can still remove, with 90 %. */
  readonly removable: Prediction;
}

/** Can it be extrapolated? */
export interface ExtrapolationAnswer {
  readonly question: 'extrapolation';
  readonly grade: HoldoutGrade;
  /** Typical relative error of the held-back predictions. */
  readonly rmsle: number | null;
  /** The last test, and how far the data carry; or how many sizes a test needs. */
  readonly tested:
    | { readonly test: BackTest; readonly reach: number }
    | { readonly have: number; readonly need: number };
}

/** Which run would tell more? */
export type NextRunAnswer = { readonly question: 'next-run' } & (
  | { readonly status: 'enough' }
  | {
      readonly status: 'open';
      readonly resolved: boolean;
      /** What keeps the limit from being resolved. */
      readonly why: LawReason | null;
      /** null: no single run would settle it. */
      readonly run: RankedCandidate | null;
      /** Width of the limit's 90 % interval now and after the run. */
      readonly narrowing: { readonly now: number; readonly after: number } | null;
    }
);

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
}

export function answersOf({ curve, answer, computing, target }: AnswersOf): Answers {
  const gain = gainAnswer(curve);
  const report = answer?.report ?? null;
  return {
    law: lawState(curve, answer, computing),
    answers: [
      ...(gain ? [gain] : []),
      ...(report
        ? [
            targetAnswer(report, target),
            { question: 'next-doubling', doubling: report.doubling } as const,
            stoppingAnswer(report),
            limitAnswer(report),
            extrapolationAnswer(report),
            nextRunAnswer(report),
          ]
        : []),
    ],
  };
}

/** Needs no law; null without both. */
export function gainAnswer({ summary }: Pick<Curve, 'summary'>): GainAnswer | null {
  const best = [...summary.baselines].sort((a, b) => a.mean - b.mean)[0];
  const last = summary.means.at(-1);
  if (!best || !last || !(best.mean > 0)) return null;
  return {
    question: 'gain',
    n: last.n,
    transfer: last.mean,
    best: best.mean,
    arm: best.arm,
    share: 1 - last.mean / best.mean,
  };
}

export function targetAnswer(report: LawReport, target: number | null): TargetAnswer {
  const question = 'target';
  const found = report.target;
  if (target === null) return { question, status: 'none' };
  if (!found || found.target !== target) return { question, status: 'computing', target };
  const probability = found.probabilityReachable;
  switch (found.status) {
    case 'reached':
      return { question, status: 'reached', target };
    case 'infeasible':
      return { question, status: 'out-of-reach', target, probability, limit: report.limit.C };
    case 'feasible':
    case 'uncertain': {
      const beyond = found.reasons.find((reason) => reason.code === 'beyond-reach');
      return {
        question,
        status: 'needed',
        target,
        size: Number.isFinite(found.median) ? found.median : null,
        interval: found.interval,
        probability,
        beyond: beyond?.reach ?? null,
        next: found.nextSize,
      };
    }
  }
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

function limitAnswer({ limit }: LawReport): LimitAnswer {
  return {
    question: 'limit',
    stated: limitStated(limit.identified, limit.C, limit.interval),
    removable: limit.removableShare,
  };
}

function extrapolationAnswer({ holdout, law }: LawReport): ExtrapolationAnswer {
  const { grade, rmsle } = holdout;
  const test = holdout.tests.at(-1);
  const few = holdout.reasons.find((reason) => reason.code === 'too-few-to-hold-back');
  return {
    question: 'extrapolation',
    grade,
    rmsle,
    tested: test
      ? { test, reach: holdout.reach.n }
      : { have: few?.have ?? law.data.n.length, need: few?.need ?? SIZES_TO_HOLD_BACK },
  };
}

const SIZES_TO_HOLD_BACK = 5;

/** A run that leaves more than this share of the interval's width hardly narrows anything and is no advice. */
const USEFUL_WIDTH = 0.85;

export function nextRunAnswer({ diagnosis }: Pick<LawReport, 'diagnosis'>): NextRunAnswer {
  const { why, run, widthNow, widthAfter } = diagnosis;
  const resolved = diagnosis.identified === 'resolved';
  const useful = run !== null && widthAfter !== null && widthAfter < USEFUL_WIDTH * widthNow;
  if (resolved && !useful) return { question: 'next-run', status: 'enough' };
  return {
    question: 'next-run',
    status: 'open',
    resolved,
    why: resolved ? null : why,
    run,
    narrowing: run && widthAfter !== null ? { now: widthNow, after: widthAfter } : null,
  };
}
