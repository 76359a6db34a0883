/** Cells of the chosen columns that hold text or infinity where a number should be: rows to leave out, with consent. */
import { featureColumns } from '../../tables/roles.ts';
import { columnOf, lineOfRow, type Table } from '../../tables/table.ts';
import type { Tables } from './tables.ts';

export interface OddCell {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly text: string;
}

/** The first such cell of every row that has one. */
export function oddCells({ simulated, measured, roles }: Tables): OddCell[] {
  if (!simulated || !measured || !roles) return [];
  const features = featureColumns(roles);
  return [
    ...oddOf(simulated, [...features, roles.simulatedTarget ?? '']),
    ...oddOf(measured, [...features, roles.measuredTarget ?? '']),
  ];
}

function oddOf(table: Table, names: readonly string[]): OddCell[] {
  const byRow = new Map<number, OddCell>();
  for (const name of names) {
    const column = columnOf(table, name);
    if (column?.kind !== 'number' || !column.odd) continue;
    const { rows, texts } = column.odd;
    rows.forEach((row, i) => {
      if (byRow.has(row)) return;
      const line = lineOfRow(table, row);
      byRow.set(row, { file: table.name, line, column: name, text: texts[i] ?? '' });
    });
  }
  return [...byRow.values()].sort((a, b) => a.line - b.line);
}
