// What is said first about points, and that an answer always comes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseLaw,
  type LawPoint,
  type LawReport,
  type RefusedReport,
} from '../../../src/scaling/index.ts';
import { BASE_CELL, Dice, simulate } from './simulate.ts';
import { remarksOn } from '../../../src/scaling/remarks.ts';
import { DOUBLING, exact, expectNoNaN, fitted } from './support.ts';

const QUICK = { samples: 8, draws: 256 };
const report = (points: readonly LawPoint[], target?: number): LawReport | RefusedReport =>
  analyseLaw(points, target === undefined ? QUICK : { ...QUICK, target });
const codes = (points: readonly LawPoint[]) => report(points).remarks.map((r) => r.code);
const series = (errors: readonly number[], first = 100): LawPoint[] =>
  errors.map((error, i) => ({ n: first * 2 ** i, error }));
const LAW = { D: 2, alpha: 0.4, C: 0.1 };

const CASES: Readonly<Record<string, readonly [first: string, points: readonly LawPoint[]]>> = {
  'rising errors': ['rising', series([1, 1.21, 1.38, 1.62, 1.75, 2.01, 2.2])],
  accuracies: ['accuracy-like', series([0.52, 0.6, 0.68, 0.73, 0.78, 0.81, 0.84])],
  'accuracies in percent': ['accuracy-like', series([52, 60, 68, 73, 78, 81, 84])],
  'a peak': ['peaked', series([1, 1.3, 1.9, 1.4, 0.9, 0.65, 0.5, 0.4])],
  'a late rise': ['rising-tail', series([1, 0.7, 0.5, 0.4, 0.45, 0.55, 0.7])],
  'a break': [
    'break',
    series(
      [1, 0.93, 0.87, 0.81, 0.757, 0.7, 0.42, 0.25, 0.15].map(
        (v, i) => v * (1 + 0.004 * (-1) ** i),
      ),
    ),
  ],
  'one outlier': [
    'outlier',
    exact(DOUBLING, LAW).map((p, i) => ({
      ...p,
      error: p.error * (i === 3 ? 1.4 : 1 + 0.003 * Math.sin(5 * i)),
    })),
  ],
  'three points': ['few-sizes', exact([100, 1000, 10000], LAW)],
  'sizes below 1': ['sizes-below-one', exact([0.015, 0.03, 0.06, 0.12, 0.24, 0.48, 0.96], LAW)],
  'one decade of n': ['narrow-range', exact([100, 180, 320, 560, 1000], LAW)],
  'n = 0': ['baseline-left-out', [{ n: 0, error: 3 }, ...exact(DOUBLING, LAW)]],
  flat: ['flat', series([0.302, 0.299, 0.301, 0.3, 0.298, 0.303, 0.3])],
};

describe('remarks', () => {
  for (const [name, [first, points]] of Object.entries(CASES)) {
    it(`${name}: "${first}" comes first, and no confident size for a target`, () => {
      const answer = report(points, 0.12);
      expect(answer.remarks[0]?.code).toBe(first);
      if (answer.kind === 'refused' || first === 'baseline-left-out') return;
      expect(answer.verdicts.target).toBe('withheld');
      expect(answer.target?.point).toBeNull();
      expect(answer.target?.nextSize).toBeNull();
      expect(answer.verdicts.reach.factor).toBeLessThanOrEqual(2);
    });
  }

  it('has nothing to say of a plain law, and rarely raises a false alarm', () => {
    expect(codes(exact(DOUBLING, LAW))).toEqual([]);
    const dice = new Dice(5);
    let alarms = 0;
    const sets = 60;
    for (let s = 0; s < sets; s++) {
      const points = simulate({ ...BASE_CELL, sizes: 8, noise: 0.04, trials: s % 2 ? 1 : 4 }, dice);
      if (remarksOn(points, fitted(points)).length > 0) alarms += 1;
    }
    expect(alarms / sets).toBeLessThan(0.15);
  });

  it('names the outlier and what the others expect there', () => {
    const remark = report(CASES['one outlier']?.[1] ?? []).remarks[0];
    expect(remark).toMatchObject({ code: 'outlier', n: 800, place: 'inside' });
    if (remark?.code === 'outlier')
      expect(Math.abs(remark.expected / (2 * 800 ** -0.4 + 0.1) - 1)).toBeLessThan(0.02);
  });

  it('sizes of any magnitude give the same answer in other units', () => {
    const noisy = simulate(BASE_CELL, new Dice(6));
    const scaled = (factor: number) => noisy.map((p) => ({ ...p, n: p.n * factor }));
    const of = (points: readonly LawPoint[]) => {
      const answer = report(points);
      if (answer.kind !== 'report') throw new Error('refused');
      return answer;
    };
    const base = of(noisy);
    for (const factor of [1.5e-4, 1e-9, 1e6, 1e15]) {
      const other = of(scaled(factor));
      expect(other.law.alpha).toBeCloseTo(base.law.alpha, 6);
      expect(other.law.C).toBeCloseTo(base.law.C, 6);
      expect(other.verdicts.rate.verdict).toBe(base.verdicts.rate.verdict);
      expectNoNaN(other);
    }
  });

  it('always answers', () => {
    const value = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double(),
      fc.constantFrom(0, 1, 1e-300, 1e300, NaN, Infinity),
    );
    const size = fc.oneof(
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.constantFrom(0, -1, 1e-300, 1e300, NaN, 0.015),
    );
    const trials = fc.array(fc.record({ trial: fc.nat(3), error: value }), { maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ n: size, error: value, trials }), { maxLength: 8 }),
        (points) => {
          const answer = analyseLaw(points, { samples: 4, draws: 64, target: 0.3 });
          expectNoNaN(answer.remarks);
          if (answer.kind === 'report') expectNoNaN(answer.verdicts);
        },
      ),
      { numRuns: 40 },
    );
  });
});
