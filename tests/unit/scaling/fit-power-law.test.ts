// The point estimate: exact recovery, invariances, and other optimisers as oracles.
import fc from 'fast-check';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { describe, expect, it } from 'vitest';
import { fitPowerLaw, LawArgumentError, reviveLaw } from '../../../src/scaling/index.ts';
import { BASE_CELL, Dice, simulate } from './simulate.ts';
import { DOUBLING, exact, expectClose, fitted } from './support.ts';

describe('fitPowerLaw', () => {
  it('recovers noise-free laws to 1e-8, sizes from 1e1 to 1e9, rates from 0.05 to 2.5', () => {
    for (const first of [10, 1e4, 1e7])
      for (const alpha of [0.05, 0.4, 1, 2.5]) {
        const sizes = [1, 3, 10, 20, 50, 80, 100].map((f) => f * first);
        const truth = { D: 2 * first ** alpha, alpha, C: 0.1 };
        const law = fitted(exact(sizes, truth));
        expectClose(law.alpha, alpha, 1e-8, 'alpha');
        expectClose(law.D, truth.D, 1e-8, 'D');
        expectClose(law.C, truth.C, 1e-8, 'C');
        expectClose(law.curve(sizes[2] ?? 1), 2 * 10 ** -alpha + 0.1, 1e-9, 'curve');
      }
  });

  const sets = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    alpha: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
    floorRatio: fc.double({ min: 0, max: 2, noNaN: true }),
    missing: fc.constantFrom(0, 0.2),
  });

  it('does not depend on the order of points or trials', () => {
    fc.assert(
      fc.property(sets, ({ seed, ...cell }) => {
        const points = simulate({ ...BASE_CELL, ...cell }, new Dice(seed));
        const shuffled = points
          .map((p) => ({ ...p, trials: [...(p.trials ?? [])].reverse() }))
          .sort((a, b) => Math.sin(a.n) - Math.sin(b.n));
        const [a, b] = [fitted(points), fitted(shuffled)];
        expectClose(b.alpha, a.alpha, 1e-7);
        expect(b.identified).toBe(a.identified);
        expect(b.intervals.C[90].upper).toBeCloseTo(a.intervals.C[90].upper, 6);
      }),
      { numRuns: 12 },
    );
  });

  it('follows the units of error and n', () => {
    fc.assert(
      fc.property(
        sets,
        fc.constantFrom(1e-12, 1e-3, 27.2, 1e12),
        fc.constantFrom(0.01, 7, 1e6),
        ({ seed, ...cell }, errorUnit, sizeUnit) => {
          const points = simulate({ ...BASE_CELL, ...cell }, new Dice(seed));
          const scaled = points.map(({ n, trials = [] }) => ({
            n: n * sizeUnit,
            error: 0,
            trials: trials.map((t) => ({ trial: t.trial, error: t.error * errorUnit })),
          }));
          const [a, b] = [fitted(points), fitted(scaled)];
          const close = (x: number, y: number, scale: number) =>
            expect(Math.abs(x - y)).toBeLessThan(1e-6 * scale);
          close(b.alpha, a.alpha, a.alpha);
          close(b.C / errorUnit, a.C, 1);
          close(b.intervals.C[90].lower / errorUnit, a.intervals.C[90].lower, 1);
          close(b.intervals.C[90].upper / errorUnit, a.intervals.C[90].upper, 1);
          expectClose(b.D / errorUnit / sizeUnit ** b.alpha, a.D, 1e-5);
          expect(b.identified).toBe(a.identified);
          expect(b.reasons.map((r) => r.code)).toEqual(a.reasons.map((r) => r.code));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('agrees with Levenberg-Marquardt at the optimum', () => {
    const dice = new Dice(4);
    for (const alpha of [0.3, 0.6, 1]) {
      const cell = { ...BASE_CELL, alpha, noise: 0.02, sizes: 8 };
      const points = simulate(cell, dice);
      const law = fitted(points, { window: 'all', misfit: 0 });
      const { n, y, covariance } = law.data;
      const k = n.length;
      const g = Math.exp(n.reduce((sum, v) => sum + Math.log(v), 0) / k);
      // Whitened by hand: with its own `weights` option the package diverges on such data; kept near 1, where it converges.
      const sd = n.map((_, i) => Math.sqrt((covariance[i * k + i] ?? 1) / (covariance[0] ?? 1)));
      const at = (v: readonly number[], i: number) => v[i] ?? NaN;
      const result = levenbergMarquardt(
        { x: n.map((_, i) => i), y: y.map((v, i) => v / at(sd, i)) },
        ([D = 0, a = 0, C = 0]) =>
          (i) =>
            (D * (at(n, i) / g) ** -a + C) / at(sd, i),
        {
          initialValues: [0.3, 0.5, 0.2],
          gradientDifference: 1e-6,
          centralDifference: true,
          maxIterations: 500,
          errorTolerance: 1e-14,
        },
      );
      const [D = 0, a = 0, C = 0] = result.parameterValues;
      const Q = (f: (v: number) => number) =>
        n.reduce((s, v, i) => s + ((y[i] ?? 0) - f(v)) ** 2 / (covariance[i * k + i] ?? 1), 0);
      const [ours, theirs] = [Q((v) => law.curve(v)), Q((v) => D * (v / g) ** -a + C)];
      expect(ours).toBeLessThanOrEqual(theirs * (1 + 1e-9));
      expectClose(ours, theirs, 1e-6, 'Q');
      expectClose(law.alpha, a, 1e-4, 'alpha');
      expect(Math.abs(law.C - C)).toBeLessThan(1e-4);
    }
  });

  it('uses all sizes up to nine, else the last eight, and shows the other windows', () => {
    const sizes = Array.from({ length: 12 }, (_, i) => 100 * 2 ** (i / 2));
    const truth = { D: 3, alpha: 0.5, C: 0.1 };
    expect(fitted(exact(sizes.slice(0, 9), truth)).window).toEqual({ used: 9, of: 9 });
    const law = fitted(exact(sizes, truth));
    expect(law.window).toEqual({ used: 8, of: 12 });
    expect(law.alternatives.map((a) => a.window)).toEqual([6, 12]);
    expect(law.points.map((p) => p.used)).toEqual(sizes.map((_, i) => i >= 4));
  });

  it('says when robust weights disagree: one outlier', () => {
    const points = exact([...DOUBLING, 12800], { D: 2, alpha: 0.4, C: 0.1 }).map((p, i) => ({
      ...p,
      error: p.error * (i === 7 ? 1.4 : 1 + 0.002 * (-1) ** i),
    }));
    const law = fitted(points, { misfit: 0 });
    const huber = law.robust.find((r) => r.variant === 'huber');
    expectClose(huber?.alpha ?? 0, 0.4, 0.1, 'Huber');
    expect(Math.abs(law.alpha - 0.4)).toBeGreaterThan(0.05);
    expectClose(fitted(points, { loss: 'huber' }).alpha, huber?.alpha ?? 0, 1e-9);
  });

  it('keeps its record through structured cloning, and gets its methods back', () => {
    const law = fitted(simulate(BASE_CELL, new Dice(3)));
    const copy = reviveLaw(structuredClone({ ...law }));
    expect(copy.predict(12800)).toEqual(law.predict(12800));
    expect(copy.band(12800, 80)).toEqual(law.band(12800, 0.8));
    expect(structuredClone(law)).toEqual({ ...law });
  });

  it('shows a bad option with its value', () => {
    const points = exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 });
    expect(() => fitPowerLaw(points, { window: 2 })).toThrow(LawArgumentError);
    expect(() => fitPowerLaw(points, { window: 2 })).toThrow(/2/);
    expect(() => fitPowerLaw(points, { alphaRange: [1, 0.5] })).toThrow(LawArgumentError);
    expect(() => fitted(points).predict(-1)).toThrow(LawArgumentError);
    expect(() => fitted(points).predict(100, { level: 0 })).toThrow(LawArgumentError);
  });
});
