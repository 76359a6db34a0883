/** Cells of the chosen columns that hold text or infinity where a number should be: rows to leave out, with consent. */
import { featureColumns, type Roles } from '../tables/roles.ts';
import { columnOf, lineOfRow, type Table } from '../tables/table.ts';

export interface OddCell {
  /** The file's name. */
  readonly file: string;
  readonly line: number;
  readonly column: string;
  /** As written. */
  readonly text: string;
}

/** The first such cell of every row that has one: the simulated table's, then the measured one's, by line. */
export function oddCells(simulated: Table, measured: Table, roles: Roles): OddCell[] {
  const features = featureColumns(roles);
  return [
    ...oddOf(simulated, [...features, ...targetNames(roles.simulatedTarget)]),
    ...oddOf(measured, [...features, ...targetNames(roles.measuredTarget)]),
  ];
}

const targetNames = (name: string | undefined) => (name === undefined ? [] : [name]);

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
