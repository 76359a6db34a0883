/**
 * The one place that decides what the page says: the answer line, the cards, the buttons, the figure's title and name, the
 * announcement and the entry in the list of experiments all come from one Decision, so that nothing can disagree.
 */
import type { LawReport, RefusalReason } from '../scaling/index.ts';
import {
  answersOf,
  type Advice,
  type Answer,
  type AnswersOf,
  type Question,
  type StoppingAnswer,
  type StoppingGround,
} from './answers.ts';
import { isSimulation, type GainAnswer } from './gain-answer.ts';
import type { LawState } from './law-state.ts';
import { lawless, lawlessRemark, type LawlessRemark } from './lawless.ts';
import type { BaselineArm, MeanPoint } from './summary.ts';
import type { TargetAnswer } from './target-answer.ts';

/** The answer line, as a code with its numbers. */
export type Headline =
  /** No point is in. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'waiting'; readonly have: number; readonly need: number }
  | { readonly kind: 'computing' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  | { readonly kind: 'failed'; readonly detail: string }
  /** Another way is better: `factor` times the error of that way. */
  | {
      readonly kind: 'simulation-wins' | 'pretraining-loses';
      readonly arm: BaselineArm;
      readonly factor: number;
      readonly n: number;
    }
  | { readonly kind: 'target'; readonly answer: TargetAnswer; readonly worthIt: boolean }
  /** The points are not those of a law. */
  | { readonly kind: 'lawless'; readonly remark: LawlessRemark }
  | { readonly kind: 'stop'; readonly n: number; readonly share: number | null }
  | {
      readonly kind: 'go-on';
      readonly n: number;
      /** Of the error at the largest size that a doubling removes; null while that cannot be told. */
      readonly share: number | null;
      /** Rows of the table, where twice the size is more than it has. */
      readonly beyondTable: number | null;
      /** More trials tell more than a larger size. */
      readonly repeats: boolean;
    }
  | { readonly kind: 'cannot-tell'; readonly ground: StoppingGround | null };

/** How the curve goes, for those who cannot see it. */
export interface Course {
  readonly first: MeanPoint;
  readonly last: MeanPoint;
}

export interface Decision {
  readonly headline: Headline;
  /** A run is under way, so that all of it holds so far only. */
  readonly soFar: boolean;
  readonly law: LawState;
  readonly course: Course | null;
  /** Target, next doubling, stop or go on: those that can be given now. */
  readonly main: readonly Answer[];
  /** The rest, in the order of the page. */
  readonly more: readonly Answer[];
}

export interface DecisionOf extends AnswersOf {
  /** A run is under way. */
  readonly running: boolean;
}

const MAIN: readonly Question[] = ['target', 'next-doubling', 'stopping'];

export function decisionOf(of: DecisionOf): Decision {
  const { curve, answer, running } = of;
  const { law, answers } = answersOf(of);
  const report = answer?.report ?? null;
  const { means } = curve.summary;
  const [first, last] = [means[0], means.at(-1)];
  // At small sizes every network loses: while a run is under way the largest size decides.
  const complete = !running || (last !== undefined && last.n >= Math.max(...curve.sizes));
  const gain = find(answers, 'gain');
  const better = complete && gain?.verdict === 'loses' ? gain : null;
  const target = find(answers, 'target');
  const stopping = report ? settle(report, find(answers, 'stopping'), better, target) : null;
  const settled =
    stopping !== null && (stopping.advice === 'stop' || stopping.advice.startsWith('use-'));
  const told = answers.map((one): Answer => {
    if (one.question === 'stopping' && stopping) return stopping;
    if (one.question === 'next-run' && settled)
      return { question: 'next-run', status: 'enough', because: 'settled' };
    return one;
  });
  return {
    headline: headlineOf(law, told, better, report),
    soFar: running && report !== null,
    law,
    course: first && last && last.n > first.n ? { first, last } : null,
    main: told.filter(({ question }) => MAIN.includes(question)),
    more: told.filter(({ question }) => !MAIN.includes(question)),
  };
}

