import { describe, expect, it } from 'vitest';
import {
  formatInterval,
  formatPercent,
  formatProbability,
  formatSamples,
  formatValue,
} from '../../../src/figures/numbers.ts';

describe('numbers as the page writes them', () => {
  it('keeps three significant digits and the zeros that say so', () => {
    expect([0.0171, 0.5, 12.345, 999.6, 1234.5, 0].map((value) => formatValue(value))).toEqual([
      '0.0171',
      '0.500',
      '12.3',
      '1,000',
      '1,230',
      '0',
    ]);
  });

  it('writes very small and very large numbers as powers of ten, and a true minus', () => {
    expect(formatValue(4.56e-7)).toBe('4.56 × 10⁻⁷');
    expect(formatValue(-1.2e12)).toBe('−1.20 × 10¹²');
    expect(formatValue(-0.25)).toBe('−0.250');
  });

  it('never shows NaN or a bare Infinity', () => {
    expect([NaN, Infinity, -Infinity].map((value) => formatValue(value))).toEqual(['–', '∞', '−∞']);
    expect(formatSamples(Infinity)).toBe('∞');
    expect(formatPercent(NaN)).toBe('–');
  });

  it('rounds computed sample numbers to what is known', () => {
    expect([3412, 987_654, 1_240_000, 3e9].map(formatSamples)).toEqual([
      '3,400',
      '990,000',
      '1.2 million',
      '3 billion',
    ]);
  });

  it('never claims certainty', () => {
    expect([0, 0.004, 0.5, 0.996, 1].map(formatProbability)).toEqual([
      'under 1 %',
      'under 1 %',
      '50 %',
      'over 99 %',
      'over 99 %',
    ]);
  });

  it('writes intervals with both ends alike', () => {
    expect(formatInterval(0.31, 0.55)).toBe('0.310 to 0.550');
  });
});
