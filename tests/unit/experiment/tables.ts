/** Small tables as a person would drop them. */
import { readTable } from '../../../src/tables/read-table.ts';
import type { Table } from '../../../src/tables/table.ts';

export async function tableFrom(name: string, text: string): Promise<Table> {
  const outcome = await readTable(name, new Blob([text]));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.table;
}

/** Rows of numbers, the same every time: value c of row r is a fraction of r times an irrational step. */
export function rowsOfNumbers(header: string, rows: number, shift = 0): string {
  const steps = [0.754877666, 0.569840291, 0.362345, 0.61803398, 0.27182818];
  const columns = header.split(',').length;
  const line = (row: number) =>
    Array.from({ length: columns }, (_, c) =>
      ((((row + 1) * (steps[c % steps.length] ?? 0.5)) % 1) + shift * c).toFixed(6),
    ).join(',');
  return [header, ...Array.from({ length: rows }, (_, row) => line(row))].join('\n');
}
