/** One decision for the whole page: its cases, and that no two of its statements contradict each other. */
import { beforeAll, describe, expect, test } from 'vitest';
import { answerLineText } from '../../../src/app/answer/answer-line-text.ts';
import type { Answer, Question } from '../../../src/findings/answers.ts';
import { listCurve, type Curve } from '../../../src/findings/curve.ts';
import { decisionOf, type Decision } from '../../../src/findings/decision.ts';
import { limitOf } from '../../../src/findings/limit-stated.ts';
import { analysisSteps, decide, type Analysed } from '../../../src/findings/law-analysis.ts';
import type { LawAnswer, StoppingWorth } from '../../../src/findings/law-answer.ts';
import type { Baseline, BaselineArm } from '../../../src/findings/summary.ts';
import type { LawReport, Remark, SizeForTarget, Stopping } from '../../../src/scaling/index.ts';
import { finish } from '../../../src/scaling/steps.ts';
import { Stream, streamKey } from '../../../src/random.ts';
import { english as words } from '../../../src/words/words.ts';

const SIZES = [50, 100, 200, 400, 800, 1600, 3200];

interface Shape {
  readonly name: string;
  readonly error: (n: number) => number;
  readonly noise: number;
  readonly sizes?: readonly number[];
}

/** Curves of every kind that a page can meet. */
const SHAPES: readonly Shape[] = [
  { name: 'clear', error: (n) => 6 * n ** -0.8 + 0.05, noise: 0.02 },
  { name: 'clear and noisy', error: (n) => 6 * n ** -0.8 + 0.05, noise: 0.15 },
  { name: 'no floor', error: (n) => 3 * n ** -0.5, noise: 0.03 },
  { name: 'slow', error: (n) => n ** -0.08, noise: 0.03 },
  { name: 'over at once', error: (n) => (n === 50 ? 0.2 : 0.1), noise: 0.04 },
  { name: 'flat', error: () => 0.1, noise: 0.1 },
  { name: 'rising', error: (n) => 0.05 + 0.02 * Math.log10(n), noise: 0.02 },
  { name: 'rising tail', error: (n) => 2 * n ** -0.5 + 0.00002 * n, noise: 0.02 },
  { name: 'accuracies', error: (n) => 1 - 2 * n ** -0.6, noise: 0.003 },
  { name: 'four sizes', error: (n) => 6 * n ** -0.8 + 0.05, noise: 0.03, sizes: SIZES.slice(0, 4) },
  {
    name: 'narrow',
    error: (n) => 6 * n ** -0.8 + 0.05,
    noise: 0.03,
    sizes: [400, 500, 600, 700, 800],
  },
];

const random = new Stream(streamKey(7, 'syntheticWorld', 1));
const uniform = (): number => random.uniform();
const pick = <T>(from: readonly T[]): T => {
  const one = from[Math.min(from.length - 1, Math.floor(uniform() * from.length))];
  if (one === undefined) throw new Error('Nothing to pick from.');
  return one;
};

function curveOf({ error, noise, sizes = SIZES }: Shape, shift: number): Curve {
  const spread = [-1, -0.4, 0.5, 0.9];
  const trials = sizes.flatMap((n, size) =>
    spread.map((_, trial) => ({
      n,
      trial,
      error: error(n) * (1 + noise * (spread[(trial + size + shift) % 4] ?? 0)),
    })),
  );
  return { ...listCurve(trials), kind: 'experiment', unit: 'eV' };
}

interface Base {
  readonly curve: Curve;
  readonly analysed: Analysed;
}

let bases: readonly Base[] = [];
beforeAll(() => {
  bases = SHAPES.map((shape, i) => {
    const curve = curveOf(shape, i);
    return { curve, analysed: finish(analysisSteps(curve.points)) };
  });
}, 120_000);

const baseOf = (name: string): Base => {
  const found = bases[SHAPES.findIndex((shape) => shape.name === name)];
  if (!found) throw new Error(`There is no curve "${name}".`);
  return found;
};

interface Situation {
  readonly base: Base;
  readonly target?: number | null;
  readonly worth?: StoppingWorth;
  readonly pool?: number | null;
  readonly running?: boolean;
  readonly baselines?: readonly Baseline[];
  /** Instead of the one that target and worth give. */
  readonly answer?: LawAnswer;
  readonly change?: (report: LawReport) => LawReport;
}

