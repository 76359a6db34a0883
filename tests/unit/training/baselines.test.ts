/** The baselines without training against sums by hand, and errors on the rows that were simulated too. */
import { describe, expect, test } from 'vitest';
import { predictBaseline } from '../../../src/training/baselines.ts';
import { judge } from '../../../src/training/metrics.ts';
import type { BaselineJob, TestRows } from '../../../src/training/unit.ts';

/** Rows of one input x with measured and simulated values. */
function rowsOf(
  x: readonly number[],
  values: readonly number[],
  simulated: readonly number[],
): TestRows {
  return {
    features: {
      rows: x.length,
      blocks: [{ kind: 'float32', names: ['x'], values: Float32Array.from(x) }],
    },
    values: Float64Array.from(values),
    simulated: Float64Array.from(simulated),
  };
}

function job(arm: BaselineJob['arm'], rows: TestRows, test: TestRows): BaselineJob {
  const validation = new Uint8Array(rows.values.length);
  return { id: arm, arm, scale: 'linear', rows: { ...rows, validation }, test };
}

/** y = z + 0.5 x - 1, with z of no simple shape in x. */
const X = [-2, -1, 0, 1, 2, 3, 4, 5];
const Z = X.map((x) => Math.sin(3 * x));
const Y = X.map((x, i) => (Z[i] ?? 0) + 0.5 * x - 1);

describe('baselines', () => {
  test('constant: the median of the m rows for every material, for even and odd m', () => {
    const tested = rowsOf([9, 9, 9], [1, 2, 3], [NaN, NaN, NaN]);
    const predicted = (values: readonly number[]) =>
      predictBaseline(job('constant', rowsOf(values, values, values), tested));
    expect([...(predicted([5, 0, 0, 0, 7])?.predictions ?? [])]).toEqual([0, 0, 0]);
    expect([...(predicted([4, 1, 3, 10])?.predictions ?? [])]).toEqual([3.5, 3.5, 3.5]);
    expect(predicted([4, 1, 3, 10])?.mUsed).toBe(4);
  });

  test('corrected: finds what simulation leaves over where the inputs explain it, from the rows that were simulated', () => {
    const gap = Z.map((z, i) => (i === 2 ? NaN : z));
    const tested = rowsOf([-1.5, 2.5, 6], [0, 0, 0], [0.3, -0.2, NaN]);
    const made = predictBaseline(job('corrected', rowsOf(X, Y, gap), tested));
    expect(made?.mUsed).toBe(7);
    // The smallest penalty that is tried is 1e-6 of the inputs' square: no more than that is lost.
    expect(made?.predictions[0]).toBeCloseTo(0.3 + 0.5 * -1.5 - 1, 4);
    expect(made?.predictions[1]).toBeCloseTo(-0.2 + 0.5 * 2.5 - 1, 4);
    expect(made?.predictions[2]).toBeNaN();
  });

  test('corrected: leaves simulation nearly as it is, up to its level, where the inputs explain nothing', () => {
    const noise = [0.1, -0.1, -0.1, 0.1, 0.1, -0.1, -0.1, 0.1];
    const values = Z.map((z, i) => z + (noise[i] ?? 0));
    const tested = rowsOf([0, 3], [0, 0], [0.3, -0.2]);
    const made = predictBaseline(job('corrected', rowsOf(X, values, Z), tested));
    expect(made?.predictions[0]).toBeCloseTo(0.3, 2);
    expect(made?.predictions[1]).toBeCloseTo(-0.2, 2);
  });

  test('corrected and recalibrated need three pairs and a simulated test row', () => {
    const few = rowsOf([1, 2, 3], [1, 2, 3], [1, 2, NaN]);
    const enough = rowsOf([1, 2, 3], [1, 2, 3], [1, 2, 3]);
    for (const arm of ['corrected', 'recalibrated'] as const) {
      expect(predictBaseline(job(arm, few, enough))).toBeUndefined();
      expect(predictBaseline(job(arm, enough, rowsOf([1], [1], [NaN])))).toBeUndefined();
      expect(predictBaseline(job(arm, enough, enough))?.mUsed).toBe(3);
    }
  });

  test('every arm is told on the simulated rows too, so that all are compared on equal rows', () => {
    const tested = rowsOf([0, 0, 0, 0], [1, 2, 3, 4], [1, NaN, 3, NaN]);
    const told = judge([1, 4, 5, 4], tested, 'linear');
    expect(told.mae).toBeCloseTo(1, 12);
    expect(told.twins).toEqual({ mae: 1, rmse: Math.SQRT2, r2: -1, testRows: 2 });
    const none = rowsOf([0, 0], [1, 2], [NaN, NaN]);
    expect(judge([1, 2], none, 'linear').twins).toBeNull();
    // A simulated arm has no other rows than these.
    const own = judge([1.5, NaN, 3, NaN], tested, 'linear');
    expect(own.twins).toMatchObject({ mae: own.mae, testRows: 2 });
  });
});
