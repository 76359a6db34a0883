// Decisions against closed forms and numerical optimisation over the same draws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestPurchase,
  bestStep,
  crossingSize,
  diagnose,
  limit,
  nextDoublingGain,
  nextMeasurement,
  rollingHoldout,
  sampleLaw,
  sizeForTarget,
  stopping,
  widthCheck,
} from '../../../src/scaling/index.ts';
import { crossingDraws } from '../../../src/scaling/size-for-target.ts';
import { observationVariance } from '../../../src/scaling/next-measurement.ts';
import { BASE_CELL, Dice, simulate, truth } from './simulate.ts';
import { DOUBLING, exact, expectClose, fitted } from './support.ts';

const points = simulate({ ...BASE_CELL, sizes: 8, noise: 0.03 }, new Dice(31));
const law = fitted(points);
const holdout = rollingHoldout(points);

describe('size for a target', () => {
  it('inverts the law: n*(f(n)) = n', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 2.5, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        (alpha, C, n) => {
          const curve = { D: 5, alpha, C };
          const excess = 5 * n ** -alpha;
          fc.pre(excess > 1e-6 * (1 + C));
          expectClose(crossingSize(curve, C + excess), n, 1e-8 / alpha + 1e-9);
        },
      ),
    );
    expect(crossingSize({ D: 1, alpha: 0.5, C: 0.2 }, 0.2)).toBe(Infinity);
  });

  it('gives probabilities in [0, 1] that grow with the target', () => {
    let before = -1;
    for (const target of [0.01, 0.1, 0.2, 0.25, 0.3, 0.33, 0.4, 1, 10]) {
      const { probabilityReachable: p } = sizeForTarget(law, target);
      expect(p).toBeGreaterThanOrEqual(Math.max(0, before));
      expect(p).toBeLessThanOrEqual(1);
      before = p;
    }
    expect(before).toBe(1);
  });

  it('tells reached, feasible, uncertain and infeasible apart, with reasons', () => {
    expect(sizeForTarget(law, 1).status).toBe('reached');
    const no = sizeForTarget(law, 0.05);
    expect(no.status).toBe('infeasible');
    expect(no.point).toBeNull();
    expect(no.nextSize).toBeNull();
    expect(no.median).toBe(Infinity);
    expect(no.reasons.map((r) => r.code)).toContain('target-below-floor');
    const yes = sizeForTarget(law, 0.37, { reach: 20000 });
    expect(yes.interval.lower).toBeLessThanOrEqual(yes.median);
    expect(yes.band.lower).toBeLessThan(yes.band.upper);
    if (yes.nextSize !== null) expect(yes.nextSize).toBeLessThanOrEqual(4 * 12800);
    expect(() => sizeForTarget(law, -1)).toThrow(/-1/);
  });

  it('buys what a scan over sizes would buy', () => {
    const [costPerSample, penalty, target] = [1, 40000, 0.36];
    const bought = bestPurchase(law, target, { costPerSample, penalty });
    const draws = crossingDraws(law, target);
    let best = Infinity;
    for (let i = 0; i <= 4000; i++) {
      const q = 12800 * 32 ** (i / 4000);
      const missed = draws.filter((n) => n > q).length / draws.length;
      best = Math.min(best, costPerSample * (q - 12800) + penalty * missed);
    }
    expect(bought.expectedCost).toBeLessThanOrEqual(best + 1e-6);
    expectClose(bought.expectedCost, best, 0.01);
  });
});

