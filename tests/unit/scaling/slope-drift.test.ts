// The slope's drift: its covariance against the integral that defines it, and what it is there for.
import { describe, expect, it } from 'vitest';
import { lnSlopePrior, richness, slopeKernel, SLOPES } from '../../../src/scaling/slope-drift.ts';
import { Dice } from './simulate.ts';
import { expectClose, fitted } from './support.ts';

/** The double integral of exp(-|u - v| / 4) / (2 / 4) over [0, a] x [0, b], by the midpoint rule. */
function integral(a: number, b: number): number {
  const steps = 600;
  let sum = 0;
  for (let i = 0; i < steps; i++)
    for (let j = 0; j < steps; j++) {
      const [u, v] = [((i + 0.5) * a) / steps, ((j + 0.5) * b) / steps];
      sum += Math.exp(-0.25 * Math.abs(u - v));
    }
  return (sum * a * b) / steps / steps / 0.5;
}

describe('slope drift', () => {
  it('has the covariance of an integrated Ornstein-Uhlenbeck slope', () => {
    for (const [a, b] of [
      [1, 1],
      [0.5, 3],
      [7, 2],
    ] as const) {
      expectClose(slopeKernel(a, b), integral(a, b), 1e-4);
      expect(slopeKernel(a, b)).toBeCloseTo(slopeKernel(b, a), 12);
    }
    expect(slopeKernel(0, 3)).toBe(0);
  });

  it('weighs nothing with five sizes and all of its prior from eight on', () => {
    expect([4, 5, 8, 20].map(richness)).toEqual([0, 0, 1, 1]);
    for (const s of SLOPES) {
      expect(lnSlopePrior(s, 5)).toBe(-Infinity);
      expect(lnSlopePrior(s, 6)).toBeLessThan(lnSlopePrior(s, 7));
    }
  });

  it('covers curves that bend slowly at two and four times their largest size', () => {
    const dice = new Dice(12);
    let inside = 0;
    const curves = 24;
    for (let c = 0; c < curves; c++) {
      const [rate, size, length, phase] = [
        0.1 + 0.3 * dice.uniform(),
        0.1 * dice.normal(),
        0.3 + 0.4 * dice.uniform(),
        6.3 * dice.uniform(),
      ];
      const curve = (n: number) => {
        const t = Math.log(n / 32);
        return Math.exp(-rate * t + size * Math.sin(length * t + phase));
      };
      const points = Array.from({ length: 12 }, (_, i) => {
        const n = 32 * 2 ** (i / 2);
        return { n, error: curve(n) * Math.exp(0.003 * dice.normal()) };
      });
      const law = fitted(points, { draws: 512 });
      for (const factor of [2, 4]) {
        const n = factor * 32 * 2 ** 5.5;
        const { lower, upper } = law.predict(n, { level: 95 });
        if (lower <= curve(n) && curve(n) <= upper) inside += 1;
      }
    }
    // Two predictions of one curve go together, so the binomial error counts curves.
    expect(inside / (2 * curves)).toBeGreaterThan(0.9 - 2 * Math.sqrt(0.09 / curves));
  });
});
