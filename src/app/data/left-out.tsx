/** Every row that is not used, with its line and its reason, to look at and to download. */
import { formatCount } from '../../figures/numbers.ts';
import { downloadFile } from '../../sharing/download.ts';
import type { SideReport } from '../../sweep/prepare-series.ts';
import { words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';

const SHOWN = 8;

export function LeftOut({ sides }: { readonly sides: readonly SideReport[] }) {
  const text = words.columns.leftOut;
  const count = sides.reduce((sum, { dropped }) => sum + dropped.length, 0);
  if (count === 0) return null;
  return (
    <details className="fold">
      <summary>{text.title(count)}</summary>
      {sides
        .filter(({ dropped }) => dropped.length > 0)
        .map((side) => (
          <div className="field" key={side.side}>
            <table className="row-list">
              <caption>{side.table.name}</caption>
              <thead>
                <tr>
                  <th scope="col">{text.line}</th>
                  <th scope="col">{text.why}</th>
                </tr>
              </thead>
              <tbody>
                {side.dropped.slice(0, SHOWN).map(({ row, line, reason }) => (
                  <tr key={row}>
                    <td>{formatCount(line)}</td>
                    <td>{words.problems.dropReason(reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {side.dropped.length > SHOWN && (
              <span className="hint">{text.more(side.dropped.length - SHOWN)}</span>
            )}
            <div>
              <Button kind="plain" onClick={() => void download(side)}>
                {text.download(side.table.name)}
              </Button>
            </div>
          </div>
        ))}
    </details>
  );
}

async function download({ table, dropped }: SideReport): Promise<void> {
  const { droppedRowsCsv } = await import('../../tables/dropped-rows-csv.ts');
  const lines = dropped.map((one) => ({
    ...one,
    ...('column' in one.reason ? { column: one.reason.column } : {}),
  }));
  const csv = droppedRowsCsv(table, lines, ({ reason }) => words.problems.dropReason(reason));
  const stem = table.name.replace(/\.[^.]*$/, '');
  downloadFile(`${stem}-left-out.csv`, csv, 'text/csv');
}
