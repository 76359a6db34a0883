/** The curve and the laws of a set of records: which points count, whatever else lies beside them. */
import { describe, expect, test } from 'vitest';
import { curveOf, listCurve, type CurveChoice } from '../../../src/findings/curve.ts';
import { fitLawNow } from '../../../src/findings/law-analysis.ts';
import { lawsOf } from '../../../src/findings/laws.ts';
import type { SweepRecord } from '../../../src/sweep/record.ts';
import { record, SERIES_ID } from '../sharing/record.ts';

const choice = (change: Partial<CurveChoice> = {}): CurveChoice => ({
  records: [],
  asked: { sizes: [100, 200], measured: [50, 80], trials: 2 },
  series: SERIES_ID,
  key: 'protocol',
  m: null,
  metric: 'mae',
  unit: 'eV',
  noiseFloor: 0.01,
  ...change,
});

describe('a curve of records', () => {
  const records = [
    record({ n: 100, mae: 1, rmse: 2 }),
    record({ n: 100, mae: 3, rmse: 4, trial: 1 }),
    record({ n: 200, mae: 1, rmse: 2, trial: 1 }),
    record({ n: 0, arm: 'direct', mae: 5, rmse: 6 }),
    record({ n: 100, mae: 9, m: 80 }),
    record({ n: 100, mae: 9, series: 'another' }),
  ];

  test('points of one series, m and measure, by size', () => {
    const curve = curveOf(choice({ records, m: 50 }));
    expect(curve.summary.means.map(({ n, mean }) => [n, mean])).toEqual([
      [100, 2],
      [200, 1],
    ]);
    expect(curve.summary.baselines.map(({ arm, mean }) => [arm, mean])).toEqual([['direct', 5]]);
    expect(curve.points.map(({ n, trials }) => [n, trials])).toEqual([
      [
        100,
        [
          { trial: 0, error: 1 },
          { trial: 1, error: 3 },
        ],
      ],
      [200, [{ trial: 1, error: 1 }]],
    ]);
  });

  test('the first m where none was chosen, or one that was not asked for', () => {
    expect(curveOf(choice()).m).toBe(50);
    expect(curveOf(choice({ m: 80 })).m).toBe(80);
    expect(curveOf(choice({ m: 7 })).m).toBe(50);
    const nothing = { sizes: [], measured: [], trials: 1 };
    expect(curveOf(choice({ records, asked: nothing })).summary.trials).toEqual([]);
  });

  test('planned sizes are there before their points, single points with them', () => {
    const asked = { sizes: [200, 100], measured: [50], trials: 1, extra: [{ n: 150, trial: 0 }] };
    const curve = curveOf(choice({ asked, series: null, records }));
    expect(curve.sizes).toEqual([100, 150, 200]);
    expect(curve.points).toEqual([]);
  });

  test('the noise floor is that of absolute errors', () => {
    expect(curveOf(choice()).noiseFloor).toBe(0.01);
    expect(curveOf(choice({ metric: 'rmse' })).noiseFloor).toBeNull();
  });

  test('more points leave its key, another m, measure or experiment does not', () => {
    const keys = [
      choice({ m: 80 }),
      choice({ metric: 'rmse' }),
      choice({ key: 'other' }),
      choice(),
    ].map((one) => curveOf(one).key);
    expect(new Set(keys).size).toBe(4);
    expect(curveOf(choice({ records })).key).toBe(keys.at(-1));
  });
});

test('a pasted list is a curve without unit and m', () => {
  const { summary, points, unit, m, measured } = listCurve([
    { n: 10, trial: 0, error: 4 },
    { n: 10, trial: 1, error: 6 },
    { n: 40, trial: 0, error: 2 },
  ]);
  expect(summary.means.map(({ n, mean }) => [n, mean])).toEqual([
    [10, 5],
    [40, 2],
  ]);
  expect(points.map(({ n }) => n)).toEqual([10, 40]);
  expect([unit, m, measured]).toEqual([null, null, []]);
});

describe('laws for files', () => {
  const SIZES = [100, 200, 400, 800, 1600, 3200];
  /** error = 6 n^-0.8 + C, two trials a little above and below. */
  const points = (series: string, m: number, C: number, sizes = SIZES): SweepRecord[] =>
    sizes.flatMap((n) =>
      [0.99, 1.01].map((factor, trial) =>
        record({ series, m, n, trial, mae: factor * (6 * n ** -0.8 + C), rmse: 1 }),
      ),
    );
  const records = [
    ...points('a', 50, 0.05),
    ...points('a', 80, 0.02),
    ...points('b', 50, 0.1, SIZES.slice(0, 3)),
    record({ series: 'a', m: 50, n: 0, arm: 'ridge', mae: 7 }),
  ];

  test('every series and m that has one, with the parameters it was made from', async () => {
    const laws = await lawsOf([{ id: 'a' }, { id: 'b' }], [50, 80], records, fitLawNow);
    expect(laws.map(({ series, m, metric }) => [series, m, metric])).toEqual([
      ['a', 50, 'mae'],
      ['a', 80, 'mae'],
    ]);
    for (const [index, C] of [0.05, 0.02].entries()) {
      const law = laws[index]?.law;
      expect(law?.alpha).toBeCloseTo(0.8, 1);
      expect(law?.C).toBeCloseTo(C, 3);
      expect(law && law.intervals.C[90].lower <= C && C <= law.intervals.C[90].upper).toBe(true);
    }
  });

  test('the very law of the curve on the screen', async () => {
    const asked = { sizes: SIZES, measured: [50, 80], trials: 2 };
    const curve = curveOf(choice({ records, asked, series: 'a', m: 80 }));
    const laws = await lawsOf([{ id: 'a' }], [80], records, (given) => {
      expect(given).toEqual(curve.points);
      return fitLawNow(given);
    });
    expect(laws[0]?.law).toEqual(fitLawNow(curve.points));
  });
});
