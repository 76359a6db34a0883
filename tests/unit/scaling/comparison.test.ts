// Hold-out, comparison of forms, and the whole report.
import { describe, expect, it } from 'vitest';
import {
  analyseLaw,
  analyseLawSteps,
  compareLaws,
  rollingHoldout,
  sizeForTarget,
} from '../../../src/scaling/index.ts';
import { BASE_CELL, Dice, simulate } from './simulate.ts';
import { DOUBLING, exact, expectNoNaN, fitted } from './support.ts';

const LONG = Array.from({ length: 9 }, (_, i) => 100 * 2 ** i);
const wiggle = (i: number) => 1 + 0.004 * Math.sin(9 * i + 1);

describe('rolling hold-out', () => {
  it('passes a law, and lets it be read further', () => {
    const result = rollingHoldout(simulate({ ...BASE_CELL, sizes: 8, noise: 0.02 }, new Dice(1)));
    expect(['good', 'usable']).toContain(result.grade);
    expect(result.reach.factor).toBeGreaterThanOrEqual(4);
    expect(result.tests.filter((t) => !t.inside).length).toBeLessThanOrEqual(1);
    expect(result.tests.map((t) => [t.sizesFitted, t.n])).toContainEqual([4, 12800]);
  });

  it('fails once a sharp late drop is in, and withdraws floor and n*', () => {
    const points = LONG.map((n, i) => ({
      n,
      error: (0.3 + 0.5 * (n / 100) ** -0.6) * wiggle(i) * (i >= 7 ? 0.3 : 1),
    }));
    // Nothing can foresee it: before the drop the law looks fine (a documented limit).
    const before = rollingHoldout(points.slice(0, 7));
    expect(before.grade).not.toBe('no-extrapolation');
    const after = rollingHoldout(points);
    expect(after.grade).toBe('no-extrapolation');
    expect(after.cautious).toBe(true);
    expect(after.reach.factor).toBe(1);
    const law = fitted(points);
    expect(law.identified).toBe('not-identified');
    const target = sizeForTarget(law, 0.08, { reach: after.reach.n });
    expect(target.status === 'infeasible' || target.reasons.length > 0).toBe(true);
  });

  it('says when there is too little to hold back', () => {
    const result = rollingHoldout(exact(DOUBLING.slice(0, 4), { D: 2, alpha: 0.4, C: 0.1 }));
    expect(result.grade).toBe('not-tested');
    expect(result.reasons).toEqual([{ code: 'too-few-to-hold-back', have: 4, need: 5 }]);
  });
});

describe('comparison', () => {
  const of = (f: (n: number) => number) =>
    compareLaws(LONG.map((n, i) => ({ n, error: f(n) * wiggle(i) })));
  const rmsle = (c: ReturnType<typeof of>, model: string) =>
    c.models.find((m) => m.model === model)?.heldBackRmsle ?? Infinity;

  it('prefers the form that made the data', () => {
    const power = of((n) => 2 * n ** -0.4 + 0.1);
    expect(power.ranking.indexOf('power-floor')).toBeLessThan(2);
    expect(rmsle(power, 'power-floor')).toBeLessThan(rmsle(power, 'last-value'));
    expect(rmsle(power, 'power-floor')).toBeLessThan(rmsle(power, 'exponential'));
    const exponential = of((n) => 0.2 + 0.6 * Math.exp(-n / 3000));
    expect(exponential.ranking[0]).toBe('exponential');
    expect(exponential.reasons.map((r) => r.code)).toContain('law-not-best');
    const sigmoid = of((n) => 0.05 + 0.9 / (1 + (n / 2000) ** 1.4));
    expect(rmsle(sigmoid, 'sigmoid')).toBeLessThan(rmsle(sigmoid, 'power-floor'));
    expect(sigmoid.ranking.indexOf('sigmoid')).toBeLessThan(sigmoid.ranking.indexOf('power-floor'));
  });

  it('recovers the other forms exactly where they are exact', () => {
    const shifted = compareLaws(LONG.map((n) => ({ n, error: 0.1 + 3 * n ** -0.7 })));
    const power = shifted.models.find((m) => m.model === 'power-floor');
    expect(power?.parameters?.alpha).toBeCloseTo(0.7, 4);
    expect(power?.parameters?.D).toBeCloseTo(3, 2);
    const flat = shifted.models.find((m) => m.model === 'last-value');
    expect(flat?.at2).toBe(flat?.at4);
  });

  it('says that AICc cannot separate with seven sizes', () => {
    const c = compareLaws(exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 }));
    expect(c.reasons).toContainEqual({ code: 'aicc-cannot-separate', sizes: 7 });
    expect(compareLaws([]).models).toEqual([]);
  });
});

describe('report', () => {
  const points = simulate({ ...BASE_CELL, shared: 0.5 }, new Dice(44));
  const options = { target: 0.4, samples: 20, draws: 512 };

  it('is plain data: it survives structured cloning and JSON', () => {
    const report = analyseLaw(points, options);
    expect(structuredClone(report)).toEqual(report);
    expect(() => JSON.stringify(report)).not.toThrow();
    expectNoNaN(report);
    if (report.kind !== 'report') throw new Error('refused');
    expect(report.curves.n).toHaveLength(20);
    expect(report.curves.predictive.every((p) => p.lower <= p.median && p.median <= p.upper)).toBe(
      true,
    );
    expect(report.draws.alpha).toHaveLength(512);
  });

  it('yields between its parts, so that a worker can drop it', () => {
    const seen: string[] = [];
    for (const step of analyseLawSteps(points, options)) {
      seen.push(step);
      if (step === 'holdout') break;
    }
    expect(seen).toEqual(['fit', 'holdout']);
  });
});
