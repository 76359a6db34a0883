// Degenerate input gets a stated answer: never an exception that is not named, never NaN.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseLaw,
  fitPowerLaw,
  NothingToPredictError,
  type LawPoint,
} from '../../../src/scaling/index.ts';
import { DOUBLING, exact, expectNoNaN, fitted } from './support.ts';

const constant = (error: number): LawPoint[] => DOUBLING.map((n) => ({ n, error }));

const cases: Readonly<Record<string, readonly LawPoint[]>> = {
  'equal errors': constant(0.3),
  'increasing errors': DOUBLING.map((n, i) => ({ n, error: 0.1 + 0.02 * i })),
  'some zeros': DOUBLING.map((n, i) => ({ n, error: i > 4 ? 0 : 1 / n })),
  'one NaN': DOUBLING.map((n, i) => ({ n, error: i === 2 ? NaN : n ** -0.5 })),
  'a size of 1e9': exact([1e3, 1e5, 1e6, 1e8, 1e9], { D: 3, alpha: 0.2, C: 0.05 }),
  'errors of 1e-12': exact(DOUBLING, { D: 2e-12, alpha: 0.4, C: 1e-13 }),
  'errors of 1e12': exact(DOUBLING, { D: 2e12, alpha: 0.4, C: 1e11 }),
  'duplicated n': [...exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 }), { n: 200, error: 0.35 }],
  'n = 0 beside the law': [{ n: 0, error: 2 }, ...exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 })],
  'negative and infinite': [
    { n: -5, error: 1 },
    { n: 50, error: -1 },
    { n: 70, error: Infinity },
    ...exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.1 }),
  ],
  'one trial each': DOUBLING.map((n) => ({
    n,
    error: 0,
    trials: [{ trial: 0, error: n ** -0.3 }],
  })),
  'identical trials': DOUBLING.map((n) => ({
    n,
    error: 0,
    trials: [0, 1, 2].map((trial) => ({ trial, error: n ** -0.3 })),
  })),
  'a sudden drop to zero noise': DOUBLING.map((n, i) => ({ n, error: i < 4 ? 1 : 1e-9 })),
};

describe('degenerate input', () => {
  for (const [name, points] of Object.entries(cases)) {
    it(`${name}: no NaN anywhere`, () => {
      const law = fitted(points, { draws: 256 });
      expectNoNaN({ ...law });
      expectNoNaN(law.predict(12800));
      expectNoNaN(law.band(12800));
      expect(law.predict(100).lower).toBeLessThanOrEqual(law.predict(100).upper);
    });
  }

  it('gives whole reports without NaN for the worst of them', () => {
    for (const name of ['equal errors', 'increasing errors', 'some zeros'])
      expectNoNaN(analyseLaw(cases[name] ?? [], { target: 0.2, samples: 8, draws: 256 }), name);
  });

  it('says what it saw', () => {
    const codes = (name: string) => fitted(cases[name] ?? []).reasons.map((r) => r.code);
    expect(codes('equal errors')).toContain('no-trend');
    expect(codes('increasing errors')).toEqual(expect.arrayContaining(['no-trend', 'rising-tail']));
    expect(fitted(cases['increasing errors'] ?? []).identified).toBe('not-identified');
    expect(codes('one NaN')).toContain('left-out');
    const leftOut = fitted(cases['negative and infinite'] ?? []).reasons.filter(
      (r) => r.code === 'left-out',
    );
    expect(leftOut.map((r) => (r.code === 'left-out' ? r.why : ''))).toEqual(
      expect.arrayContaining(['negative-size', 'negative-error', 'not-finite']),
    );
  });

  it('refuses below four sizes with the reason, and still predicts, widely', () => {
    for (const have of [0, 1, 2, 3]) {
      const law = fitPowerLaw(exact(DOUBLING.slice(0, have), { D: 2, alpha: 0.4, C: 0.1 }));
      expect(law.kind).toBe('refused');
      if (law.kind !== 'refused') continue;
      expect(law.reason).toEqual({ code: 'not-enough-sizes', have, need: 4 });
      if (have === 0) expect(() => law.predict(800)).toThrow(NothingToPredictError);
      else {
        const p = law.predict(6400);
        expect(p.lower).toBeLessThan(p.median);
        expect(p.upper).toBeGreaterThan(p.median);
      }
    }
    expect(fitPowerLaw(constant(0)).kind).toBe('refused');
    expect(analyseLaw([]).kind).toBe('refused');
  });

  it('names it when almost only zeros leave no number', () => {
    const points = [1, 2, 24, 1e9, 1e9].map((n) => ({ n, error: n === 2 ? 8e-16 : 0 }));
    const law = fitPowerLaw(points);
    expect(law.kind === 'refused' ? law.reason.code : 'fit').toBe('not-computable');
  });

  it('survives arbitrary points', () => {
    const value = fc.oneof(
      fc.double(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, NaN, Infinity, 1e-300, 1e300),
    );
    const size = fc.oneof(fc.integer({ min: -2, max: 1e9 }), fc.constantFrom(0, NaN, 1e9));
    fc.assert(
      fc.property(fc.array(fc.record({ n: size, error: value }), { maxLength: 9 }), (points) => {
        const law = fitPowerLaw(points);
        if (law.kind === 'fit') expectNoNaN({ ...law });
      }),
      { numRuns: 200 },
    );
  });
});