describe('limit and gain', () => {
  it('limit: the exact interval, and shares between 0 and 1', () => {
    const known = limit(law, { noiseFloor: 0.5 });
    expect(known.interval).toEqual(law.intervals.C[90]);
    expect(known.posterior.lower).toBeLessThan(truth(BASE_CELL).C);
    expect(known.posterior.upper).toBeGreaterThan(truth(BASE_CELL).C);
    expectClose(known.removableShare.median, law.excessShare, 0.25);
    expect(known.removedShare.lower).toBeGreaterThan(0.5);
    expect(known.belowNoiseFloor).toBe(1);
  });

  it('gain of a doubling is f(n) - f(2 n)', () => {
    const exactLaw = { D: 2, alpha: 0.4, C: 0.1 };
    const { gain, n } = nextDoublingGain(fitted(exact(DOUBLING, exactLaw)));
    expectClose(gain.median, 2 * n ** -0.4 - 2 * (2 * n) ** -0.4, 0.01);
  });

  it('width check compares the same trials', () => {
    const trials = (errors: readonly number[]) => errors.map((error, trial) => ({ trial, error }));
    const normal = trials([1, 1.1, 0.9, 1.05]);
    expect(widthCheck(normal, trials([0.8, 0.92, 0.71, 0.83])).verdict).toBe('network-limits');
    expect(widthCheck(normal, trials([1.01, 1.08, 0.93, 1.02])).verdict).toBe('width-enough');
    expect(widthCheck(normal, trials([0.5])).verdict).toBe('cannot-tell');
  });
});

describe('stopping', () => {
  it('the best step has the closed form q = (v alpha D / c)^(1 / (1 + alpha)) for one draw', () => {
    const sharp = fitted(exact(DOUBLING, { D: 2, alpha: 0.5, C: 0.1 }));
    const { alpha, D } = sampleLaw(sharp);
    const [v, c] = [1e6, 1];
    const q = ((v * (alpha[0] ?? 0) * (D[0] ?? 0)) / c) ** (1 / (1 + (alpha[0] ?? 0)));
    expectClose(bestStep(sharp, v, c, 16).size, q, 0.02);
  });

  it('needs a clause twice, and a hold-out that passed', () => {
    const flat = simulate({ ...BASE_CELL, alpha: 1.5, sizes: 9, noise: 0.01 }, new Dice(6));
    const done = fitted(flat);
    const checked = rollingHoldout(flat);
    expect(checked.grade).not.toBe('no-extrapolation');
    const first = stopping(done, { holdout: checked });
    expect(first.advice).toBe('cannot-tell');
    expect(first.clauses.map((c) => c.code)).toContain('gain-too-small');
    expect(first.reasons.map((r) => r.code)).toContain('first-time');
    expect(stopping(done, { holdout: checked, previous: first }).advice).toBe('stop');
    expect(stopping(done, { previous: first }).advice).toBe('cannot-tell');
    const failed = stopping(done, {
      holdout: { ...checked, grade: 'no-extrapolation' },
      previous: first,
    });
    expect(failed.advice).toBe('cannot-tell');
    expect(failed.reasons.map((r) => r.code)).toContain('holdout-failed');
  });

  it('goes on while a doubling pays, stops at a met target, and weighs money', () => {
    const steep = fitted(exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.01 }));
    const steepHoldout = rollingHoldout(exact(DOUBLING, { D: 2, alpha: 0.4, C: 0.01 }));
    expect(stopping(steep).advice).toBe('go-on');
    const met = stopping(steep, { target: 0.5 });
    expect(met.clauses[0]?.code).toBe('target-met');
    expect(stopping(steep, { target: 0.5, previous: met }).advice).toBe('stop');
    const below = stopping(steep, { target: 0.001, holdout: steepHoldout });
    expect(below.clauses[0]?.code).toBe('target-out-of-reach');
    expect(stopping(steep, { valuePerError: 1e9, costPerSample: 1 }).advice).toBe('go-on');
    const dear = stopping(steep, { valuePerError: 1, costPerSample: 1 });
    expect(dear.clauses[0]?.code).toBe('not-worth-it');
    expect(() => stopping(steep, { costPerSample: -1 })).toThrow(/-1/);
  });

  it('recommends repeats when the gain drowns in noise', () => {
    const noisy = fitted(
      simulate({ ...BASE_CELL, alpha: 0.1, noise: 0.3, trials: 4, floorRatio: 1 }, new Dice(9)),
    );
    expect(stopping(noisy).repeatsInstead).toBe(true);
  });
});

