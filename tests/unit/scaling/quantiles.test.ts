// Special functions and quantiles against SciPy and against printed tables.
import { describe, expect, it } from 'vitest';
import {
  f1Quantile,
  fUpperTail,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../../src/scaling/quantiles.ts';
import { logGamma, logNormalCdf, normalCdf } from '../../../src/scaling/special-functions.ts';
import { fixtures } from './fixtures.ts';
import { expectClose } from './support.ts';

describe('distributions', () => {
  it('agree with SciPy', () => {
    for (const [x, p] of fixtures.normal_cdf)
      expectClose(normalCdf(x), p, 1e-8, `Phi(${String(x)})`);
    for (const [x, p] of fixtures.log_normal_cdf)
      expect(Math.abs(logNormalCdf(x) - p)).toBeLessThan(1e-6 * Math.max(1e-3, Math.abs(p)));
    for (const [p, x] of fixtures.normal_quantile)
      expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
    for (const [p, df, t] of fixtures.t_quantile)
      expectClose(tQuantile(p, df), t, 1e-8, `t(${String(p)}, ${String(df)})`);
    for (const [x, a, b, p] of fixtures.f_tail) expectClose(fUpperTail(x, a, b), p, 1e-10);
    for (const [x, v] of fixtures.log_gamma)
      expect(Math.abs(logGamma(x) - v)).toBeLessThan(1e-12 * Math.max(1, Math.abs(v)));
  });

  it('give the printed values of the t and F tables', () => {
    expect(tQuantile(0.975, 1)).toBeCloseTo(12.7062047364, 8);
    expect(tQuantile(0.975, 2)).toBeCloseTo(4.30265272991, 8);
    expect(tQuantile(0.95, 10)).toBeCloseTo(1.81246112281, 8);
    expect(tQuantile(0.975, Infinity)).toBeCloseTo(1.95996398454, 8);
    expect(f1Quantile(0.95, 8)).toBeCloseTo(5.3176550716, 8);
  });

  it('have the closed form of t with two degrees of freedom', () => {
    for (const p of [0.55, 0.75, 0.9, 0.999])
      expectClose(tQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 1e-13);
  });

  it('invert each other', () => {
    for (const df of [1, 2.5, 9, 80])
      for (const p of [0.001, 0.2, 0.7, 0.999])
        expect(tCdf(tQuantile(p, df), df)).toBeCloseTo(p, 12);
  });
});
