import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logTicks, steadyRange } from '../../../src/figures/logarithmic-axis.ts';

describe('log axes', () => {
  it('hold every value, whatever its magnitude', () => {
    const value = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const [low, high] = steadyRange(values);
        for (const v of values) {
          expect(Math.log10(v)).toBeGreaterThan(low);
          expect(Math.log10(v)).toBeLessThan(high);
        }
      }),
    );
  });

  it('do not twitch when a point moves a little', () => {
    expect(steadyRange([0.1, 0.02])).toEqual(steadyRange([0.099, 0.0203]));
  });

  it('have a few round ticks inside the range', () => {
    expect(logTicks([1.87, 4.7], 8)).toEqual([100, 300, 1000, 3000, 10000, 30000]);
    expect(logTicks([-1.5, -0.5], 5)).toEqual([0.05, 0.1, 0.2]);
    fc.assert(
      fc.property(
        fc.double({ min: -12, max: 11, noNaN: true }),
        fc.double({ min: 0.7, max: 9, noNaN: true }),
        (low, span) => {
          const ticks = logTicks([low, low + span], 8);
          expect(ticks.length).toBeLessThanOrEqual(9);
          for (const tick of ticks) {
            expect(Math.log10(tick)).toBeGreaterThanOrEqual(low - 1e-5);
            expect(Math.log10(tick)).toBeLessThanOrEqual(low + span + 1e-5);
          }
        },
      ),
    );
  });

  it('give a range even without a positive value', () => {
    expect(steadyRange([0, NaN, -3])).toEqual([-2, 0]);
  });
});
