// The grid posterior against the NumPy prototype, the collapse of coarse grids, and predictions.
import { describe, expect, it } from 'vitest';
import { fitPowerLaw } from '../../../src/scaling/index.ts';
import { radicalInverse, truncatedNormal } from '../../../src/scaling/draws.ts';
import { summary } from '../../../src/scaling/law-sample.ts';
import { mixtureCdf, mixtureQuantiles } from '../../../src/scaling/mixture-quantile.ts';
import { lawDraws, mixtureAt } from '../../../src/scaling/posterior.ts';
import { lawPosterior } from '../../../src/scaling/predict.ts';
import { fixtures } from './fixtures.ts';
import { BASE_CELL, Dice, simulate, truth } from './simulate.ts';
import { DOUBLING, exact, expectClose, fitted } from './support.ts';

describe('grid posterior', () => {
  it('agrees with the prototype: medians within 0.5 %, 5 and 95 % points within 2 %', () => {
    // The prototype scales misfit by the errors themselves, adds no noise to a new point and moves
    // by 0.1 to 0.3 % with its seed; ours scales by the fitted levels.
    for (const c of fixtures.cases) {
      const points = c.n.map((n, i) => ({ n, error: c.y[i] ?? 0, standardError: c.se[i] ?? 0 }));
      const law = fitted(points, { window: 'all', standardErrorDf: 12, misfit: 0 });
      const posterior = lawPosterior(law);
      const { alpha, C } = lawDraws(posterior);
      const close = (
        ours: ReturnType<typeof summary>,
        theirs: readonly [number, number, number],
      ) => {
        expectClose(ours.lower, theirs[0], 0.02, 'lower');
        expectClose(ours.median, theirs[1], 0.005, 'median');
        expectClose(ours.upper, theirs[2], 0.02, 'upper');
      };
      close(summary(alpha), c.posterior.alpha);
      close(summary(C), c.posterior.C);
      c.pred.forEach((n, i) => {
        const [lower = 0, median = 0, upper = 0] = mixtureQuantiles(
          mixtureAt(posterior, n),
          [0.05, 0.5, 0.95],
        ).map(Math.exp);
        close({ lower, median, upper }, c.posterior.predictive[i] ?? [0, 0, 0]);
      });
    }
  });

  it('still covers C when the data are very precise (a coarse alpha grid collapses)', () => {
    const cell = { ...BASE_CELL, noise: 0.001, trials: 1 };
    const dice = new Dice(77);
    let inside = 0;
    const sets = 40;
    for (let i = 0; i < sets; i++) {
      const points = simulate(cell, dice).map(({ n, error }) => ({
        n,
        error,
        standardError: 0.001 * error,
      }));
      const { C } = lawDraws(lawPosterior(fitted(points, { draws: 1024 })));
      const { lower, upper } = summary(C, 0.9);
      expect(upper).toBeGreaterThan(lower);
      if (lower <= truth(cell).C && truth(cell).C <= upper) inside += 1;
    }
    expect(inside / sets).toBeGreaterThan(0.75);
  });

  it('predicts exact laws, and widens with the octaves', () => {
    const truthful = { D: 2, alpha: 0.4, C: 0.1 };
    const law = fitted(exact(DOUBLING, truthful));
    expectClose(law.predict(25600).median, 2 * 25600 ** -0.4 + 0.1, 0.005);
    const noisy = fitted(simulate(BASE_CELL, new Dice(12)));
    const spread = (n: number) => {
      const { lower, upper } = noisy.predict(n);
      return Math.log(upper / lower);
    };
    expect(spread(12800)).toBeGreaterThan(spread(6400));
    expect(spread(51200)).toBeGreaterThan(spread(12800));
    const [narrow, wide] = [
      noisy.predict(12800, { level: 0.5 }),
      noisy.predict(12800, { level: 95 }),
    ];
    expect(wide.lower).toBeLessThan(narrow.lower);
    expect(wide.upper).toBeGreaterThan(narrow.upper);
    const cautious = noisy.predict(25600, { cautious: true });
    expect(cautious.upper / cautious.lower).toBeGreaterThan(Math.exp(spread(25600)));
  });

  it('answers the same when asked again, and moves little when a point arrives', () => {
    const points = simulate({ ...BASE_CELL, sizes: 8 }, new Dice(2));
    expect(fitPowerLaw(points).predict(25600)).toEqual(fitPowerLaw(points).predict(25600));
    const law = fitted(points);
    const expected = law.predict(25600);
    const more = fitted([...points, { n: 25600, error: expected.median, standardError: 0.02 }]);
    expect(more.predict(51200).upper).toBeLessThan(law.predict(51200).upper * 1.1);
  });
});

describe('draws', () => {
  it('radical inverses fill the unit interval evenly', () => {
    for (const base of [2, 3]) {
      const v = Array.from({ length: 729 }, (_, i) => radicalInverse(i + 1, base));
      for (const cut of [0.1, 0.5, 0.8])
        expect(Math.abs(v.filter((x) => x < cut).length / 729 - cut)).toBeLessThan(0.01);
    }
  });

  it('truncated normals have the mean of the closed form, far tails included', () => {
    for (const mean of [3, 0, -2, -20]) {
      const count = 20000;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += truncatedNormal(mean, 1, (i + 0.5) / count);
      const phi = Math.exp((-mean * mean) / 2) / Math.sqrt(2 * Math.PI);
      // Mills' ratio by its continued fraction for the far tail.
      const expected = mean === -20 ? 1 / 20.0 - 2 / 20 ** 3 : mean + phi / (1 - tail(mean));
      expectClose(sum / count, expected, 0.01, `mean ${String(mean)}`);
    }
  });

  it('mixture quantiles invert the mixture', () => {
    const mixture = { mean: Float64Array.of(0, 1, 5), sd: Float64Array.of(0.1, 1, 0.01) };
    for (const p of [0.05, 0.3, 0.5, 0.9]) {
      const [z = 0] = mixtureQuantiles(mixture, [p]);
      expect(mixtureCdf(mixture, z)).toBeCloseTo(p, 7);
    }
  });
});

/** P(Z < -mean) by Simpson's rule. */
function tail(mean: number): number {
  const steps = 4000;
  const [a, b] = [-mean - 12, -mean];
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const x = a + ((b - a) * i) / steps;
    const weight = i === 0 || i === steps ? 1 : i % 2 ? 4 : 2;
    sum += weight * Math.exp((-x * x) / 2);
  }
  return ((b - a) / steps / 3 / Math.sqrt(2 * Math.PI)) * sum;
}
