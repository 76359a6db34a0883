/**
 * The baselines that need no training by an engine: one value for all, ridge regression, and the simulated value as it
 * is, through a line, or corrected by the descriptors.
 */
import {
  featureCount,
  fitScaling,
  gatherRows,
  scaledFeatures,
  type FeatureMatrix,
} from '../descriptors/feature-matrix.ts';
import { fitLine } from './head.ts';
import { fitRidge } from './ridge.ts';
import type { BaselineJob } from './unit.ts';

/** Measured rows with a simulated value that a line or a correction needs. */
const FEWEST_PAIRS = 3;

export interface BaselinePrediction {
  /** One for each test row, NaN where there is none. */
  readonly predictions: Float64Array;
  readonly mUsed: number;
}

/** Predictions of the job's arm on its test rows, or undefined where simulated values are missing. */
export function predictBaseline(job: BaselineJob): BaselinePrediction | undefined {
  switch (job.arm) {
    case 'constant':
      return constant(job);
    case 'ridge':
      return ridge(job);
    case 'simulated':
      return hasValue(job.test.simulated)
        ? { predictions: job.test.simulated.slice(), mUsed: 0 }
        : undefined;
    case 'recalibrated':
      return recalibrated(job);
    case 'corrected':
      return corrected(job);
  }
}

/** The median of the m rows for every material: what a network must beat to have learnt anything. */
function constant({ rows, test }: BaselineJob): BaselinePrediction {
  const sorted = rows.values.toSorted();
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    predictions: new Float64Array(test.values.length).fill(median),
    mUsed: rows.values.length,
  };
}

/** Ridge regression on the inputs, scaled by the m rows. */
function ridge({ rows, test }: BaselineJob): BaselinePrediction {
  return {
    predictions: ridgePredictions(rows.features, rows.values, test.features),
    mUsed: rows.values.length,
  };
}

function ridgePredictions(
  known: FeatureMatrix,
  values: ArrayLike<number>,
  asked: FeatureMatrix,
): Float64Array<ArrayBuffer> {
  const scaling = fitScaling(known);
  const columns = featureCount(known);
  const fit = fitRidge(scaledFeatures(known, scaling), values, columns);
  const inputs = scaledFeatures(asked, scaling);
  return Float64Array.from({ length: asked.rows }, (_, i) => {
    let sum = fit.intercept;
    for (let c = 0; c < columns; c++) sum += fit.weights[c]! * inputs[i * columns + c]!;
    return sum;
  });
}

/** A line through (simulated, measured) of those m rows whose material was simulated; at least three are needed. */
function recalibrated({ rows, test }: BaselineJob): BaselinePrediction | undefined {
  const known = [...rows.simulated.keys()].filter((i) => !Number.isNaN(rows.simulated[i]));
  if (known.length < FEWEST_PAIRS || !hasValue(test.simulated)) return undefined;
  const line = fitLine(
    known.map((i) => rows.simulated[i]!),
    known.map((i) => rows.values[i]!),
  );
  return {
    predictions: test.simulated.map((z) => line.intercept + line.slope * z),
    mUsed: known.length,
  };
}

/**
 * The simulated value plus ridge regression of what it leaves over on the inputs, its penalty by leave-one-out: for who
 * will simulate every candidate anyway. Needs three of the m rows with a simulated value.
 */
function corrected({ rows, test }: BaselineJob): BaselinePrediction | undefined {
  const known = [...rows.simulated.keys()].filter((i) => !Number.isNaN(rows.simulated[i]));
  if (known.length < FEWEST_PAIRS || !hasValue(test.simulated)) return undefined;
  const left = known.map((i) => rows.values[i]! - rows.simulated[i]!);
  const correction = ridgePredictions(gatherRows(rows.features, known), left, test.features);
  return {
    predictions: correction.map((value, i) => test.simulated[i]! + value),
    mUsed: known.length,
  };
}

function hasValue(values: Float64Array): boolean {
  return values.some((value) => !Number.isNaN(value));
}
