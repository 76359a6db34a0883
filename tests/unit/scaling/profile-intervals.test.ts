// Profile intervals against the NumPy prototype and against brute force over (alpha, D, C).
import { describe, expect, it } from 'vitest';
import { f1Quantile } from '../../../src/scaling/quantiles.ts';
import { LEVELS } from '../../../src/scaling/index.ts';
import { BASE_CELL, Dice, simulate } from './simulate.ts';
import { fixtures } from './fixtures.ts';
import { DOUBLING, exact, expectClose, fitted } from './support.ts';

describe('profile intervals', () => {
  it('agree with the prototype within its grid (0.5 %)', () => {
    for (const c of fixtures.cases) {
      const points = c.n.map((n, i) => ({ n, error: c.y[i] ?? 0, standardError: c.se[i] ?? 0 }));
      const law = fitted(points, { window: 'all', standardErrorDf: 12, misfit: 0 });
      expectClose(law.alpha, c.estimate.alpha, 5e-3, 'alpha');
      expectClose(law.C, c.estimate.C, 5e-3, 'C');
      for (const level of LEVELS) {
        const expected = c.profile[String(level / 100)];
        if (!expected) throw new Error(`no level ${String(level)}`);
        expectClose(law.intervals.alpha[level].lower, expected.alpha[0], 5e-3, 'alpha lower');
        expectClose(law.intervals.alpha[level].upper, expected.alpha[1], 5e-3, 'alpha upper');
        expectClose(law.intervals.C[level].lower, expected.C[0], 5e-3, 'C lower');
        expectClose(law.intervals.C[level].upper, expected.C[1], 5e-3, 'C upper');
        c.pred.forEach((n, i) => {
          const band = law.band(n, level);
          expectClose(band.lower, expected.pred[i]?.[0] ?? 0, 5e-3, 'band lower');
          expectClose(band.upper, expected.pred[i]?.[1] ?? 0, 5e-3, 'band upper');
        });
      }
    }
  });

  it('are the extremes of the constrained likelihood region, found by brute force', () => {
    // A floor near 0, so that the region is cut by C >= 0.
    const points = exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.004 }).map((p, i) => ({
      ...p,
      error: p.error * (1 + 0.02 * Math.sin(5 * i + 1)),
      standardError: 0.02 * p.error,
    }));
    const law = fitted(points, { misfit: 0, standardErrorDf: 20 });
    const { n, y } = law.data;
    const weight = n.map((_, i) => 1 / (law.data.covariance[i * n.length + i] ?? 1));
    const Q = (alpha: number, D: number, C: number) =>
      n.reduce((sum, v, i) => sum + (weight[i] ?? 0) * ((y[i] ?? 0) - C - D * v ** -alpha) ** 2, 0);
    const limit = Q(law.alpha, law.D, law.C) + f1Quantile(0.9, 20);
    const far = 25600;
    const seen = { alpha: [Infinity, 0], C: [Infinity, 0], f: [Infinity, 0] };
    const see = (key: keyof typeof seen, v: number) => {
      seen[key] = [Math.min(seen[key][0] ?? 0, v), Math.max(seen[key][1] ?? 0, v)];
    };
    for (let a = 0; a <= 160; a++) {
      const alpha = 0.25 + (0.35 * a) / 160;
      for (let c = 0; c <= 160; c++) {
        const C = (0.06 * c) / 160;
        // D on a fine grid around its own optimum at this (alpha, C).
        const phi = n.map((v) => v ** -alpha);
        const top = n.reduce(
          (s, _, i) => s + (weight[i] ?? 0) * (phi[i] ?? 0) * ((y[i] ?? 0) - C),
          0,
        );
        const bottom = n.reduce((s, _, i) => s + (weight[i] ?? 0) * (phi[i] ?? 0) ** 2, 0);
        const best = top / bottom;
        const slack = limit - Q(alpha, best, C);
        if (slack < 0) continue;
        see('alpha', alpha);
        see('C', C);
        for (const D of [best - Math.sqrt(slack / bottom), best + Math.sqrt(slack / bottom)])
          see('f', D * far ** -alpha + C);
      }
    }
    const near = (
      key: keyof typeof seen,
      interval: { lower: number; upper: number },
      step: number,
    ) => {
      expect(Math.abs((seen[key][0] ?? 0) - interval.lower), `${key} lower`).toBeLessThan(step);
      expect(Math.abs((seen[key][1] ?? 0) - interval.upper), `${key} upper`).toBeLessThan(step);
    };
    near('alpha', law.intervals.alpha[90], 2 * (0.35 / 160));
    near('C', law.intervals.C[90], 2 * (0.06 / 160));
    near('f', law.band(far, 0.9), 5e-4);
  });

  it('nest by level and hold the estimate', () => {
    const dice = new Dice(8);
    for (let i = 0; i < 8; i++) {
      const law = fitted(simulate({ ...BASE_CELL, alpha: 0.2 + 0.2 * i, shared: 0.5 }, dice));
      for (const key of ['D', 'alpha', 'C'] as const) {
        let inner = { lower: law[key], upper: law[key] };
        for (const level of LEVELS) {
          const outer = law.intervals[key][level];
          expect(outer.lower).toBeLessThanOrEqual(inner.lower * (1 + 1e-9));
          expect(outer.upper).toBeGreaterThanOrEqual(inner.upper * (1 - 1e-9));
          inner = outer;
        }
      }
    }
  });
});
