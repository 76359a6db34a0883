// The trend test against brute-force permutation, exact t statistics, and its false alarms.
import { describe, expect, it } from 'vitest';
import { analyseLaw, type LawPoint } from '../../../src/scaling/index.ts';
import { startLevels } from '../../../src/scaling/estimate.ts';
import { useOptions } from '../../../src/scaling/options.ts';
import { lawData, prepare } from '../../../src/scaling/prepared.ts';
import { tCdf } from '../../../src/scaling/quantiles.ts';
import { trend } from '../../../src/scaling/trend.ts';
import { Dice } from './simulate.ts';
import { fitted } from './support.ts';

const SIZES = [100, 464, 2154, 10000];

/** Four sizes over two decades, three trials far apart that fall side by side. */
const parallel = [1, 1.3, 0.75].map((level) => SIZES.map((_, i) => level * (1 - 0.05 * i)));

function table(
  trials: readonly (readonly number[])[],
  sizes: readonly number[] = SIZES,
): LawPoint[] {
  return sizes.map((n, i) => {
    const own = trials.map((t, trial) => ({ trial, error: t[i] ?? NaN }));
    return { n, error: own.reduce((sum, t) => sum + t.error, 0) / own.length, trials: own };
  });
}

function trendOf(points: readonly LawPoint[]) {
  const all = prepare(points, useOptions());
  const k = all.n.length;
  return trend(lawData(all, k, startLevels(all, k)));
}

describe('the trend test', () => {
  it('sees three parallel falling trials at four sizes, however far apart they lie', () => {
    const dice = new Dice(8);
    const points = table(parallel.map((t) => t.map((v) => v * Math.exp(0.004 * dice.normal()))));
    expect(trendOf(points).falls).toBeLessThan(0.001);
    expect(fitted(points).reasons.map((r) => r.code)).not.toContain('no-trend');
    const report = analyseLaw(points);
    expect(report.remarks.map((r) => r.code)).not.toContain('flat');
    if (report.kind === 'report') expect(report.verdicts.flat).toBeNull();
  });

  it("is the t of the trials' slopes with the pooled residual of a two-way table", () => {
    const dice = new Dice(3);
    const trials = parallel.map((t) => t.map((v) => v * Math.exp(0.08 * dice.normal())));
    const ln = trials.map((t) => t.map(Math.log));
    const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    const bySize = SIZES.map((_, i) => mean(ln.map((t) => t[i] ?? 0)));
    const grand = mean(bySize);
    let squares = 0;
    for (const t of ln)
      t.forEach((v, i) => (squares += (v - (bySize[i] ?? 0) - mean(t) + grand) ** 2));
    const x = SIZES.map(Math.log);
    const c = x.map((v) => v - mean(x));
    const slope = c.reduce((sum, v, i) => sum + v * (bySize[i] ?? 0), 0);
    const size = c.reduce((sum, v) => sum + v * v, 0);
    const t = slope / Math.sqrt(((squares / 6) * size) / 3);
    // The means of the errors stand for the means of their logarithms: close, not the same.
    expect(trendOf(table(trials)).falls).toBeCloseTo(tCdf(t, 6), 1);
  });

  it('counts orderings where there are no repeats', () => {
    const one = (errors: readonly number[]) =>
      errors.map((error, i) => ({ n: 100 * 2 ** i, error }));
    expect(trendOf(one([4, 3, 2, 1])).falls).toBeCloseTo(1 / 24, 12);
    expect(trendOf(one([1, 2, 3, 4])).falls).toBe(1);
    expect(trendOf(one([5, 4, 3, 2, 1])).falls).toBeCloseTo(1 / 120, 12);
  });

  it('calls flat curves falling about as rarely as it promises', () => {
    for (const [trials, seed] of [
      [1, 1],
      [3, 2],
    ] as const) {
      const dice = new Dice(seed);
      let alarms = 0;
      const sets = 400;
      for (let s = 0; s < sets; s++) {
        const points = table(
          Array.from({ length: trials }, () => {
            const level = Math.exp(0.3 * dice.normal());
            return SIZES.map(() => level * Math.exp(0.1 * dice.normal()));
          }),
        );
        if (trendOf(points).falls <= 0.05) alarms += 1;
      }
      // 5 % and three binomial standard errors.
      expect(alarms / sets).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / sets));
    }
  });
});
