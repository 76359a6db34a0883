/** The distinct texts of a column over both tables, so that each is described once, and each row's place among them. */
import type { Column } from '../tables/table.ts';
import { SIDES } from '../tables/side.ts';
import { DescriptorPlanError, findColumns, type ColumnRef } from './plan.ts';

export interface DistinctTexts {
  /** Trimmed, in order of appearance, simulated first. */
  readonly texts: readonly string[];
  /** Each row's place in `texts`, per table; -1 for an empty cell. */
  readonly places: readonly [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
  /** The column's name, per table. */
  readonly names: readonly [string, string];
}

/** Reads a text column; `numbersToo` also takes numbers by their shortest text. Throws DescriptorPlanError. */
export function distinctTexts(
  reference: ColumnRef,
  tables: readonly (readonly Column[])[],
  numbersToo = false,
): DistinctTexts {
  const found = new Map<string, number>();
  const columns = findColumns(reference, tables);
  const places = columns.map((column, index) => {
    const side = SIDES[index] ?? 'simulated';
    if (column.kind === 'number' && !numbersToo) {
      throw new DescriptorPlanError({ code: 'column-not-text', side, column: column.name });
    }
    const place = new Int32Array(column.values.length);
    for (let row = 0; row < place.length; row++) {
      const text = cellText(column, row);
      let at = text === '' ? -1 : found.get(text);
      if (at === undefined) {
        at = found.size;
        found.set(text, at);
      }
      place[row] = at;
    }
    return place;
  });
  const [simulated, measured] = places as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
  return {
    texts: [...found.keys()],
    places: [simulated, measured],
    names: [columns[0]?.name ?? '', columns[1]?.name ?? ''],
  };
}

function cellText(column: Column, row: number): string {
  if (column.kind === 'text') return (column.values[row] ?? '').trim();
  const value = column.values[row] ?? NaN;
  return Number.isNaN(value) ? '' : String(value);
}
