import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitStandardisation, standardise } from '../../../src/training/standardisation.ts';
import { Stream, streamKey } from '../../../src/random.ts';

test('an offset of any size leaves standardised values as they are', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1e6, -1e7, 1e9, 1e12),
      fc.integer({ min: 2, max: 300 }),
      fc.integer({ min: 0, max: 1e6 }),
      (offset, rows, seed) => {
        const stream = new Stream(streamKey(seed, 'syntheticWorld'));
        const plain = Array.from({ length: rows }, () => stream.normal());
        const moved = plain.map((value) => value + offset);
        const [here, there] = [fitStandardisation(plain), fitStandardisation(moved)];
        // Float64 itself keeps a spread of 1 at 10^12 to about 10^-4.
        const precision = 1e-12 + 1e-15 * Math.abs(offset);
        plain.forEach((value, i) => {
          const z = standardise(here, value);
          const difference = Math.abs(standardise(there, moved[i] ?? NaN) - z);
          expect(difference).toBeLessThanOrEqual((precision * (2 + Math.abs(z))) / here.deviation);
        });
      },
    ),
  );
});

test('a constant target, but for rounding, becomes zeros, and every prediction that constant', () => {
  for (const values of [[0.1, 0.1, 0.1], [0.3, 0.1 + 0.2, NaN], [1e12], [0, 0], [-5e-3, -5e-3]]) {
    const { mean, deviation } = fitStandardisation(values);
    const constant = values[0] ?? NaN;
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      expect(Math.abs(standardise({ mean, deviation }, value))).toBeLessThan(1e-6);
    }
    expect(Math.abs(mean + deviation * 10 - constant)).toBeLessThanOrEqual(
      1e-7 * Math.abs(constant) + 1e-290,
    );
  }
  expect(() => fitStandardisation([NaN, NaN])).toThrow(RangeError);
});
