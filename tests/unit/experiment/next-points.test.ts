import { describe, expect, test } from 'vitest';
import { pointsOf } from '../../../src/experiment/next-points.ts';

describe('points to sharpen with', () => {
  test('are the first trials that the size does not have', () => {
    const grid = { sizes: [100, 200], trials: 2 };
    expect(pointsOf({ n: 100, trials: 2 }, grid)).toEqual([
      { n: 100, trial: 2 },
      { n: 100, trial: 3 },
    ]);
    expect(pointsOf({ n: 282.8, trials: 1 }, grid)).toEqual([{ n: 283, trial: 0 }]);
    const extra = [{ n: 100, trial: 2 }];
    expect(pointsOf({ n: 100, trials: 1 }, { ...grid, extra })).toEqual([{ n: 100, trial: 3 }]);
  });
});