function headlineOf(
  law: LawState,
  answers: readonly Answer[],
  better: GainAnswer | null,
  report: LawReport | null,
): Headline {
  if (better) {
    const { arm, n, share } = better;
    const kind = isSimulation(arm) ? 'simulation-wins' : 'pretraining-loses';
    return { kind, arm, n, factor: 1 - share };
  }
  switch (law.kind) {
    case 'waiting':
      return law.have === 0 ? { kind: 'nothing' } : law;
    case 'computing':
      return law;
    case 'refused':
    case 'failed':
      return law;
    case 'known':
      break;
  }
  const stopping = find(answers, 'stopping');
  const doubling = find(answers, 'next-doubling');
  if (!report || !stopping || !doubling) return { kind: 'computing' };
  const target = find(answers, 'target');
  if (target && target.status !== 'none' && target.status !== 'untold') {
    return { kind: 'target', answer: target, worthIt: !isTooDear(stopping) };
  }
  const remark = lawlessRemark(report);
  if (remark) return { kind: 'lawless', remark };
  if (target?.status === 'untold') return { kind: 'target', answer: target, worthIt: true };
  const { n, relative } = doubling.doubling;
  const share = doubling.told === 'value' ? relative.median : null;
  switch (stopping.advice) {
    case 'stop':
      return { kind: 'stop', n, share };
    case 'go-on':
      return {
        kind: 'go-on',
        n: 2 * n,
        share,
        beyondTable: doubling.beyondTable,
        repeats: report.stopping.repeatsInstead,
      };
    default:
      return { kind: 'cannot-tell', ground: stopping.grounds[0] ?? null };
  }
}

/** The advice, after all else that the page says: what a better way, a target or points without a law leave of it. */
function settle(
  report: LawReport,
  stopping: StoppingAnswer | undefined,
  better: GainAnswer | null,
  target: TargetAnswer | undefined,
): StoppingAnswer | null {
  if (!stopping) return null;
  const plain = { ...stopping, repeatsInstead: false };
  if (better) {
    const advice: Advice = isSimulation(better.arm) ? 'use-simulation' : 'use-measurements';
    return { ...plain, advice, grounds: [] };
  }
  if (lawless(report)) return { ...plain, advice: 'cannot-tell', grounds: [] };
  switch (target?.status) {
    case 'computing':
      return { ...plain, advice: 'cannot-tell', grounds: [] };
    case 'untold':
      return without(stopping, isOfTarget);
    case 'reached':
      return target.sure
        ? { ...plain, advice: 'stop', grounds: stopping.grounds.filter(isMet) }
        : without(stopping, isOfTarget);
    case 'out-of-reach':
      return stopping.advice === 'go-on'
        ? {
            ...plain,
            advice: 'stop',
            grounds: stopping.grounds.filter((ground) => isOfTarget(ground) && !isMet(ground)),
          }
        : stopping;
    case 'unlikely':
      return without(stopping, isMet);
    case 'needed':
      // Whoever has a target goes on to it, unless that costs more than it is worth.
      return stopping.advice === 'stop' && !isTooDear(stopping)
        ? { ...plain, advice: 'go-on', grounds: [] }
        : stopping.advice === 'stop'
          ? stopping
          : { ...stopping, grounds: stopping.grounds.filter((ground) => !isOfTarget(ground)) };
    case 'none':
    case undefined:
      return stopping;
  }
}

const isOfTarget = (ground: StoppingGround): boolean =>
  ground.kind === 'clause' &&
  (ground.clause.code === 'target-met' || ground.clause.code === 'target-out-of-reach');

const isMet = (ground: StoppingGround): boolean =>
  ground.kind === 'clause' && ground.clause.code === 'target-met';

/** What the page does not say of the target cannot carry the advice. */
function without(
  stopping: StoppingAnswer,
  unsaid: (ground: StoppingGround) => boolean,
): StoppingAnswer {
  const grounds = stopping.grounds.filter((ground) => !unsaid(ground));
  return grounds.length === stopping.grounds.length
    ? stopping
    : { ...stopping, advice: 'cannot-tell', grounds };
}

const isTooDear = ({ advice, grounds }: StoppingAnswer): boolean =>
  advice === 'stop' &&
  grounds.some((ground) => ground.kind === 'clause' && ground.clause.code === 'not-worth-it');

function find<Q extends Question>(
  answers: readonly Answer[],
  question: Q,
): Extract<Answer, { question: Q }> | undefined {
  return answers.find((one): one is Extract<Answer, { question: Q }> => one.question === question);
}
