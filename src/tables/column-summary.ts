/** A number column in a few numbers, for the preview; says whether its logarithm would be the better scale. */
import { medianOfSorted } from './outliers.ts';
import type { NumberColumn } from './table.ts';

export interface ColumnSummary {
  readonly present: number;
  /** Empty cells. */
  readonly missing: number;
  /** Cells with text or an infinite value. */
  readonly odd: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly mean: number;
  readonly deviation: number;
  /** Third standardised moment; NaN where nothing varies. */
  readonly skewness: number;
  /** All values are positive, and the logarithm is far less skewed: offer it. */
  readonly logarithmHelps: boolean;
}

/** Skewness above which a logarithm is worth a thought: an exponential distribution has 2. */
const SKEWED = 1.5;

export function summaryOf(column: NumberColumn): ColumnSummary {
  const values = column.values.filter((value) => value === value).sort();
  const present = values.length;
  const odd = column.odd?.rows.length ?? 0;
  const { mean, deviation, skewness } = momentsOf(values);
  const positive = present > 0 && (values[0] as number) > 0;
  const logarithmHelps =
    positive &&
    skewness > SKEWED &&
    Math.abs(momentsOf(values.map((value) => Math.log(value))).skewness) < skewness / 2;
  return {
    present,
    missing: column.values.length - present - odd,
    odd,
    min: values[0] ?? NaN,
    median: medianOfSorted(values),
    max: values[present - 1] ?? NaN,
    mean,
    deviation,
    skewness,
    logarithmHelps,
  };
}

function momentsOf(values: Float64Array): {
  mean: number;
  deviation: number;
  skewness: number;
} {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let second = 0;
  let third = 0;
  for (const value of values) {
    const difference = value - mean;
    second += difference * difference;
    third += difference * difference * difference;
  }
  const deviation = n > 1 ? Math.sqrt(second / (n - 1)) : NaN;
  return { mean, deviation, skewness: third / n / (second / n) ** 1.5 };
}
