/** What follows from a law, against closed forms of the law that the points were made from. */
import { beforeAll, describe, expect, test } from 'vitest';
import { answersOf, type Answer, type Question } from '../../../src/findings/answers.ts';
import { gainAnswer } from '../../../src/findings/gain-answer.ts';
import { nextRunAnswer } from '../../../src/findings/next-run-answer.ts';
import { listCurve, type Curve } from '../../../src/findings/curve.ts';
import { analysisSteps, decide, type Analysed } from '../../../src/findings/law-analysis.ts';
import type { LawAnswer } from '../../../src/findings/law-answer.ts';
import { lawState } from '../../../src/findings/law-state.ts';
import { limitOf } from '../../../src/findings/limit-stated.ts';
import { finish } from '../../../src/scaling/steps.ts';

const LAW = { D: 6, alpha: 0.8, C: 0.05 };
const SIZES = [100, 200, 400, 800, 1600, 3200, 6400];
const errorAt = (n: number): number => LAW.D * n ** -LAW.alpha + LAW.C;
/** Four trials around the law, spread evenly by 2 %, the pattern turned from size to size. */
const SPREAD = [-0.02, -0.008, 0.01, 0.018];

const curveTo = (count: number): Curve =>
  listCurve(
    SIZES.slice(0, count).flatMap((n, size) =>
      SPREAD.map((_, trial) => ({
        n,
        trial,
        error: errorAt(n) * (1 + (SPREAD[(trial + size) % 4] ?? 0)),
      })),
    ),
  );

const curve = curveTo(SIZES.length);
let analysed: Analysed;
beforeAll(() => {
  analysed = finish(analysisSteps(curve.points));
});

const answerTo = <Q extends Question>(
  question: Q,
  target: number | null,
  answer: LawAnswer = decide(analysed, target, {}),
): Extract<Answer, { question: Q }> => {
  const { answers } = answersOf({ curve, answer, computing: false, target, pool: null });
  const found = answers.find((one) => one.question === question);
  if (!found) throw new Error(`No answer to ${question}.`);
  return found as Extract<Answer, { question: Q }>;
};

describe('how many simulations for the target', () => {
  test('n* of the closed form lies in the interval', () => {
    const target = 0.053;
    const truth = (LAW.D / (target - LAW.C)) ** (1 / LAW.alpha);
    const answer = answerTo('target', target);
    if (answer.status !== 'needed') throw new Error(answer.status);
    expect(answer.interval.lower).toBeLessThan(truth);
    expect(answer.interval.upper).toBeGreaterThan(truth);
    expect(answer.size).toBeGreaterThan(6400);
  });

  test('below the limit it is out of reach, above the last error it is reached', () => {
    expect(answerTo('target', 0.02)).toMatchObject({ status: 'out-of-reach', target: 0.02 });
    expect(answerTo('target', 0.2)).toMatchObject({ status: 'reached', target: 0.2 });
  });

  test('without a target nothing; with another one than the answer is of, it is being computed', () => {
    expect(answerTo('target', null).status).toBe('none');
    expect(answerTo('target', 0.06, decide(analysed, 0.07, {})).status).toBe('computing');
  });
});

test('the next doubling, as the law has it', () => {
  const { doubling } = answerTo('next-doubling', null);
  const truth = errorAt(6400) - errorAt(12800);
  expect(doubling.n).toBe(6400);
  expect(doubling.gain.lower).toBeLessThan(truth);
  expect(doubling.gain.upper).toBeGreaterThan(truth);
});

test('the limit: its value with an interval around the truth', () => {
  const { stated } = answerTo('limit', null);
  if (stated.kind !== 'value') throw new Error(stated.kind);
  expect(stated.interval.lower).toBeLessThan(LAW.C);
  expect(stated.interval.upper).toBeGreaterThan(LAW.C);
});

test('a limit that is not known is a range, a bound where zero is not excluded, or nothing', () => {
  const range = { lower: 1, upper: 3 };
  const verdict = { shown: true, value: 2, interval: range, smallestError: 4 };
  expect(limitOf({ ...verdict, verdict: 'bounded' })).toEqual({ kind: 'range', interval: range });
  expect(limitOf({ ...verdict, verdict: 'at-most' })).toEqual({ kind: 'at-most', upper: 3 });
  expect(limitOf({ ...verdict, verdict: 'unknown' })).toEqual({ kind: 'unknown' });
});

