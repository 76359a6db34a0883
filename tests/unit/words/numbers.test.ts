import { describe, expect, it } from 'vitest';
import { createNumbers, type NumberStyle } from '../../../src/words/numbers.ts';
import { english } from '../../../src/words/words.ts';

const { numbers } = english;

describe('numbers as the page writes them', () => {
  it('keeps three significant digits and the zeros that say so', () => {
    expect([0.0171, 0.5, 12.345, 999.6, 1234.5, 0].map((value) => numbers.value(value))).toEqual([
      '0.0171',
      '0.500',
      '12.3',
      '1,000',
      '1,230',
      '0',
    ]);
  });

  it('writes very small and very large numbers as powers of ten, and a true minus', () => {
    expect(numbers.value(4.56e-7)).toBe('4.56 × 10⁻⁷');
    expect(numbers.value(-1.2e12)).toBe('−1.20 × 10¹²');
    expect(numbers.value(-0.25)).toBe('−0.250');
    expect(numbers.fixed(-0.1234, 3)).toBe('−0.123');
  });

  it('never shows NaN or a bare Infinity', () => {
    expect([NaN, Infinity, -Infinity].map((value) => numbers.value(value))).toEqual([
      '–',
      '∞',
      '−∞',
    ]);
    expect(numbers.samples(Infinity)).toBe('∞');
    expect(numbers.percent(NaN)).toBe('–');
  });

  it('rounds computed sample numbers to what is known', () => {
    expect([3412, 987_654, 1_240_000, 123_000_000, 3e9].map(numbers.samples)).toEqual([
      '3,400',
      '990,000',
      '1.2 million',
      '120 million',
      '3 billion',
    ]);
  });

  it('never claims certainty', () => {
    expect([0, 0.004, 0.5, 0.996, 1].map(numbers.probability)).toEqual([
      'under 1 %',
      'under 1 %',
      '50 %',
      'over 99 %',
      'over 99 %',
    ]);
    expect([0.04, 0.9996, 1].map(numbers.coverage)).toEqual(['4 %', '99.9 %', '100 %']);
  });

  it('writes intervals with both ends alike', () => {
    expect(numbers.interval(0.31, 0.55)).toBe('0.310 to 0.550');
    expect(numbers.range(0.31, 0.55, 2)).toBe('0.31–0.55');
  });

  it('writes ticks and limits of fields as short as they can be', () => {
    expect([0.02, 5, 2000, 2e6, 1e-7, 0.0001].map(numbers.tick)).toEqual([
      '0.02',
      '5',
      '2,000',
      '2e6',
      '1e−7',
      '0.0001',
    ]);
    expect([-0.5, 0.001, 12800, 0, 1e-7].map(numbers.plain)).toEqual([
      '−0.5',
      '0.001',
      '12,800',
      '0',
      '1e−7',
    ]);
  });

  it('writes time spans in the unit that suits them, and moments with their year', () => {
    expect([12.4, 200, 9000].map(numbers.duration)).toEqual(['12 s', '3 min', '2.5 h']);
    expect(numbers.moment(Date.UTC(2026, 6, 15, 12))).toContain('15 Jul 2026');
  });
});

describe('numbers of another locale', () => {
  const style = (locale: string): NumberStyle => ({
    locale,
    percent: (number) => `${number}%`,
    over: (percent) => `> ${percent}`,
    under: (percent) => `< ${percent}`,
    interval: (lower, upper) => `${lower} … ${upper}`,
    seconds: (number) => `${number} s`,
    minutes: (number) => `${number} min`,
    hours: (number) => `${number} h`,
  });

  it('have its separators everywhere', () => {
    const german = createNumbers(style('de-DE'));
    expect(german.separators).toBe(',.');
    expect(german.count(12_800)).toBe('12.800');
    expect(german.value(-0.0171)).toBe('−0,0171');
    expect(german.value(4.56e-7)).toBe('4,56 × 10⁻⁷');
    expect(german.tick(0.02)).toBe('0,02');
    expect(german.percent(0.094)).toBe('9,4%');
    expect(german.probability(1)).toBe('> 99%');
  });

  it('have its words for large numbers', () => {
    expect(createNumbers(style('ja-JP')).samples(1_240_000)).toBe('120万');
  });
});
