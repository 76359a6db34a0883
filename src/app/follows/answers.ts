/** The report turned into answers: a question, a number, its uncertainty, one or two sentences. Pure functions. */
import type { LawReport } from '../../scaling/index.ts';
import type { Words } from '../../words/words.ts';
import { intervalText, limitText } from '../law/limit-text.ts';
import type { Card } from '../places.ts';
import type { Curve } from '../../findings/curve.ts';

export interface Answer {
  /** By which the card is found, whatever its question is called. */
  readonly id: Card;
  readonly question: string;
  readonly answer: string | null;
  /** Small text right after the answer. */
  readonly of?: string;
  readonly uncertainty?: string;
  readonly sentences: readonly string[];
  readonly tone?: 'stop' | 'go-on' | 'target';
}

const withUnit = (words: Words, value: number, unit: string | null) =>
  words.law.withUnit(words.numbers.value(value), unit);

export function targetAnswer(
  words: Words,
  report: LawReport,
  target: number | null,
  unit: string | null,
): Answer {
  const text = words.follows;
  const head = { id: 'target', question: text.target.question } as const;
  const found = report.target;
  if (target === null) return { ...head, answer: null, sentences: [text.target.none] };
  if (!found || found.target !== target) {
    return { ...head, answer: '…', sentences: [text.computing] };
  }
  const of = words.law.targetValue(target, unit);
  const sentences: string[] = [];
  const beyond = found.reasons.find((reason) => reason.code === 'beyond-reach');
  switch (found.status) {
    case 'reached':
      return { ...head, answer: text.target.reached, of, sentences: [], tone: 'target' };
    case 'infeasible':
      return {
        ...head,
        answer: text.target.infeasible,
        of,
        uncertainty: text.target.probability(found.probabilityReachable),
        sentences: [text.target.below(withUnit(words, report.limit.C, unit))],
        tone: 'stop',
      };
    case 'feasible':
    case 'uncertain':
      sentences.push(text.target.probability(found.probabilityReachable));
      if (beyond) sentences.push(text.target.beyond(beyond.reach));
      else if (found.nextSize !== null) sentences.push(text.target.next(found.nextSize));
      return {
        ...head,
        answer: Number.isFinite(found.median)
          ? text.target.needed(found.median)
          : text.target.unlikely,
        uncertainty: text.target.interval(found.interval.lower, found.interval.upper),
        sentences,
        tone: 'target',
      };
  }
}

export function limitAnswer(words: Words, { limit }: LawReport, unit: string | null): Answer {
  const text = words.follows;
  const { lower, upper } = limit.interval;
  const share = limit.removableShare;
  return {
    id: 'limit',
    question: text.limit.question,
    answer: limitText(words, limit.identified, limit.C, lower, upper, unit),
    uncertainty: intervalText(words, limit.identified, lower, upper),
    sentences: [text.limit.removable(share.median, share.lower, share.upper), text.limit.caution],
    tone: 'stop',
  };
}

export function doublingAnswer(words: Words, { doubling }: LawReport, unit: string | null): Answer {
  const text = words.follows;
  return {
    id: 'next-doubling',
    question: text.doubling.question,
    answer: text.doubling.gain(doubling, unit),
    uncertainty: text.doubling.interval(doubling),
    sentences: [text.doubling.text(doubling)],
  };
}

export function stoppingAnswer(words: Words, { stopping }: LawReport, unit: string | null): Answer {
  const text = words.follows;
  const [clause] = stopping.clauses;
  // What keeps the advice from being clear comes before what speaks for going on.
  const reasons = [...stopping.reasons]
    .sort((a, b) => Number(a.code === 'gain-likely') - Number(b.code === 'gain-likely'))
    .map((reason) => text.stopping.reasons(reason, unit));
  const because = clause ? [text.stopping.clauses(clause, unit)] : [];
  return {
    id: 'stopping',
    question: text.stopping.question,
    answer: text.stopping.advice[stopping.advice],
    sentences: [
      // Advice to stop leads with its clause; any other advice leads with its reason.
      ...(stopping.advice === 'stop'
        ? [...because, ...reasons.slice(0, 1)]
        : [...reasons.slice(0, 1), ...because]),
      ...(stopping.repeatsInstead && clause?.code !== 'at-noise' ? [text.stopping.repeats] : []),
    ],
    tone: stopping.advice === 'cannot-tell' ? undefined : stopping.advice,
  };
}

export function holdoutAnswer(words: Words, { holdout, law }: LawReport): Answer {
  const text = words.follows;
  const last = holdout.tests.at(-1);
  const sentences = last
    ? [
        text.holdout.test(
          last.nFitted,
          last.n,
          last.predicted.lower,
          last.predicted.upper,
          last.measured,
        ),
        text.holdout.reach(holdout.reach.n),
      ]
    : holdout.reasons.flatMap((reason) =>
        reason.code === 'too-few-to-hold-back'
          ? [text.holdout.notTested(reason.have, reason.need)]
          : [],
      );
  return {
    id: 'extrapolation',
    question: text.holdout.question,
    answer: text.holdout.grades[holdout.grade],
    uncertainty: holdout.rmsle === null ? undefined : text.holdout.error(holdout.rmsle),
    sentences: sentences.length > 0 ? sentences : [text.holdout.notTested(law.data.n.length, 5)],
  };
}

export function whyAnswer(words: Words, { diagnosis }: LawReport, unit: string | null): Answer {
  const text = words.follows;
  const { why, run, widthNow, widthAfter } = diagnosis;
  const resolved = diagnosis.identified === 'resolved';
  // A run that hardly narrows anything is no advice.
  const useful = run !== null && widthAfter !== null && widthAfter < 0.85 * widthNow;
  if (resolved && !useful) {
    return {
      id: 'next-run',
      question: text.why.question,
      answer: text.why.enough,
      sentences: [text.why.resolved],
    };
  }
  const sentences: string[] = [];
  if (resolved) sentences.push(text.why.resolved);
  else if (why) sentences.push(text.why.reasons(why, unit));
  if (run && widthAfter !== null) sentences.push(text.why.effect(widthNow, widthAfter, unit));
  else if (!run) sentences.push(text.why.none);
  return {
    id: 'next-run',
    question: text.why.question,
    answer: run ? text.why.run(run) : null,
    sentences,
  };
}

/** Transfer at its largest size against the best way without pretraining; needs no law. */
export function gainAnswer(words: Words, { summary, unit }: Curve): Answer | null {
  const text = words.follows;
  const best = [...summary.baselines].sort((a, b) => a.mean - b.mean)[0];
  const last = summary.means.at(-1);
  if (!best || !last || !(best.mean > 0)) return null;
  const share = 1 - last.mean / best.mean;
  const arm = words.law.arms[best.arm];
  const [ours, theirs] = [withUnit(words, last.mean, unit), withUnit(words, best.mean, unit)];
  return {
    id: 'gain',
    question: text.gain.question,
    answer: share >= 0 ? text.gain.wins(share) : text.gain.loses(-share),
    of: text.gain.against(arm, share),
    sentences: [
      share >= 0
        ? text.gain.text(ours, last.n, theirs, arm)
        : text.gain.textLoses(ours, last.n, theirs, arm),
    ],
  };
}