function decisionIn(situation: Situation): { decision: Decision; answer: LawAnswer } {
  const { base, target = null, worth = {}, pool = null, running = false } = situation;
  const { baselines = [], change = (report) => report } = situation;
  const plain = situation.answer ?? decide(base.analysed, target, worth);
  const answer = plain.report ? { ...plain, report: change(plain.report) } : plain;
  const curve = { ...base.curve, summary: { ...base.curve.summary, baselines } };
  return {
    answer,
    decision: decisionOf({ curve, answer, computing: false, target, pool, running }),
  };
}

const line = ({ decision }: { decision: Decision }): string =>
  answerLineText(words, decision, 'eV');

const baseline = (arm: BaselineArm, mean: number): Baseline => ({
  arm,
  mean,
  interval: null,
  trials: 4,
});

const lastMean = ({ curve }: Base): number => curve.summary.means.at(-1)?.mean ?? NaN;

describe('the answer line, the first case that holds', () => {
  test('simulation alone wins, whatever the target', () => {
    const base = baseOf('clear');
    const said = decisionIn({
      base,
      target: 0.04,
      baselines: [baseline('simulated', lastMean(base) / 2.8), baseline('direct', 1)],
    });
    expect(line(said)).toBe(
      'Use the simulation directly: the network has 2.8 times the error at n = 3,200.',
    );
  });

  test('pretraining does not pay', () => {
    const base = baseOf('clear');
    const said = decisionIn({ base, baselines: [baseline('direct', lastMean(base) / 1.25)] });
    expect(line(said)).toMatch(/^Pretraining does not pay here yet: it has 25 % more error/);
  });

  test('a target: reached, needed, out of reach', () => {
    const base = baseOf('clear');
    expect(line(decisionIn({ base, target: 0.1 }))).toMatch(
      /^About \d{3} simulations reach 0\.100 eV \(.*\); you have 3,200\.$/,
    );
    // 6 n^-0.8 + 0.05 = 0.056 at n = 5,600.
    expect(line(decisionIn({ base, target: 0.056 }))).toMatch(
      /^About [56],\d00 simulations reach 0\.0560 eV/,
    );
    expect(line(decisionIn({ base, target: 0.02 }))).toMatch(
      /^0\.0200 eV cannot be reached by more simulations of this kind: the error ends near 0\.05\d eV/,
    );
  });

  test('more than the table has is said as such', () => {
    const base = baseOf('clear');
    const said = decisionIn({ base, target: 0.0515, pool: 4000 });
    expect(line(said)).toMatch(/your table has 4,000\.$/);
  });

  test('stop, go on, too early, no law', () => {
    const base = baseOf('clear');
    expect(line(decisionIn({ base, worth: { smallestGain: 1 } }))).toMatch(
      /^3,200 simulations are enough: twice as many would lower the error by \d\.\d %\.$/,
    );
    expect(line(decisionIn({ base, worth: { smallestGain: 1e-9 } }))).toMatch(
      /^Not enough yet: 6,400 simulations would lower the error by \d\.\d %\.$/,
    );
    expect(line(decisionIn({ base: baseOf('flat') }))).toMatch(/does not change with n/);
    const curve = listCurve([{ n: 50, trial: 0, error: 1 }]);
    const early = { curve, answer: null, computing: true, target: null, pool: null };
    expect(line({ decision: decisionOf({ ...early, running: true }) })).toBe(
      'Too early to say: 1 of 4 sizes are in.',
    );
  });

  test('while a run is under way it holds so far, and no way has lost at small sizes', () => {
    const base = baseOf('clear');
    const going = decisionIn({
      base: { ...base, curve: { ...base.curve, sizes: [...SIZES, 6400] } },
      running: true,
      baselines: [baseline('simulated', 0.001)],
    });
    expect(line(going)).toMatch(/^So far: /);
    expect(going.decision.headline.kind).not.toBe('simulation-wins');
  });
});

/** Pairs of statements that must not stand on one page. Each gives what contradicts, or null. */
type Contradiction = (decision: Decision, answer: LawAnswer, pool: number | null) => boolean;

const find = <Q extends Question>({ main, more }: Decision, question: Q) =>
  [...main, ...more].find(
    (one): one is Extract<Answer, { question: Q }> => one.question === question,
  );

