import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitLine } from '../../../src/training/head.ts';
import { fitRidge } from '../../../src/training/ridge.ts';
import { Stream, streamKey } from '../../../src/random.ts';

function data(seed: number, rows: number, columns: number, noise: number) {
  const stream = new Stream(streamKey(seed, 'syntheticWorld'));
  const weights = Array.from({ length: columns }, () => stream.normal());
  const x = Float64Array.from({ length: rows * columns }, () => stream.normal());
  const y = Float64Array.from({ length: rows }, (_, i) =>
    weights.reduce((sum, w, c) => sum + w * (x[i * columns + c] ?? 0), 3 + noise * stream.normal()),
  );
  return { weights, x, y };
}

/** Plain gradient of the penalised problem: zero at its solution. */
function gradient(
  x: Float64Array,
  y: Float64Array,
  columns: number,
  fit: ReturnType<typeof fitRidge>,
) {
  const result = Array.from({ length: columns }, (_, c) => fit.penalty * (fit.weights[c] ?? 0));
  y.forEach((value, i) => {
    let residual = fit.intercept - value;
    for (let c = 0; c < columns; c++) residual += (fit.weights[c] ?? 0) * (x[i * columns + c] ?? 0);
    for (let c = 0; c < columns; c++)
      result[c] = (result[c] ?? 0) + residual * (x[i * columns + c] ?? 0);
  });
  return result;
}

describe('ridge regression', () => {
  test('solves the penalised problem, with more rows than columns and the other way round', () => {
    for (const [rows, columns] of [
      [60, 5],
      [12, 30],
    ] as const) {
      const { x, y } = data(rows, rows, columns, 0.5);
      const fit = fitRidge(x, y, columns);
      for (const slope of gradient(x, y, columns, fit)) expect(Math.abs(slope)).toBeLessThan(1e-8);
    }
  });

  test('leave-one-out residuals are those of really leaving rows out', () => {
    for (const [rows, columns] of [
      [14, 3],
      [9, 20],
    ] as const) {
      const { x, y } = data(7, rows, columns, 1);
      const fit = fitRidge(x, y, columns);
      for (let left = 0; left < rows; left++) {
        const keep = [...y.keys()].filter((i) => i !== left);
        const xs = Float64Array.from(
          keep.flatMap((i) => [...x.subarray(i * columns, (i + 1) * columns)]),
        );
        const ys = Float64Array.from(keep, (i) => y[i] ?? 0);
        const weights = solveDirectly(xs, ys, columns, fit.penalty);
        let prediction = weights.intercept;
        for (let c = 0; c < columns; c++)
          prediction += (weights.w[c] ?? 0) * (x[left * columns + c] ?? 0);
        expect(Math.abs((y[left] ?? 0) - prediction - (fit.leaveOneOut[left] ?? 0))).toBeLessThan(
          1e-4,
        );
      }
    }
  });

  test('a linear truth without noise is found', () => {
    const { x, y, weights } = data(3, 50, 4, 0);
    const fit = fitRidge(x, y, 4);
    weights.forEach((w, c) => expect(fit.weights[c]).toBeCloseTo(w, 4));
    expect(fit.intercept).toBeCloseTo(3, 4);
  });
});

/** Independent of the code under test: Gaussian elimination on the normal equations with an intercept column. */
function solveDirectly(x: Float64Array, y: Float64Array, columns: number, penalty: number) {
  const size = columns + 1;
  const at = (i: number, c: number) => (c === columns ? 1 : (x[i * columns + c] ?? 0));
  const rows = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) => {
      const diagonal = a === b && a < columns ? penalty : 0;
      return y.reduce((sum, _, i) => sum + at(i, a) * at(i, b), diagonal);
    }),
    y.reduce((sum, value, i) => sum + at(i, a) * value, 0),
  ]);
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) =>
        Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best,
      );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      pivot.forEach((value, c) => (row[c] = (row[c] ?? 0) - factor * value));
    }
  }
  const solution = rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
  return { w: solution.slice(0, columns), intercept: solution[columns] ?? 0 };
}

describe('line', () => {
  test('leave-one-out is exact and the line is the least-squares one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: -10, max: 10, noNaN: true }),
            fc.double({ min: -10, max: 10, noNaN: true }),
          ),
          {
            minLength: 4,
            maxLength: 20,
          },
        ),
        (pairs) => {
          const z = pairs.map(([a], i) => a + i);
          const y = pairs.map(([, b]) => b);
          const { slope, intercept, leaveOneOut } = fitLine(z, y);
          const others = z.map((_, i) => i).filter((i) => i !== 0);
          const without = fitLine(
            others.map((i) => z[i] ?? 0),
            others.map((i) => y[i] ?? 0),
          );
          const spread = Math.max(...z) - Math.min(...z);
          if (spread < 1) return;
          const expected = (y[0] ?? 0) - without.intercept - without.slope * (z[0] ?? 0);
          expect(Math.abs((leaveOneOut[0] ?? 0) - expected)).toBeLessThan(
            1e-5 * (1 + Math.abs(expected)),
          );
          const residuals = y.map((value, i) => value - intercept - slope * (z[i] ?? 0));
          expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(1e-8);
        },
      ),
    );
  });

  test('z that does not vary only moves the level', () => {
    expect(fitLine([2, 2, 2], [5, 6, 7])).toMatchObject({ slope: 1, intercept: 4 });
  });
});
