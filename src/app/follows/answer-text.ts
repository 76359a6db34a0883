/** An answer in words: a question, a number, its uncertainty, one or two sentences. */
import type {
  Answer,
  DoublingAnswer,
  ExtrapolationAnswer,
  GainAnswer,
  LimitAnswer,
  NextRunAnswer,
  StoppingAnswer,
  TargetAnswer,
} from '../../findings/answers.ts';
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
      return extrapolationText(words, answer);
    case 'next-run':
      return nextRunText(words, answer, unit);
  }
}

const withUnit = (words: Words, value: number, unit: string | null) =>
  words.law.withUnit(words.numbers.value(value), unit);

function gainText(words: Words, answer: GainAnswer, unit: string | null): AnswerText {
  const text = words.follows.gain;
  const { share, n } = answer;
  const arm = words.law.arms[answer.arm];
  const transfer = withUnit(words, answer.transfer, unit);
  const best = withUnit(words, answer.best, unit);
  return {
    question: text.question,
    answer: share >= 0 ? text.wins(share) : text.loses(-share),
    of: text.against(arm, share),
    sentences: [(share >= 0 ? text.text : text.textLoses)(transfer, n, best, arm)],
  };
}

function targetText(words: Words, answer: TargetAnswer, unit: string | null): AnswerText {
  const text = words.follows.target;
  const { question } = text;
  if (answer.status === 'none') return { question, answer: null, sentences: [text.none] };
  if (answer.status === 'computing') {
    return { question, answer: '…', sentences: [words.follows.computing] };
  }
  const of = words.law.targetValue(answer.target, unit);
  switch (answer.status) {
    case 'reached':
      return { question, answer: text.reached, of, sentences: [], tone: 'target' };
    case 'out-of-reach':
      return {
        question,
        answer: text.infeasible,
        of,
        uncertainty: text.probability(answer.probability),
        sentences: [text.below(withUnit(words, answer.limit, unit))],
        tone: 'stop',
      };
    case 'needed': {
      const step =
        answer.beyond !== null
          ? [text.beyond(answer.beyond)]
          : answer.next !== null
            ? [text.next(answer.next)]
            : [];
      return {
        question,
        answer: answer.size === null ? text.unlikely : text.needed(answer.size),
        uncertainty: text.interval(answer.interval.lower, answer.interval.upper),
        sentences: [text.probability(answer.probability), ...step],
        tone: 'target',
      };
    }
  }
}

function doublingText(words: Words, { doubling }: DoublingAnswer, unit: string | null): AnswerText {
  const text = words.follows.doubling;
  return {
    question: text.question,
    answer: text.gain(doubling, unit),
    uncertainty: text.interval(doubling),
    sentences: [text.text(doubling)],
  };
}

function stoppingText(words: Words, answer: StoppingAnswer, unit: string | null): AnswerText {
  const text = words.follows.stopping;
  const grounds = answer.grounds.map((ground) =>
    ground.kind === 'clause'
      ? text.clauses(ground.clause, unit)
      : text.reasons(ground.reason, unit),
  );
  return {
    question: text.question,
    answer: text.advice[answer.advice],
    sentences: answer.repeatsInstead ? [...grounds, text.repeats] : grounds,
    ...(answer.advice === 'cannot-tell' ? {} : { tone: answer.advice }),
  };
}

function limitAnswerText(words: Words, answer: LimitAnswer, unit: string | null): AnswerText {
  const text = words.follows.limit;
  const { median, lower, upper } = answer.removable;
  return {
    question: text.question,
    answer: limitText(words, answer.stated, unit),
    uncertainty: intervalText(words, answer.stated),
    sentences: [text.removable(median, lower, upper), text.caution],
    tone: 'stop',
  };
}

function extrapolationText(words: Words, answer: ExtrapolationAnswer): AnswerText {
  const text = words.follows.holdout;
  const { tested, rmsle } = answer;
  return {
    question: text.question,
    answer: text.grades[answer.grade],
    ...(rmsle === null ? {} : { uncertainty: text.error(rmsle) }),
    sentences:
      'test' in tested
        ? [
            text.test(
              tested.test.nFitted,
              tested.test.n,
              tested.test.predicted.lower,
              tested.test.predicted.upper,
              tested.test.measured,
            ),
            text.reach(tested.reach),
          ]
        : [text.notTested(tested.have, tested.need)],
  };
}

function nextRunText(words: Words, answer: NextRunAnswer, unit: string | null): AnswerText {
  const text = words.follows.why;
  const { question } = text;
  if (answer.status === 'enough') {
    return { question, answer: text.enough, sentences: [text.resolved] };
  }
  const { resolved, why, run, narrowing } = answer;
  return {
    question,
    answer: run ? text.run(run) : null,
    sentences: [
      ...(resolved ? [text.resolved] : why ? [text.reasons(why, unit)] : []),
      ...(narrowing ? [text.effect(narrowing.now, narrowing.after, unit)] : run ? [] : [text.none]),
    ],
  };
}