const CONTRADICTIONS: Readonly<Record<string, Contradiction>> = {
  '"go on" with "use the simulation"': (d) =>
    d.headline.kind === 'simulation-wins' && find(d, 'stopping')?.advice !== 'use-simulation',
  '"go on" with "pretraining does not pay"': (d) =>
    d.headline.kind === 'pretraining-loses' && find(d, 'stopping')?.advice !== 'use-measurements',
  '"pretraining pays" with an answer that says otherwise': (d) =>
    (d.headline.kind === 'simulation-wins' || d.headline.kind === 'pretraining-loses') &&
    find(d, 'gain')?.verdict !== 'loses',
  '"enough" with a card that does not say stop': (d) =>
    d.headline.kind === 'stop' && find(d, 'stopping')?.advice !== 'stop',
  '"not enough yet" with a card that does not say go on': (d) =>
    d.headline.kind === 'go-on' && find(d, 'stopping')?.advice !== 'go-on',
  '"too early" with advice': (d) =>
    d.headline.kind === 'cannot-tell' && find(d, 'stopping')?.advice !== 'cannot-tell',
  '"stop" with "which run would tell more: ..."': (d) =>
    ['stop', 'use-simulation', 'use-measurements'].includes(find(d, 'stopping')?.advice ?? '') &&
    find(d, 'next-run')?.status === 'open',
  'a target that more simulations reach with "stop", unless they cost too much': (d) =>
    d.headline.kind === 'target' &&
    d.headline.answer.status === 'needed' &&
    d.headline.worthIt &&
    find(d, 'stopping')?.advice === 'stop',
  '"reached" with "go on" or with "out of reach"': (d) => {
    const target = find(d, 'target');
    const stopping = find(d, 'stopping');
    if (target?.status !== 'reached') return false;
    const outOfReach = stopping?.grounds.some(
      (ground) => ground.kind === 'clause' && ground.clause.code === 'target-out-of-reach',
    );
    return (target.sure && stopping?.advice === 'go-on') || outOfReach === true;
  },
  '"out of reach" with "go on"': (d) =>
    find(d, 'target')?.status === 'out-of-reach' && find(d, 'stopping')?.advice === 'go-on',
  'a target that is needed at a size that is there': (d) => {
    const target = find(d, 'target');
    return target?.status === 'needed' && target.size !== null && target.size <= target.have;
  },
  'a run above the table': (d, _, pool) => {
    const next = find(d, 'next-run');
    return pool !== null && next?.status === 'open' && next.run !== null && next.run.n > pool + 0.5;
  },
  'a next size above the table': (d, _, pool) => {
    const target = find(d, 'target');
    return pool !== null && target?.status === 'needed' && (target.next ?? 0) > pool;
  },
  'a doubling beyond the table that is not said as such': (d, _, pool) =>
    pool !== null &&
    d.headline.kind === 'go-on' &&
    d.headline.n > pool &&
    d.headline.beyondTable === null,
  'a limit above the smallest error': (d, answer) => {
    if (d.law.kind !== 'known') return false;
    const stated = limitOf(d.law.limit);
    const smallest = Math.min(...(answer.law?.kind === 'fit' ? answer.law.data.y : [Infinity]));
    const top =
      stated.kind === 'unknown'
        ? 0
        : stated.kind === 'at-most'
          ? stated.upper
          : stated.interval.upper;
    return top > smallest || (stated.kind === 'value' && stated.C > smallest);
  },
  'a limit on the card that is not the one of the parameters': (d) => {
    const card = find(d, 'limit');
    if (d.law.kind !== 'known' || !card) return false;
    return JSON.stringify(card.stated) !== JSON.stringify(limitOf(d.law.limit));
  },
  '"rate and limit are both known" with an unknown rate': (d) =>
    d.law.kind === 'known' &&
    d.law.rate.verdict === 'unknown' &&
    words.law.verdict(d.law.rate.verdict, d.law.limit.verdict).includes('both'),
  'a number for a doubling of points without a law': (d) =>
    d.headline.kind === 'lawless' && find(d, 'next-doubling')?.told !== 'nothing',
  '"no law" with "go on"': (d) =>
    d.headline.kind === 'lawless' && find(d, 'stopping')?.advice === 'go-on',
  'a gain in the answer that the card withholds': (d) =>
    (d.headline.kind === 'go-on' || d.headline.kind === 'stop') &&
    d.headline.share !== null &&
    find(d, 'next-doubling')?.told !== 'value',
  'a target in the answer that is not the one of the card': (d) => {
    const { headline } = d;
    return headline.kind === 'target' && find(d, 'target') !== headline.answer;
  },
  'words that say more than numbers allow': (d) => {
    const said = answerLineText(words, d, 'eV');
    return /NaN|undefined|null|−?∞|\bInfinity\b/.test(said) || said.length > 240;
  },
};

