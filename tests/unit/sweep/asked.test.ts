/** The points that a specification asks for, listed and asked one by one: both ways are the same set. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedPoints, isAsked, type Asked } from '../../../src/sweep/asked.ts';
import { ARMS } from '../../../src/sweep/record.ts';

const SIZES = [10, 20, 40];
const MEASURED = [4, 8];
const asked: fc.Arbitrary<Asked> = fc.record({
  sizes: fc.subarray(SIZES),
  measured: fc.subarray(MEASURED),
  trials: fc.integer({ min: 1, max: 3 }),
  extra: fc.array(fc.record({ n: fc.constantFrom(...SIZES, 80), trial: fc.nat(4) }), {
    maxLength: 3,
  }),
});

test('what is listed is what is asked for, each once', () => {
  fc.assert(
    fc.property(asked, (one) => {
      const listed = askedPoints(one, ARMS).map((point) => JSON.stringify(point));
      expect(new Set(listed).size).toBe(listed.length);
      const every = [0, ...SIZES, 80].flatMap((n) =>
        MEASURED.flatMap((m) =>
          [0, 1, 2, 3, 4].flatMap((trial) => ARMS.map((arm) => ({ n, m, trial, arm }))),
        ),
      );
      const found = every.filter((point) => (point.n === 0) === (point.arm !== 'transfer'));
      expect(new Set(listed)).toEqual(
        new Set(found.filter((point) => isAsked(one, point)).map((point) => JSON.stringify(point))),
      );
    }),
  );
});

test('a grid of two sizes, an m and two trials beside one point', () => {
  const one = { sizes: [10, 20], measured: [4], trials: 2, extra: [{ n: 20, trial: 5 }] };
  expect(askedPoints(one, ['transfer', 'ridge']).map(({ n, trial }) => [n, trial])).toEqual([
    ...[[0, 0], [10, 0], [20, 0]], // prettier-ignore
    ...[[0, 1], [10, 1], [20, 1]], // prettier-ignore
    ...[[0, 5], [20, 5]], // prettier-ignore
  ]);
  expect(askedPoints(one, ['transfer'], { pool: 15 })).toHaveLength(2);
});
