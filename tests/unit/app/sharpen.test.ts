import { afterEach, describe, expect, test } from 'vitest';
import { extraStore, forgetExtraPoints } from '../../../src/app/store/extra-points.ts';
import { pointsOf } from '../../../src/app/store/sharpen.ts';
import { isInvalid, parseWorth } from '../../../src/app/store/worth.ts';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';

const { spec } = createBuiltInExperiment({ simulatedRows: 100, measuredRows: 30 });

describe('points to sharpen with', () => {
  afterEach(forgetExtraPoints);

  test('are the first trials that the size does not have', () => {
    const grid = { ...spec, sizes: [100, 200], trials: 2 };
    expect(pointsOf({ n: 100, trials: 2 }, grid)).toEqual([
      { n: 100, trial: 2 },
      { n: 100, trial: 3 },
    ]);
    expect(pointsOf({ n: 282.8, trials: 1 }, grid)).toEqual([{ n: 283, trial: 0 }]);
    extraStore.set(() => [{ n: 100, trial: 2 }]);
    expect(pointsOf({ n: 100, trials: 1 }, grid)).toEqual([{ n: 100, trial: 3 }]);
  });
});

describe('prices', () => {
  test('only positive numbers count; what else is typed is marked', () => {
    const worth = { valuePerError: '1e3', costPerSample: '-2', smallestGain: '' };
    expect(parseWorth(worth)).toEqual({ valuePerError: 1000 });
    expect(isInvalid('-2')).toBe(true);
    expect(isInvalid('two')).toBe(true);
    expect(isInvalid('')).toBe(false);
    expect(isInvalid('0.5')).toBe(false);
  });
});
