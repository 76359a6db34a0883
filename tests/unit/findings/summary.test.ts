import { describe, expect, it } from 'vitest';
import { meansBySize, summarise } from '../../../src/findings/summary.ts';
import { record, SERIES_ID } from '../sharing/record.ts';

describe('summary of records', () => {
  it('pools the relative variance: closed form for two sizes of two trials', () => {
    // Relative deviations 0.1 at both sizes: s^2 = (2 x 0.01 + 2 x 0.01) / 2, t(0.95, 2) = 2.919986 (tables).
    const means = meansBySize([
      { n: 200, trial: 0, error: 1.8 },
      { n: 100, trial: 0, error: 0.9 },
      { n: 100, trial: 1, error: 1.1 },
      { n: 200, trial: 1, error: 2.2 },
    ]);
    expect(means.map(({ n, mean }) => [n, mean])).toEqual([
      [100, 1],
      [200, 2],
    ]);
    const half = (2.919986 * Math.sqrt(0.02)) / Math.sqrt(2);
    expect(means[0]?.interval?.upper).toBeCloseTo(1 + half, 5);
    expect(means[1]?.interval?.lower).toBeCloseTo(2 * (1 - half), 5);
  });

  it('has no interval without repeats', () => {
    expect(meansBySize([{ n: 10, trial: 0, error: 1 }])[0]?.interval).toBeNull();
  });

  it('takes only the series, the m and the measure asked for', () => {
    const records = [
      record({ n: 100, mae: 1, rmse: 3 }),
      record({ n: 100, mae: 9, m: 99 }),
      record({ n: 100, mae: 9, series: 'other' }),
      record({ n: 0, arm: 'ridge', mae: 5, rmse: 7 }),
      record({ n: 100, mae: NaN, rmse: NaN }),
    ];
    const chosen = summarise(records, { series: SERIES_ID, m: 50, metric: 'rmse' });
    expect(chosen.means.map(({ n, mean }) => [n, mean])).toEqual([[100, 3]]);
    expect(chosen.baselines.map(({ arm, mean }) => [arm, mean])).toEqual([['ridge', 7]]);
  });

  it('tells of one value for all only where something trained does no better', () => {
    const arms = (direct: number) =>
      summarise(
        [
          record({ n: 0, arm: 'direct', mae: direct }),
          record({ n: 0, arm: 'constant', mae: 4 }),
          record({ n: 0, arm: 'corrected', mae: 1 }),
        ],
        { series: SERIES_ID, m: 50, metric: 'mae' },
      ).baselines.map(({ arm }) => arm);
    expect(arms(3)).toEqual(['direct', 'corrected']);
    expect(arms(5)).toEqual(['direct', 'constant', 'corrected']);
  });
});
