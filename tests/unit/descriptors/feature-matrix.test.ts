import { expect, test } from 'vitest';
import {
  fitScaling,
  scaledFeatures,
  type FeatureMatrix,
} from '../../../src/descriptors/feature-matrix.ts';

const matrix = (columns: readonly (readonly number[])[]): FeatureMatrix => {
  const rows = columns[0]?.length ?? 0;
  const names = columns.map((_, i) => `x${i}`);
  const values = new Float32Array(rows * columns.length);
  columns.forEach((column, c) => column.forEach((v, r) => (values[r * columns.length + c] = v)));
  return { rows, blocks: [{ kind: 'float32', names, values }] };
};

test('mean 0 and deviation 1, however small the spread beside the magnitude', () => {
  const training = matrix([
    [1, 2, 3, 6],
    [1e-6, 2e-6, 3e-6, 6e-6],
    // 4,000,000 and its neighbours: a spread of 10^-6 of the magnitude is data, not rounding.
    [4e6 + 1, 4e6 + 2, 4e6 + 3, 4e6 + 6],
  ]);
  const scaled = scaledFeatures(training, fitScaling(training));
  // Mean 3, deviation sqrt(3.5).
  const expected = [-2, -1, 0, 3].map((value) => value / Math.sqrt(3.5));
  expected.forEach((value, row) => {
    for (let column = 0; column < 3; column++) {
      expect(scaled[3 * row + column]).toBeCloseTo(value, 5);
    }
  });
});

test('a column that is constant in the rows it is fitted on is silent in every row', () => {
  const third = Math.fround(1 / 3);
  const training = matrix([
    [7, 7, 7],
    [0, 0, 0],
    // Float32's own rounding.
    [third, third * (1 + 6e-8), third],
  ]);
  const scaling = fitScaling(training);
  const others = matrix([
    [8, -1000],
    [1, 1e6],
    [0.5, 3],
  ]);
  for (const value of [...scaledFeatures(training, scaling), ...scaledFeatures(others, scaling)]) {
    expect(Math.abs(value)).toBeLessThan(1e-20);
  }
});
