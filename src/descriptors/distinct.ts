/** The distinct texts of a column, so that each is described once, and each row's place among them. */
import type { Column } from '../tables/table.ts';
import { DescriptorPlanError, findColumn, type ColumnRef, type DescribedAs } from './plan.ts';

export interface DistinctTexts {
  /** Trimmed, in order of appearance. */
  readonly texts: readonly string[];
  /** Each row's place in `texts`; -1 for an empty cell. */
  readonly places: Int32Array<ArrayBuffer>;
  /** The column's name in this table. */
  readonly name: string;
}

/** Reads a text column; `numbersToo` also takes numbers by their shortest text. Throws DescriptorPlanError. */
export function distinctTexts(
  reference: ColumnRef,
  columns: readonly Column[],
  as: DescribedAs,
  numbersToo = false,
): DistinctTexts {
  const column = findColumn(reference, columns, as);
  if (column.kind === 'number' && !numbersToo) {
    throw new DescriptorPlanError({ code: 'column-not-text', side: as, column: column.name });
  }
  const found = new Map<string, number>();
  const places = new Int32Array(column.values.length);
  for (let row = 0; row < places.length; row++) {
    const text = cellText(column, row);
    let at = text === '' ? -1 : found.get(text);
    if (at === undefined) {
      at = found.size;
      found.set(text, at);
    }
    places[row] = at;
  }
  return { texts: [...found.keys()], places, name: column.name };
}

function cellText(column: Column, row: number): string {
  if (column.kind === 'text') return (column.values[row] ?? '').trim();
  const value = column.values[row] ?? NaN;
  return Number.isNaN(value) ? '' : String(value);
}
