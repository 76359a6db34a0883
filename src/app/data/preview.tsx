/** The first rows of a table, as read. */
import { useId } from 'react';
import type { Column, Table } from '../../tables/table.ts';

const ROWS = 4;

export function Preview({ table, title }: { readonly table: Table; readonly title: string }) {
  const id = useId();
  const rows = Array.from({ length: Math.min(ROWS, table.rows) }, (_, row) => row);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-labelledby={id}>
      <table className="preview">
        <caption id={id}>{title}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name }) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {table.columns.map((column) => (
                <td key={column.name}>{cell(column, row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell(column: Column, row: number): string {
  if (column.kind === 'text') return column.values[row] ?? '';
  const value = column.values[row] ?? NaN;
  return Number.isNaN(value) ? '–' : String(value);
}
