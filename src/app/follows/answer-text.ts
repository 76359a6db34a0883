/** An answer in words: a question, a number, its uncertainty, one or two sentences. */
import type {
  Answer,
  DoublingAnswer,
  ExtrapolationAnswer,
  LimitAnswer,
  StoppingAnswer,
} from '../../findings/answers.ts';
import type { GainAnswer } from '../../findings/gain-answer.ts';
import type { NextRunAnswer } from '../../findings/next-run-answer.ts';
import type { TargetAnswer } from '../../findings/target-answer.ts';
import type { Words } from '../../words/words.ts';
import { intervalText, limitText } from '../law/limit-text.ts';

export interface AnswerText {
  readonly question: string;
  readonly answer: string | null;
  /** Small text right after the answer. */
  readonly of?: string;
  readonly uncertainty?: string;
  readonly sentences: readonly string[];
  readonly tone?: 'stop' | 'go-on' | 'target';
  /** Only a range or nothing is known: not to be set as large as a number that is. */
  readonly vague?: boolean;
}

/** `unit`: of the errors; null where it is not known. */
export function answerText(words: Words, answer: Answer, unit: string | null): AnswerText {
  switch (answer.question) {
    case 'gain':
      return gainText(words, answer, unit);
    case 'target':
      return targetText(words, answer, unit);
    case 'next-doubling':
      return doublingText(words, answer, unit);
    case 'stopping':
      return stoppingText(words, answer, unit);
    case 'limit':
      return limitAnswerText(words, answer, unit);
    case 'extrapolation':
      return extrapolationText(words, answer, unit);
    case 'next-run':
      return nextRunText(words, answer, unit);
  }
}

const withUnit = (words: Words, value: number, unit: string | null) =>
  words.law.withUnit(words.numbers.value(value), unit);

function gainText(words: Words, answer: GainAnswer, unit: string | null): AnswerText {
  const text = words.follows.gain;
  const { share, n, verdict } = answer;
  const arm = words.law.arms[answer.arm];
  const transfer = withUnit(words, answer.transfer, unit);
  const best = withUnit(words, answer.best, unit);
  return {
    question: text.question,
    answer:
      verdict === 'even' ? text.even : verdict === 'wins' ? text.wins(share) : text.loses(-share),
    sentences: [(share >= 0 ? text.text : text.textLoses)(transfer, n, best, arm)],
  };
}

function targetText(words: Words, answer: TargetAnswer, unit: string | null): AnswerText {
  const text = words.follows.target;
  const { question } = text;
  if (answer.status === 'none') return { question, answer: null, sentences: [text.none] };
  if (answer.status === 'computing') {
    return { question, answer: '…', sentences: [words.follows.computing], vague: true };
  }
  const of = words.law.targetValue(answer.target, unit);
  switch (answer.status) {
    case 'untold':
      return { question, answer: text.untold, of, sentences: [text.untoldText], vague: true };
    case 'reached':
      return {
        question,
        answer: answer.sure ? text.reached(answer.size) : text.probablyReached,
        of,
        ...(answer.size === null
          ? {}
          : { uncertainty: text.interval(answer.interval.lower, answer.interval.upper) }),
        sentences: [text.have(answer.have)],
        tone: 'target',
      };
    case 'out-of-reach':
      return {
        question,
        answer: text.infeasible,
        of,
        sentences: [
          answer.limit === null ? text.below : text.endsNear(withUnit(words, answer.limit, unit)),
        ],
        tone: 'stop',
      };
    case 'unlikely':
      return {
        question,
        answer: text.unlikely(answer.probability),
        of,
        sentences: [text.atLeast(answer.atLeast), text.have(answer.have)],
        vague: true,
      };
    case 'needed': {
      const { size, interval, have, beyondTable, beyond, next } = answer;
      const step =
        beyondTable !== null
          ? text.beyondTable(beyondTable)
          : beyond !== null
            ? text.beyond(beyond)
            : next !== null
              ? text.next(next)
              : null;
      return {
        question,
        answer: size === null ? text.range(interval) : text.needed(size),
        of,
        uncertainty:
          size === null ? words.law.range90 : text.interval(interval.lower, interval.upper),
        sentences: [text.have(have), ...(step === null ? [] : [step])],
        ...(size === null ? { vague: true } : { tone: 'target' }),
      };
    }
  }
}

