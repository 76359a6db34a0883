/** A place for one table: the whole of it opens the file dialogue and takes a dropped file. */
import type { TableReference } from '../../experiment/document.ts';
import type { Side } from '../../tables/side.ts';
import { fieldId } from '../places.ts';
import { takeFiles } from '../store/files.ts';
import type { Reading } from '../store/state.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

interface TableSlotProps {
  readonly side: Side;
  /** The table that stands here; in memory or, when `missing`, only named by the experiment. */
  readonly table: TableReference | null;
  readonly missing: boolean;
  /** Rows of the built-in table, where that stands here. */
  readonly madeRows: number | null;
  readonly reading: Reading | null;
}

export function TableSlot({ side, table, missing, madeRows, reading }: TableSlotProps) {
  const words = useWords();
  const page = usePage();
  const id = fieldId(`${side}.table`);
  const text = words.data;
  const label = side === 'simulated' ? text.simulatedTable : text.measuredTable;
  const what = reading
    ? `${reading.file}: ${text.reading(reading.share)}`
    : table
      ? `${table.name} · ${table.rows === null || table.columns === null ? '' : text.rowsAndColumns(table.rows, table.columns)}${missing ? ` · ${text.missing}` : ''}`
      : madeRows !== null
        ? text.builtInRows(madeRows)
        : side === 'simulated'
          ? text.simulatedHint
          : text.measuredHint;
  return (
    <div className={(table && !missing) || madeRows !== null ? 'slot filled' : 'slot'}>
      <label htmlFor={id}>{label}</label>
      <span className="what" id={`${id}-what`} title={what}>
        {what}
      </span>
      <span className="pick" aria-hidden="true">
        {table && !missing ? text.replace : text.choose}
      </span>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.gz,.json,.parquet,.xlsx"
        aria-describedby={`${id}-what`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // So that the same file, mended, can be chosen again.
          event.target.value = '';
          void takeFiles(page, files, side);
        }}
      />
    </div>
  );
}