describe('next measurement', () => {
  it('agrees with the linearised information matrix on precise data', () => {
    const precise = exact(DOUBLING, { D: 2, alpha: 0.5, C: 0.1 }).map((p, i) => ({
      ...p,
      error: p.error * (1 + 0.0005 * Math.sin(7 * i)),
      standardError: 0.002 * p.error,
    }));
    const sharp = fitted(precise, { misfit: 0, draws: 8192 });
    const n = 12800;
    const noise = observationVariance(sharp, n, 4);
    const row = (size: number): [number, number, number] => [
      size ** -0.5 * 100,
      -2 * size ** -0.5 * Math.log(size / 800),
      1,
    ];
    const information = (sizes: readonly (readonly [number, number])[]) => {
      const m = [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ];
      for (const [size, variance] of sizes) {
        const r = row(size);
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) {
            const line = m[i];
            if (line) line[j] = (line[j] ?? 0) + ((r[i] ?? 0) * (r[j] ?? 0)) / variance;
          }
      }
      return m;
    };
    const have = precise.map((p) => [p.n, p.standardError ** 2] as const);
    const before = Math.sqrt(lastOfInverse(information(have)));
    const after = Math.sqrt(lastOfInverse(information([...have, [n, noise]])));
    const ranked = nextMeasurement(sharp, [{ n, trials: 4 }], { kind: 'limit' }).best;
    expectClose((ranked?.after ?? 0) / (ranked?.before ?? 1), after / before, 0.15);
  });

  it('ranks by drop of variance per cost, and every run helps', () => {
    for (const quantity of [
      { kind: 'limit' },
      { kind: 'target', target: 0.36 },
      { kind: 'prediction', n: 51200 },
    ] as const) {
      const { ranked, best } = nextMeasurement(law, undefined, quantity);
      expect(best).toBe(ranked[0]);
      ranked.forEach((r, i) => {
        expect(r.after).toBeLessThanOrEqual(r.before);
        const next = ranked[i + 1];
        if (next) expect(r.gainPerCost).toBeGreaterThanOrEqual(next.gainPerCost);
      });
    }
    expect(() => nextMeasurement(law, [{ n: 0, trials: 1 }])).toThrow(/0/);
  });

  it('finds the larger size for the prediction far out when cost is the same', () => {
    const { best } = nextMeasurement(
      law,
      [
        { n: 100, trials: 3, cost: 1 },
        { n: 51200, trials: 3, cost: 1 },
      ],
      { kind: 'prediction', n: 102400 },
    );
    expect(best?.n).toBe(51200);
  });

  it('says why the floor is not identified and which run would narrow it', () => {
    const early = simulate(
      { ...BASE_CELL, sizes: 5, trials: 3, noise: 0.1, alpha: 0.1 },
      new Dice(15),
    );
    const diagnosis = diagnose(fitted(early));
    expect(diagnosis.identified).not.toBe('resolved');
    expect(diagnosis.why).not.toBeNull();
    expect(diagnosis.run).not.toBeNull();
    expect(diagnosis.widthAfter ?? Infinity).toBeLessThan(diagnosis.widthNow);
    expect(holdout.tests.length).toBeGreaterThan(0);
  });
});

/** The last diagonal element of the inverse of a symmetric 3 x 3 matrix. */
function lastOfInverse(m: readonly (readonly number[])[]): number {
  const at = (i: number, j: number) => m[i]?.[j] ?? 0;
  const minor = at(0, 0) * at(1, 1) - at(0, 1) ** 2;
  const det =
    at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) ** 2) -
    at(0, 1) * (at(0, 1) * at(2, 2) - at(1, 2) * at(0, 2)) +
    at(0, 2) * (at(0, 1) * at(1, 2) - at(1, 1) * at(0, 2));
  return minor / det;
}
