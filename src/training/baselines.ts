/** The baselines that need no training by an engine: ridge regression and the simulated value itself. */
import { featureCount, fitScaling, scaledFeatures } from '../descriptors/feature-matrix.ts';
import { fitLine } from './head.ts';
import { fitRidge } from './ridge.ts';
import type { BaselineJob } from './unit.ts';

export interface BaselinePrediction {
  /** One for each test row, NaN where there is none. */
  readonly predictions: Float64Array;
  readonly mUsed: number;
}

/** Predictions of the job's arm on its test rows, or undefined where simulated values are missing. */
export function predictBaseline(job: BaselineJob): BaselinePrediction | undefined {
  switch (job.arm) {
    case 'ridge':
      return ridge(job);
    case 'simulated':
      return hasValue(job.test.simulated)
        ? { predictions: job.test.simulated.slice(), mUsed: 0 }
        : undefined;
    case 'recalibrated':
      return recalibrated(job);
  }
}

/** Ridge regression on the inputs, scaled by the m rows. */
function ridge({ rows, test }: BaselineJob): BaselinePrediction {
  const scaling = fitScaling(rows.features);
  const columns = featureCount(rows.features);
  const fit = fitRidge(scaledFeatures(rows.features, scaling), rows.values, columns);
  const inputs = scaledFeatures(test.features, scaling);
  const predictions = Float64Array.from({ length: test.values.length }, (_, i) => {
    let sum = fit.intercept;
    for (let c = 0; c < columns; c++) sum += fit.weights[c]! * inputs[i * columns + c]!;
    return sum;
  });
  return { predictions, mUsed: rows.values.length };
}

/** A line through (simulated, measured) of those m rows whose material was simulated; at least three are needed. */
function recalibrated({ rows, test }: BaselineJob): BaselinePrediction | undefined {
  const known = [...rows.simulated.keys()].filter((i) => !Number.isNaN(rows.simulated[i]));
  if (known.length < 3 || !hasValue(test.simulated)) return undefined;
  const line = fitLine(
    known.map((i) => rows.simulated[i]!),
    known.map((i) => rows.values[i]!),
  );
  return {
    predictions: test.simulated.map((z) => line.intercept + line.slope * z),
    mUsed: known.length,
  };
}

function hasValue(values: Float64Array): boolean {
  return values.some((value) => !Number.isNaN(value));
}
