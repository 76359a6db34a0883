/** The unit that stands on axes and behind errors of a column: of a logarithm, the logarithm of the unit. */
import { parseColumnName, unitOfColumn } from '../tables/column-name.ts';
import { columnOf, type Table } from '../tables/table.ts';

/** null where neither the name nor a row of units below it tells one. `table`: where the column stands, if it is at hand. */
export function unitText(column: string, table?: Table): string | null {
  const found = table && columnOf(table, column);
  const unit = (found ? unitOfColumn(found) : parseColumnName(column).unit)?.text ?? null;
  const logarithm = /^(log10|log|lg|ln)(?=[\s_(])/i.exec(column)?.[1]?.toLowerCase();
  if (unit === null || logarithm === undefined) return unit;
  return `${logarithm === 'lg' ? 'log10' : logarithm} ${unit}`;
}