function contradictionsIn(situation: Situation): string[] {
  const { decision, answer } = decisionIn(situation);
  return Object.entries(CONTRADICTIONS).flatMap(([name, contradicts]) =>
    contradicts(decision, answer, situation.pool ?? null)
      ? [`${name}: ${answerLineText(words, decision, 'eV')} ${JSON.stringify(decision.headline)}`]
      : [],
  );
}

const ARMS: readonly BaselineArm[] = ['direct', 'ridge', 'simulated', 'recalibrated'];

interface Asked {
  readonly base: Base;
  readonly target: number | null;
  readonly answer: LawAnswer;
}

/** Every curve asked for targets far and near, and with prices: what is slow is done once. */
let asked: readonly Asked[] = [];
beforeAll(() => {
  asked = bases.flatMap((base) => {
    const last = lastMean(base);
    const targets = [null, 0.3, 0.95, 1.5].map((share) => share && share * last);
    return targets.flatMap((target) =>
      [
        {},
        pick<StoppingWorth>([{ smallestGain: last }, { valuePerError: 1, costPerSample: 1 }]),
      ].map((worth) => ({ base, target, answer: decide(base.analysed, target, worth) })),
    );
  });
}, 120_000);

function anySituation(): Situation {
  const one = pick(asked);
  const last = lastMean(one.base);
  return {
    ...one,
    pool: uniform() < 0.6 ? Math.round(3200 * (1 + 4 * uniform())) : null,
    running: uniform() < 0.2,
    baselines: ARMS.filter(() => uniform() < 0.4).map((arm) =>
      baseline(arm, last * 10 ** (uniform() - 0.3)),
    ),
  };
}

/** Reports that no curve may ever give, but whose type allows them. */
function anyReport(report: LawReport): LawReport {
  const advice = pick<Stopping['advice']>(['stop', 'go-on', 'cannot-tell']);
  const clauses = [
    { code: 'target-met', probability: 0.95, target: 1 },
    { code: 'target-out-of-reach', probability: 0.05, target: 1 },
    { code: 'not-worth-it', expectedValue: -1, size: 6400 },
    { code: 'gain-too-small', probability: 0.05, smallestGain: 0.01 },
    { code: 'at-noise', gain: 0.001, standardError: 0.01 },
  ] as const;
  const remarks: readonly Remark[] = pick<readonly Remark[]>([
    [],
    report.remarks,
    [{ code: 'rising', first: 0.1, last: 0.2 }],
    [{ code: 'few-sizes', have: 4, need: 6 }],
  ]);
  const target: SizeForTarget | null = report.target && {
    ...report.target,
    status: pick(['reached', 'feasible', 'uncertain', 'infeasible'] as const),
    median: pick([400, 3200, 9000, 80_000, Infinity]),
    interval: { lower: pick([300, 5000]), upper: pick([8000, 200_000, Infinity]) },
  };
  return {
    ...report,
    remarks,
    target,
    stopping: {
      ...report.stopping,
      advice,
      repeatsInstead: uniform() < 0.5,
      clauses: clauses.filter(() => uniform() < 0.3),
      reasons: pick([
        [],
        [{ code: 'few-sizes', have: 4, need: 5 }] as const,
        report.stopping.reasons,
      ]),
    },
    verdicts: {
      ...report.verdicts,
      target: pick(['point', 'range', 'withheld'] as const),
      rate: pick(
        bases.map(({ analysed }) => analysed.report?.verdicts.rate ?? report.verdicts.rate),
      ),
    },
  };
}

describe('no two statements contradict each other', () => {
  test('in thousands of situations of real analyses', () => {
    for (let i = 0; i < 2000; i++) expect(contradictionsIn(anySituation())).toEqual([]);
  });

  test('in thousands of reports of any content', () => {
    for (let i = 0; i < 6000; i++) {
      expect(contradictionsIn({ ...anySituation(), change: anyReport })).toEqual([]);
    }
  });
});
