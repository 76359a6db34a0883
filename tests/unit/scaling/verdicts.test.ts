// The verdicts on the rate and on the limit, and what follows from them.
import { describe, expect, it } from 'vitest';
import {
  analyseLaw,
  rollingHoldout,
  type LawPoint,
  type LawReport,
} from '../../../src/scaling/index.ts';
import { remarksOn } from '../../../src/scaling/remarks.ts';
import { judge, limitVerdict, rateVerdict } from '../../../src/scaling/verdicts.ts';
import { BASE_CELL, Dice, simulate, truth } from './simulate.ts';
import { DOUBLING, exact, fitted } from './support.ts';

function reported(points: readonly LawPoint[], target?: number): LawReport {
  const answer = analyseLaw(points, {
    samples: 8,
    draws: 512,
    ...(target === undefined ? {} : { target }),
  });
  if (answer.kind !== 'report') throw new Error('refused');
  return answer;
}

/** A hold-out of too few sizes, which is cheap. */
const NOT_TESTED = rollingHoldout(exact(DOUBLING.slice(0, 4), { D: 2, alpha: 0.4, C: 0.1 }));

/** A law whose 90 % intervals are as given. */
function withIntervals(
  alpha: readonly [number, number],
  C: readonly [number, number],
  smallest = 1,
) {
  const law = fitted(exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 }));
  const interval = ([lower, upper]: readonly [number, number]) => ({
    50: { lower, upper },
    80: { lower, upper },
    90: { lower, upper },
    95: { lower, upper },
  });
  return {
    ...law,
    C: (C[0] + C[1]) / 2,
    intervals: { ...law.intervals, alpha: interval(alpha), C: interval(C) },
    data: { ...law.data, y: [2, smallest] },
  };
}

describe('verdicts', () => {
  it('rate: known below 2, rough below 5, unknown beyond and on an end of its range', () => {
    const rate = (low: number, high: number) =>
      rateVerdict(withIntervals([low, high], [0, 0.5]), false);
    expect(rate(0.62, 1.01)).toMatchObject({ verdict: 'known', shown: true, open: null });
    expect(rate(0.3, 0.65)).toMatchObject({ verdict: 'rough', shown: true });
    expect(rate(0.1, 0.6)).toMatchObject({ verdict: 'unknown', shown: false });
    expect(rate(2, 3)).toMatchObject({ verdict: 'unknown', shown: false, open: 'upper' });
    expect(rate(0.02, 0.03)).toMatchObject({ verdict: 'unknown', open: 'lower' });
    expect(rate(0.02, 3)).toMatchObject({ verdict: 'unknown', open: 'both' });
  });

  it('limit: known, bounded, at most, unknown', () => {
    const limit = (low: number, high: number) =>
      limitVerdict(withIntervals([0.4, 0.6], [low, high]), false);
    expect(limit(0.6, 0.9)).toMatchObject({ verdict: 'known', shown: true });
    expect(limit(0.2, 0.9)).toMatchObject({ verdict: 'bounded', shown: true });
    expect(limit(0, 0.6)).toMatchObject({ verdict: 'at-most', shown: false });
    expect(limit(0, 0.97)).toMatchObject({ verdict: 'unknown', shown: false });
    // A curve that has arrived is known, even where noise put the luckiest size below the interval.
    expect(limit(1.01, 1.05)).toMatchObject({ verdict: 'known', interval: { lower: 1, upper: 1 } });
    // The nuclear masses of the issue: a factor 2.6 above zero is knowledge.
    expect(limitVerdict(withIntervals([0.62, 1.01], [0.0067, 0.0171], 0.0172), false).verdict).toBe(
      'bounded',
    );
  });

  it('never puts the upper end of the limit above what is measured', () => {
    const dice = new Dice(21);
    for (let i = 0; i < 12; i++) {
      const points = simulate({ ...BASE_CELL, floorRatio: 3, trials: 3, shared: 0.5 }, dice);
      const limit = limitVerdict(fitted(points), false);
      const smallest = Math.min(...points.map((p) => p.error));
      expect(limit.interval.upper).toBeLessThanOrEqual(smallest * (1 + 1e-9));
      expect(limit.interval.lower).toBeLessThanOrEqual(limit.interval.upper);
      expect(limit.value).toBeLessThanOrEqual(limit.interval.upper);
    }
  });

  it("tells a good law with its point, and its reach is the hold-out's", () => {
    const report = reported(simulate({ ...BASE_CELL, sizes: 8, noise: 0.02 }, new Dice(4)), 0.36);
    expect(report.verdicts.rate).toMatchObject({ verdict: 'known', shown: true });
    expect(report.verdicts.limit.verdict).toBe('known');
    expect(report.verdicts.flat).toBeNull();
    expect(report.verdicts.target).toBe('point');
    expect(report.verdicts.reach).toEqual(report.holdout.reach);
    expect(report.target?.point).not.toBeNull();
  });

  it('gives only a range where the rate or the limit is unknown', () => {
    const early = simulate(
      { ...BASE_CELL, sizes: 6, trials: 3, noise: 0.1, alpha: 0.1 },
      new Dice(15),
    );
    const report = reported(early, 0.2);
    expect(report.verdicts.rate.shown).toBe(false);
    expect(report.verdicts.target).not.toBe('point');
    expect(report.target?.point).toBeNull();
    expect(report.target?.reasons.map((r) => r.code)).toContain('not-confident');
  });

  it('flat: the level with an interval that holds it, and no law', () => {
    const dice = new Dice(2);
    let inside = 0;
    const sets = 40;
    let flats = 0;
    for (let s = 0; s < sets; s++) {
      const trials = s % 2 ? 1 : 4;
      // One trial alone cannot tell what it would share with others.
      const cell = { ...BASE_CELL, trials, shared: trials > 1 ? 0.4 : 0, noise: 0.05 };
      const points = simulate({ ...cell, floorRatio: 1e4 }, dice);
      const law = fitted(points);
      const verdicts = judge(points, law, remarksOn(points, law), NOT_TESTED);
      if (!verdicts.flat) continue;
      flats += 1;
      expect(verdicts.rate.shown).toBe(false);
      expect(verdicts.limit).toMatchObject({ verdict: 'unknown', shown: false });
      expect(verdicts.reach.factor).toBe(1);
      const { lower, upper } = verdicts.flat.interval;
      const level = truth({ ...cell, floorRatio: 1e4 }).C;
      if (lower <= level && level <= upper) inside += 1;
    }
    expect(flats / sets).toBeGreaterThan(0.6);
    expect(inside / flats).toBeGreaterThan(0.9 - 3 * Math.sqrt(0.09 / flats));
  });
});
