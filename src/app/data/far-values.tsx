/** Target values far from the rest of their column: shown with their lines, never cut. */
import { useMemo } from 'react';
import { findOutliers } from '../../tables/outliers.ts';
import { columnOf, lineOfRow, type Table } from '../../tables/table.ts';
import { useWords } from '../words-context.tsx';

const SHOWN = 5;

interface FarValuesProps {
  /** Target columns by table. */
  readonly targets: readonly { readonly table: Table; readonly column: string }[];
}

export function FarValues({ targets }: FarValuesProps) {
  const words = useWords();
  const text = words.columns.outliers;
  const found = useMemo(
    () =>
      targets.flatMap(({ table, column: name }) => {
        const column = columnOf(table, name);
        const outliers = column?.kind === 'number' ? findOutliers(column.values).outliers : [];
        return outliers.length > 0 ? [{ table, name, outliers }] : [];
      }),
    [targets],
  );
  const count = found.reduce((sum, { outliers }) => sum + outliers.length, 0);
  if (count === 0) return null;
  return (
    <details className="fold">
      <summary>{text.title(count)}</summary>
      {found.map(({ table, name, outliers }) => (
        <div className="field" key={table.fingerprint}>
          <table className="row-list">
            <caption>{text.of(table.name, name)}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.leftOut.line}</th>
                <th scope="col">{text.value}</th>
                <th scope="col">{text.distance}</th>
              </tr>
            </thead>
            <tbody>
              {outliers.slice(0, SHOWN).map(({ row, value, z }) => (
                <tr key={row}>
                  <td>{words.numbers.count(lineOfRow(table, row))}</td>
                  <td>{words.numbers.value(value, 4)}</td>
                  <td>{words.numbers.value(z, 2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {outliers.length > SHOWN && (
            <span className="hint">{text.more(outliers.length - SHOWN)}</span>
          )}
        </div>
      ))}
      <div className="field">
        <span className="hint">{text.hint}</span>
      </div>
    </details>
  );
}