function doublingText(words: Words, answer: DoublingAnswer, unit: string | null): AnswerText {
  const text = words.follows.doubling;
  const { doubling, told, beyondTable } = answer;
  const table = beyondTable === null ? [] : [text.beyondTable(beyondTable)];
  const { question } = text;
  switch (told) {
    case 'nothing':
      return { question, answer: '–', sentences: [text.nothing], vague: true };
    case 'range':
      return {
        question,
        answer: text.range(doubling, unit),
        sentences: [text.rangeText, ...table],
        vague: true,
      };
    case 'value':
      return {
        question,
        answer: text.gain(doubling, unit),
        uncertainty: text.interval(doubling, unit),
        sentences: [text.text(doubling), ...table],
      };
  }
}

function stoppingText(words: Words, answer: StoppingAnswer, unit: string | null): AnswerText {
  const text = words.follows.stopping;
  const { advice, repeatsInstead } = answer;
  const grounds = answer.grounds.map((ground) =>
    ground.kind === 'clause'
      ? text.clauses(ground.clause, unit)
      : text.reasons(ground.reason, unit),
  );
  const elsewhere = advice === 'use-simulation' || advice === 'use-measurements';
  return {
    question: text.question,
    answer: text.advice[advice],
    sentences: elsewhere
      ? [text.otherWay[advice]]
      : [
          ...grounds,
          ...(advice === 'go-on' && grounds.length === 0 ? [text.toTarget] : []),
          ...(repeatsInstead ? [text.repeats] : []),
        ],
    ...(advice === 'cannot-tell'
      ? { vague: true }
      : { tone: advice === 'go-on' ? advice : 'stop' }),
  };
}

function limitAnswerText(words: Words, answer: LimitAnswer, unit: string | null): AnswerText {
  const text = words.follows.limit;
  const { stated, removable } = answer;
  const { question } = text;
  if (stated.kind === 'unknown') {
    return { question, answer: text.unknown, sentences: [text.unknownText], vague: true };
  }
  return {
    question,
    answer: limitText(words, stated, unit),
    uncertainty: intervalText(words, stated, unit),
    sentences: [
      ...(removable ? [text.removable(removable.median, removable.lower, removable.upper)] : []),
      text.caution,
    ],
    ...(stated.kind === 'value' ? { tone: 'stop' } : { vague: true }),
  };
}

function extrapolationText(
  words: Words,
  answer: ExtrapolationAnswer,
  unit: string | null,
): AnswerText {
  const text = words.follows.holdout;
  const { tested, rmsle, grade, reach } = answer;
  return {
    question: text.question,
    answer: text.grade(grade, reach),
    ...(rmsle === null ? {} : { uncertainty: text.error(rmsle) }),
    sentences:
      'test' in tested
        ? [
            text.test(
              tested.test.nFitted,
              tested.test.n,
              tested.test.predicted.median,
              tested.test.measured,
              unit,
            ),
            reach === null ? text.noReach : grade === 'no-extrapolation' ? text.failed : text.reach,
          ]
        : [text.notTested(tested.have, tested.need)],
  };
}

function nextRunText(words: Words, answer: NextRunAnswer, unit: string | null): AnswerText {
  const text = words.follows.why;
  const { question } = text;
  if (answer.status === 'enough') {
    const because = answer.because === 'resolved' ? text.resolved : text.settled;
    return { question, answer: text.enough, sentences: [because] };
  }
  const { resolved, why, run, narrowing, beyondTable } = answer;
  const table = beyondTable
    ? [(run ? text.beyondTable : text.nothingWithin)(beyondTable.n, beyondTable.pool)]
    : [];
  return {
    question,
    answer: run ? text.run(run) : null,
    sentences: [
      ...(resolved ? [text.resolved] : why ? [text.reasons(why, unit)] : []),
      ...(narrowing ? [text.effect(narrowing.now, narrowing.after, unit)] : []),
      ...(run || table.length > 0 ? table : [text.none]),
    ],
  };
}
