/** Errors of predictions on the test rows, in float64. */
import { toOwn, type TargetScale } from '../preparation/target-scale.ts';
import type { JobResult, TestRows } from './unit.ts';

export interface Metrics {
  readonly mae: number;
  readonly rmse: number;
  /** 1 - residual sum of squares / total sum of squares; NaN when the values are all equal. */
  readonly r2: number;
}

/**
 * Predictions in the target's own scale and their errors there, on all test rows and on those with a simulated value;
 * predictions and values are in the learnt scale.
 */
export function judge(
  predictions: ArrayLike<number>,
  { values, simulated }: Pick<TestRows, 'values' | 'simulated'>,
  scale: TargetScale,
): Metrics & Pick<JobResult, 'predictions' | 'twins'> {
  const own = (list: ArrayLike<number>) => Float64Array.from(list, (value) => toOwn(value, scale));
  const predicted = own(predictions);
  const measured = own(values);
  const paired = predicted.map((value, i) => (Number.isNaN(simulated[i]) ? NaN : value));
  const testRows = paired.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  return {
    ...metricsOf(predicted, measured),
    twins: testRows > 0 ? { ...metricsOf(paired, measured), testRows } : null,
    predictions: Float32Array.from(predicted),
  };
}

/** Rows whose prediction is NaN are left out. Throws RangeError when no row is left. */
export function metricsOf(predictions: ArrayLike<number>, values: ArrayLike<number>): Metrics {
  let rows = 0;
  let sum = 0;
  let absolute = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const prediction = predictions[i] as number;
    if (Number.isNaN(prediction)) continue;
    const value = values[i] as number;
    rows++;
    sum += value;
    absolute += Math.abs(prediction - value);
    squares += (prediction - value) * (prediction - value);
  }
  if (rows === 0) throw new RangeError('There is no row with a prediction.');
  const mean = sum / rows;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(predictions[i])) continue;
    const difference = (values[i] as number) - mean;
    total += difference * difference;
  }
  return { mae: absolute / rows, rmse: Math.sqrt(squares / rows), r2: 1 - squares / total };
}