test('advice leads with what carries it', () => {
  const worthwhile = answerTo('stopping', null, decide(analysed, null, { smallestGain: 1e-9 }));
  expect(worthwhile.advice).toBe('go-on');
  expect(worthwhile.grounds[0]).toMatchObject({ kind: 'reason' });
  const pointless = answerTo('stopping', null, decide(analysed, null, { smallestGain: 10 }));
  expect(pointless.advice).toBe('stop');
  expect(pointless.grounds[0]).toMatchObject({
    kind: 'clause',
    clause: { code: 'gain-too-small', smallestGain: 10 },
  });
});

test('the extrapolation is judged by its last test, whose truth is known', () => {
  const { tested, reach } = answerTo('extrapolation', null);
  if (!('test' in tested)) throw new Error('not tested');
  expect(tested.test.n).toBe(6400);
  expect(tested.test.measured).toBeCloseTo(errorAt(6400), 3);
  expect(reach).toBeGreaterThanOrEqual(6400);
});

test('a run that hardly narrows a resolved limit is no advice', () => {
  const diagnosis = {
    identified: 'resolved',
    why: null,
    run: { n: 12800, trials: 2, cost: 25600, before: 1, after: 0.9, gainPerCost: 0 },
    widthNow: 1,
    widthAfter: 0.9,
    widthNeeded: 2,
  } as const;
  expect(nextRunAnswer({ diagnosis }).status).toBe('enough');
  expect(nextRunAnswer({ diagnosis: { ...diagnosis, widthAfter: 0.5 } })).toMatchObject({
    status: 'open',
    resolved: true,
    narrowing: { now: 1, after: 0.5 },
  });
  const open = { ...diagnosis, identified: 'not-identified', run: null, widthAfter: null } as const;
  expect(nextRunAnswer({ diagnosis: open })).toMatchObject({ run: null, narrowing: null });
});

describe('does pretraining pay', () => {
  const summary = (...baselines: Curve['summary']['baselines']) => ({
    summary: { ...curve.summary, baselines },
  });
  const arm = (name: 'direct' | 'ridge', mean: number) =>
    ({ arm: name, mean, interval: null, trials: 4 }) as const;

  test('against the best other way, at the largest size', () => {
    const last = curve.summary.means.at(-1)?.mean ?? NaN;
    const gain = gainAnswer(summary(arm('direct', 4 * last), arm('ridge', 2 * last)));
    expect(gain).toMatchObject({ arm: 'ridge', n: 6400, transfer: last, best: 2 * last });
    expect(gain?.share).toBeCloseTo(0.5, 12);
    expect(gainAnswer(summary(arm('direct', last / 2)))?.share).toBeCloseTo(-1, 12);
  });

  test('no answer without something to compare with', () => {
    expect(gainAnswer(summary())).toBeNull();
  });
});

describe('what is said of the law', () => {
  const nothing = { law: null, report: null };

  test('too few sizes, then being worked out, then known', () => {
    expect(lawState(curveTo(3), null, true)).toEqual({ kind: 'waiting', have: 3, need: 4 });
    expect(lawState(curve, null, true).kind).toBe('computing');
    // Nobody has asked yet.
    expect(lawState(curve, null, false).kind).toBe('computing');
    expect(lawState(curve, decide(analysed, null, {}), false)).toMatchObject({
      kind: 'known',
      limit: { verdict: 'known' },
    });
  });

  test('an answer for three sizes is not held against the fourth', () => {
    const refused = decide(finish(analysisSteps(curveTo(3).points)), null, {});
    expect(lawState(curveTo(4), refused, true).kind).toBe('computing');
    expect(lawState(curveTo(4), refused, false)).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-enough-sizes', have: 3 },
    });
  });

  test('a failure is told, and a law without its report is a law', () => {
    const failed = lawState(curve, { ...nothing, failure: 'out of memory' }, false);
    expect(failed).toEqual({ kind: 'failed', detail: 'out of memory' });
    expect(lawState(curve, { law: analysed.law, report: null }, true)).toMatchObject({
      kind: 'known',
      moreData: false,
    });
  });
});
