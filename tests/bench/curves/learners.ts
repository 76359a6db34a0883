// Cheap learners for the laws' development curves: the point is the shape of their error curves.
import { fitRidge } from '../../../src/training/ridge.ts';
import type { Dice } from '../../unit/scaling/simulate.ts';

/** Standardised rows, row-major, and their values. */
export interface Rows {
  readonly width: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export type Predict = (x: Float64Array, at: number) => number;
export type Learner = (train: Rows, dice: Dice) => Predict;

const ridge: Learner = ({ x, y, width }) => {
  const { weights, intercept } = fitRidge(x, y, width);
  return (other, at) => weights.reduce((sum, w, c) => sum + w * (other[at + c] ?? 0), intercept);
};

/** The mean of the k nearest rows. */
const nearest =
  (k: number): Learner =>
  ({ x, y, width }) =>
  (other, at) => {
    const best: { d: number; y: number }[] = [];
    for (let i = 0; i < y.length; i++) {
      let d = 0;
      for (let c = 0; c < width; c++) d += ((other[at + c] ?? 0) - (x[i * width + c] ?? 0)) ** 2;
      const worst = best[best.length - 1];
      if (best.length === k && worst && d >= worst.d) continue;
      best.push({ d, y: y[i] ?? 0 });
      best.sort((a, b) => a.d - b.d);
      if (best.length > k) best.pop();
    }
    return best.reduce((sum, b) => sum + b.y, 0) / best.length;
  };

type Node = { value: number } | { feature: number; threshold: number; left: Node; right: Node };

/** A regression tree on random candidate splits, leaves of at least `leaf` rows. */
function grow(rows: Rows, index: readonly number[], leaf: number, dice: Dice): Node {
  const { x, y, width } = rows;
  const mean = index.reduce((sum, i) => sum + (y[i] ?? 0), 0) / index.length;
  if (index.length < 2 * leaf) return { value: mean };
  let best = { gain: 1e-12, feature: -1, threshold: 0 };
  for (let attempt = 0; attempt < 24; attempt++) {
    const feature = Math.floor(dice.uniform() * width);
    const pivot = index[Math.floor(dice.uniform() * index.length)] ?? 0;
    const threshold = x[pivot * width + feature] ?? 0;
    let [count, sum] = [0, 0];
    for (const i of index)
      if ((x[i * width + feature] ?? 0) < threshold) {
        count += 1;
        sum += (y[i] ?? 0) - mean;
      }
    if (count < leaf || index.length - count < leaf) continue;
    const gain = (sum * sum) / count + (sum * sum) / (index.length - count);
    if (gain > best.gain) best = { gain, feature, threshold };
  }
  if (best.feature < 0) return { value: mean };
  const isLeft = (i: number) => (x[i * width + best.feature] ?? 0) < best.threshold;
  return {
    feature: best.feature,
    threshold: best.threshold,
    left: grow(rows, index.filter(isLeft), leaf, dice),
    right: grow(
      rows,
      index.filter((i) => !isLeft(i)),
      leaf,
      dice,
    ),
  };
}

const valueAt = (node: Node, x: Float64Array, at: number): number => {
  let here = node;
  while ('feature' in here)
    here = (x[at + here.feature] ?? 0) < here.threshold ? here.left : here.right;
  return here.value;
};

const trees =
  (count: number, leaf: number): Learner =>
  (rows, dice) => {
    const all = [...rows.y.keys()];
    const grown = Array.from({ length: count }, () =>
      grow(
        rows,
        count === 1 ? all : all.map(() => Math.floor(dice.uniform() * all.length)),
        leaf,
        dice,
      ),
    );
    return (x, at) => grown.reduce((sum, t) => sum + valueAt(t, x, at), 0) / count;
  };

/** Distance to the centres of the rows above and below the median: a line, whatever the curvature. */
const centroid: Learner = ({ x, y, width }) => {
  const middle = [...y].sort((a, b) => a - b)[y.length >> 1] ?? 0;
  const sums = [new Float64Array(width), new Float64Array(width)];
  const counts = [0, 0];
  const values = [0, 0];
  y.forEach((v, i) => {
    const side = v > middle ? 1 : 0;
    counts[side] = (counts[side] ?? 0) + 1;
    values[side] = (values[side] ?? 0) + v;
    for (let c = 0; c < width; c++) {
      const sum = sums[side];
      if (sum) sum[c] = (sum[c] ?? 0) + (x[i * width + c] ?? 0);
    }
  });
  return (other, at) => {
    const distance = [0, 1].map((side) => {
      let d = 0;
      for (let c = 0; c < width; c++)
        d += ((other[at + c] ?? 0) - (sums[side]?.[c] ?? 0) / Math.max(1, counts[side] ?? 0)) ** 2;
      return d;
    });
    const side = (distance[1] ?? 0) < (distance[0] ?? 0) ? 1 : 0;
    return (values[side] ?? 0) / Math.max(1, counts[side] ?? 0);
  };
};

export const LEARNERS: Readonly<Record<string, Learner>> = {
  ridge,
  'nearest 1': nearest(1),
  'nearest 7': nearest(7),
  'one tree': trees(1, 1),
  'tree, leaves of 8': trees(1, 8),
  forest: trees(12, 2),
  centroid,
};
