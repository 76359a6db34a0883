/**
 * Numbers as features: a float32 block, as they are or as log10, less an offset where the column lies far from 0.
 * Logarithms come from random.ts, because features decide numbers and must be the same bits in every browser.
 */
import { log } from '../random.ts';
import { numberInKey } from '../tables/material-key.ts';
import type { Column } from '../tables/table.ts';
import { digestOfNumbers } from './digest.ts';
import { BETWEEN_KEYS, type DropReason, type EncodedPart } from './encoded.ts';
import {
  columnName,
  DescriptorPlanError,
  findColumn,
  type ColumnRef,
  type DescribedAs,
  type NumbersPart,
} from './plan.ts';

const LN10 = 2.302585092994046;
/** A key of more numbers than this is a digest: equal where they are equal, and no longer to be read. */
const MOST_READABLE = 8;

/** log10 of a positive number. */
export function log10(value: number): number {
  return log(value) / LN10;
}

/** The offset of each column, from its usable cells in the simulated table. Throws DescriptorPlanError. */
export function fitOffsets(part: NumbersPart, columns: readonly Column[]): readonly number[] {
  return part.columns.map((reference) => {
    const values = numbersOf(reference, columns, 'simulated');
    return offsetOf(values, isLog(part, reference));
  });
}

/**
 * What is subtracted from a column before it is rounded to float32. A number of about 10^7 has a float32 neighbour at a
 * distance of 1, so what varies by 1 up there would be lost. Where the mean is within 4 deviations of 0 that costs less than
 * a millionth of the deviation, and the offset is 0; beyond it is the mean, rounded to a power of two not above the deviation, so
 * that round numbers stay round. A deviation below 10^-12 of the mean is float64's own rounding: the column is constant.
 */
export function offsetOf(values: ArrayLike<number>, asLog = false): number {
  let first = NaN;
  let count = 0;
  let sum = 0;
  const each = (visit: (value: number) => void) => {
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if (isUsable(value, asLog)) visit(asLog ? log10(value) : value);
    }
  };
  each((value) => {
    if (count++ === 0) first = value;
    sum += value - first;
  });
  if (count === 0) return 0;
  const mean = first + sum / count;
  let squares = 0;
  each((value) => (squares += (value - mean) * (value - mean)));
  const deviation = Math.sqrt(squares / count);
  if (Math.abs(mean) <= 4 * deviation || deviation <= 1e-12 * Math.abs(mean)) return 0;
  let step = 1;
  while (step > deviation) step /= 2;
  while (2 * step <= deviation) step *= 2;
  return Math.round(mean / step) * step;
}

/** Encodes the columns side by side; rows with an empty or infinite cell, or none above 0 under a log, have no entry. */
export function encodeNumbers(
  part: NumbersPart,
  offsets: readonly number[],
  columns: readonly Column[],
  as: DescribedAs,
): EncodedPart {
  const width = part.columns.length;
  const names = part.columns.map((reference) => columnName(reference, 'simulated'));
  const logs = part.columns.map((reference) => isLog(part, reference));
  const found = part.columns.map((reference) => findColumn(reference, columns, as));
  const cells = part.columns.map((reference) => numbersOf(reference, columns, as));
  const count = cells[0]?.length ?? 0;
  const values = new Float32Array(count * width);
  const entries = new Int32Array(count);
  const reasons = new Map<number, DropReason>();
  const keys: string[] = [];
  const inKey = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    entries[row] = row;
    for (let column = 0; column < width; column++) {
      const value = cells[column]?.[row] ?? NaN;
      const asLog = logs[column] ?? false;
      const feature = (asLog && value > 0 ? log10(value) : value) - (offsets[column] ?? 0);
      if (!isUsable(value, asLog) || !Number.isFinite(Math.fround(feature))) {
        entries[row] = -1;
        reasons.set(row, refusal(value, asLog, found[column]?.name ?? ''));
        break;
      }
      values[row * width + column] = feature;
      inKey[column] = numberInKey(value);
    }
    keys.push((entries[row] ?? -1) < 0 ? '' : keyOf(inKey));
  }
  const shown = names.map((name, i) => (logs[i] ? `log10 ${name}` : name));
  return { blocks: [{ kind: 'float32', names: shown, values }], keys, entries, reasons, notes: [] };
}

function keyOf(inKey: Float64Array<ArrayBuffer>): string {
  return inKey.length > MOST_READABLE ? `#${digestOfNumbers(inKey)}` : inKey.join(BETWEEN_KEYS);
}

function isLog(part: NumbersPart, reference: ColumnRef): boolean {
  return part.log?.includes(columnName(reference, 'simulated')) ?? false;
}

/** Beyond float32 a finite cell would become an infinite feature. */
function isUsable(value: number, asLog: boolean): boolean {
  return asLog ? value > 0 && value < Infinity : Number.isFinite(Math.fround(value));
}

function refusal(value: number, asLog: boolean, column: string): DropReason {
  if (Number.isNaN(value)) return { code: 'missing', column };
  if (asLog && value <= 0 && value > -Infinity) return { code: 'not-positive', column, value };
  return { code: 'not-finite', column, value };
}

function numbersOf(
  reference: ColumnRef,
  columns: readonly Column[],
  as: DescribedAs,
): Float64Array<ArrayBuffer> {
  const column = findColumn(reference, columns, as);
  if (column.kind === 'number') return column.values;
  throw new DescriptorPlanError({ code: 'column-not-numeric', side: as, column: column.name });
}

export interface LogAdvice {
  /** Skewness as it is and as log10. */
  readonly skew: number;
  readonly logSkew: number;
  /** log10 of largest over smallest. */
  readonly decades: number;
}

/**
 * Whether a logarithm should be offered for a feature or a target: undefined, or the evidence. It is where every
 * value is positive, they span a decade, the skewness is above 1, and the logarithm at least halves it.
 * Skewness is the third standardised moment over the finite values, of which there must be at least 10.
 */
export function suggestLog(...columns: readonly ArrayLike<number>[]): LogAdvice | undefined {
  const values: number[] = [];
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i] ?? NaN;
      if (Number.isFinite(value)) values.push(value);
    }
  }
  if (values.length < 10 || values.some((value) => value <= 0)) return undefined;
  const logs = values.map(log10);
  const decades = logs.reduce((a, b) => Math.max(a, b)) - logs.reduce((a, b) => Math.min(a, b));
  const skew = skewness(values);
  const logSkew = skewness(logs);
  return decades >= 1 && skew > 1 && Math.abs(logSkew) <= skew / 2
    ? { skew, logSkew, decades }
    : undefined;
}

/** The third standardised moment; 0 for a constant. */
export function skewness(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let second = 0;
  let third = 0;
  for (const value of values) {
    const d = value - mean;
    second += d * d;
    third += d * d * d;
  }
  const deviation = Math.sqrt(second / n);
  return deviation > 1e-12 * Math.abs(mean) ? third / n / (deviation * deviation * deviation) : 0;
}
