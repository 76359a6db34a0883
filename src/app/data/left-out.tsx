/** Every row that is not used, with its line and its reason, to look at and to download. */
import { downloadFile } from '../../sharing/download.ts';
import type { RowDropReason, SideReport } from '../../preparation/prepare-series.ts';
import { columnOf, type Table } from '../../tables/table.ts';
import type { Words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { useWords } from '../words-context.tsx';

const SHOWN = 8;

export function LeftOut({ sides }: { readonly sides: readonly SideReport[] }) {
  const words = useWords();
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
                    <td>{words.numbers.count(line)}</td>
                    <td>{why(words, side.table, row, reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {side.dropped.length > SHOWN && (
              <span className="hint">{text.more(side.dropped.length - SHOWN)}</span>
            )}
            <div>
              <Button kind="plain" onClick={() => void download(words, side)}>
                {text.download(side.table.name)}
              </Button>
            </div>
          </div>
        ))}
    </details>
  );
}

/** A cell that held text where a number should be is not called empty. */
function why(words: Words, table: Table, row: number, reason: RowDropReason): string {
  if (reason.code === 'missing' || reason.code === 'missing-target') {
    const column = columnOf(table, reason.column);
    const odd = column?.kind === 'number' ? column.odd : undefined;
    const text = odd?.texts[odd.rows.indexOf(row)];
    if (text !== undefined) return words.columns.leftOut.odd(reason.column, text);
  }
  return words.problems.dropReason(reason);
}

async function download(words: Words, { table, dropped }: SideReport): Promise<void> {
  const { droppedRowsCsv } = await import('../../tables/dropped-rows-csv.ts');
  const lines = dropped.map((one) => ({
    ...one,
    ...('column' in one.reason ? { column: one.reason.column } : {}),
  }));
  const csv = droppedRowsCsv(table, lines, ({ row, reason }) => why(words, table, row, reason));
  const stem = table.name.replace(/\.[^.]*$/, '');
  downloadFile(`${stem}-left-out.csv`, csv, 'text/csv');
}
