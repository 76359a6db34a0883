import { describe, expect, it } from 'vitest';
import { isSerial } from '../../../src/tables/columns/serial-numbers.ts';
import type { NumberColumn } from '../../../src/tables/table.ts';

const column = (name: string, value: (row: number) => number): NumberColumn => ({
  kind: 'number',
  name,
  values: Float64Array.from({ length: 40 }, (_, row) => value(row)),
});

describe('columns that number the rows', () => {
  it('go in steps from the first row to the last', () => {
    expect(isSerial(column('lot', (row) => 7 * row))).toBe(true);
    expect(isSerial(column('lot', (row) => 7 * row + (row === 20 ? 1 : 0)))).toBe(false);
  });

  it('have no unit: a temperature in steps is a temperature', () => {
    for (const name of ['boiling_point_K', 'T (K)', 'Tg [°C]']) {
      expect(isSerial(column(name, (row) => 300 + 7 * row))).toBe(false);
    }
  });
});
