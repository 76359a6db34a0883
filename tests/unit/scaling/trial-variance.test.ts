// The decomposition against the closed form of the balanced table, and what it does to intervals.
import { describe, expect, it } from 'vitest';
import { measureSizes } from '../../../src/scaling/sizes.ts';
import { decomposeTrials } from '../../../src/scaling/trial-variance.ts';
import { BASE_CELL, Dice, simulate } from './simulate.ts';
import { expectClose, fitted } from './support.ts';

describe('trial decomposition', () => {
  it('is the balanced analysis of variance when no cell is missing', () => {
    const points = simulate({ ...BASE_CELL, shared: 0.6, noise: 0.1, trials: 6 }, new Dice(11));
    const { sizes, trials } = measureSizes(points);
    const split = decomposeTrials(sizes, trials);
    if (!split) throw new Error('no decomposition');
    const z = sizes.map((s) => s.cells.map((c) => Math.log(c.error)));
    const [k, T] = [z.length, 6];
    const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    const rows = z.map(mean);
    const columns = Array.from({ length: T }, (_, t) => mean(z.map((r) => r[t] ?? 0)));
    const grand = mean(rows);
    let trialSquares = 0;
    let residualSquares = 0;
    z.forEach((row, i) =>
      row.forEach((v, t) => {
        trialSquares += ((columns[t] ?? 0) - grand) ** 2;
        residualSquares += (v - (rows[i] ?? 0) - (columns[t] ?? 0) + grand) ** 2;
      }),
    );
    const residual = residualSquares / ((T - 1) * (k - 1));
    expectClose(split.residual, residual, 1e-3);
    expectClose(split.trial, (trialSquares / (T - 1) - residual) / k, 1e-2);
    expectClose(split.offset, split.trial / T, 1e-12);
    expect(split.residualDf).toBe((T - 1) * (k - 1));
  });

  it('keeps alpha sharp under a shared offset, and puts the offset into levels', () => {
    const cell = { ...BASE_CELL, noise: 0.1, trials: 8 };
    const own = fitted(simulate({ ...cell, shared: 0 }, new Dice(5)));
    const shared = fitted(simulate({ ...cell, shared: 0.9 }, new Dice(5)));
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
    expect(width(shared.intervals.alpha[90])).toBeLessThan(0.6 * width(own.intervals.alpha[90]));
    expect(shared.variance.sharedShare).toBeGreaterThan(0.6);
    const point = shared.points[0];
    expect(point?.standardError ?? 0).toBeGreaterThan(2 * (point?.residualStandardError ?? 0));
    const band = shared.band(100);
    expect(width(band)).toBeGreaterThan(0.05 * shared.curve(100));
  });

  it('adjusts means for trials that are missing', () => {
    const points = simulate({ ...BASE_CELL, shared: 0.95, noise: 0.2, trials: 4 }, new Dice(21));
    const complete = fitted(points);
    const lacking = fitted(
      points.map((p, i) => ({
        ...p,
        trials: p.trials?.filter((t) => !(i >= 5 && t.trial === 0)) ?? [],
      })),
    );
    lacking.points.forEach((p, i) => {
      const full = complete.points[i]?.mean ?? 0;
      expect(Math.abs(p.adjusted / full - 1)).toBeLessThan(0.06);
    });
    expect(Math.abs(lacking.alpha - complete.alpha)).toBeLessThan(0.1);
  });
});
