/**
 * Numbers as features: a float32 block, as they are or as log10, and the advice where a logarithm helps.
 * Logarithms come from random.ts, because features decide numbers and must be the same bits in every browser.
 */
import { log } from '../random.ts';
import { keyOfNumber } from '../tables/material-key.ts';
import type { Column } from '../tables/table.ts';
import { SIDES } from '../tables/side.ts';
import { BETWEEN_KEYS, type DropReason, type EncodedPart, type EncodedSide } from './encoded.ts';
import {
  columnName,
  DescriptorPlanError,
  findColumns,
  type ColumnRef,
  type NumbersPart,
} from './plan.ts';

const LN10 = 2.302585092994046;

/** log10 of a positive number. */
export function log10(value: number): number {
  return log(value) / LN10;
}

/** Encodes the columns side by side; rows with an empty or infinite cell, or none above 0 under a log, have no entry. */
export function encodeNumbers(
  part: NumbersPart,
  tables: readonly (readonly Column[])[],
): EncodedPart {
  const columns = part.columns.map((reference) => numberColumns(reference, tables));
  const counts = SIDES.map((_, side) => columns[0]?.[side]?.length ?? 0);
  const names = part.columns.map((reference) => columnName(reference, 'simulated'));
  const logs = names.map((name) => part.log?.includes(name) ?? false);
  const width = names.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const values = new Float32Array(total * width);
  const keys = new Array<string>(total);
  const sides: EncodedSide[] = [];
  let first = 0;
  SIDES.forEach((side, index) => {
    const count = counts[index] ?? 0;
    const entries = new Int32Array(count);
    const reasons = new Map<number, DropReason>();
    for (let row = 0; row < count; row++) {
      const entry = first + row;
      entries[row] = entry;
      let key = '';
      for (let column = 0; column < width; column++) {
        const value = columns[column]?.[index]?.[row] ?? NaN;
        const name = columnName(part.columns[column] ?? '', side);
        const reason = refusal(value, logs[column] ?? false, name);
        if (reason !== undefined) {
          entries[row] = -1;
          reasons.set(row, reason);
          break;
        }
        values[entry * width + column] = logs[column] ? log10(value) : value;
        key += (column > 0 ? BETWEEN_KEYS : '') + keyOfNumber(value);
      }
      keys[entry] = key;
    }
    sides.push({ entries, reasons });
    first += count;
  });
  const [simulated, measured] = sides as [EncodedSide, EncodedSide];
  const blocks = [
    { kind: 'float32', names: names.map((n, i) => (logs[i] ? `log10 ${n}` : n)), values },
  ] as const;
  return { blocks, keys, simulated, measured, notes: [] };
}

function refusal(value: number, asLog: boolean, column: string): DropReason | undefined {
  if (Number.isNaN(value)) return { code: 'missing', column };
  // Beyond float32 a finite cell would become an infinite feature.
  if (!Number.isFinite(asLog ? value : Math.fround(value))) {
    return { code: 'not-finite', column, value };
  }
  if (asLog && value <= 0) return { code: 'not-positive', column, value };
  return undefined;
}

function numberColumns(reference: ColumnRef, tables: readonly (readonly Column[])[]) {
  return findColumns(reference, tables).map((column, index) => {
    if (column.kind === 'number') return column.values;
    const side = SIDES[index] ?? 'simulated';
    throw new DescriptorPlanError({ code: 'column-not-numeric', side, column: column.name });
  });
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
  return deviation > 1e-12 * Math.abs(mean) ? third / n / deviation ** 3 : 0;
}
