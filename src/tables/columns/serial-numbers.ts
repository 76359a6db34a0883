/** Columns of numbers that number or label the rows: in steps, from the first row to the last, or with leading zeros. */
import { unitOfColumn } from '../column-name.ts';
import { kindOf } from '../kinds.ts';
import type { Column } from '../table.ts';

/** Below this many rows any three temperatures would be a series. */
const LEAST_ROWS = 12;
/** Quantities that are whole and may well stand in order. */
const QUANTITY =
  /^(z|n|a|atomic( number)?|protons?|neutrons?|mass number|year|charge|period|group)$/i;

export function isSerial(column: Column): boolean {
  if (column.kind !== 'number') return false;
  if (column.leadingZeros) return true;
  const { kind, present } = kindOf(column);
  if (kind !== 'integer' || present < LEAST_ROWS || present < column.values.length) return false;
  if (unitOfColumn(column) !== undefined || QUANTITY.test(column.name.replaceAll('_', ' ').trim()))
    return false;
  const { values } = column;
  const step = (values[1] ?? NaN) - (values[0] ?? NaN);
  if (step === 0) return false;
  for (let row = 1; row < values.length; row++) {
    if ((values[row] as number) - (values[row - 1] as number) !== step) return false;
  }
  return true;
}
