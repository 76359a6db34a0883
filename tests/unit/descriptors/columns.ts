/** Columns made by hand, for tests. */
import type { NumberColumn, TextColumn } from '../../../src/tables/table.ts';

export function numbers(name: string, values: readonly number[]): NumberColumn {
  return { kind: 'number', name, values: Float64Array.from(values) };
}

export function texts(name: string, values: readonly string[]): TextColumn {
  return { kind: 'text', name, values };
}
