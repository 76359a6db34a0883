/** A place for one table: the whole of it opens the file dialogue and takes a dropped file. */
import type { Table } from '../../tables/table.ts';
import type { Side } from '../../tables/side.ts';
import { fieldId } from '../places.ts';
import { takeFiles, type Reading } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';

interface TableSlotProps {
  readonly side: Side;
  readonly table: Table | null;
  /** Rows of the built-in table, where that stands here. */
  readonly madeRows: number | null;
  readonly reading: Reading | null;
}

export function TableSlot({ side, table, madeRows, reading }: TableSlotProps) {
  const words = useWords();
  const id = fieldId(`${side}.table`);
  const text = words.data;
  const label = side === 'simulated' ? text.simulatedTable : text.measuredTable;
  const what = reading
    ? `${reading.file}: ${text.reading(reading.share)}`
    : table
      ? `${table.name} · ${text.rowsAndColumns(table.rows, table.columns.length)}`
      : madeRows !== null
        ? text.builtInRows(madeRows)
        : side === 'simulated'
          ? text.simulatedHint
          : text.measuredHint;
  return (
    <div className={table || madeRows !== null ? 'slot filled' : 'slot'}>
      <label htmlFor={id}>{label}</label>
      <span className="what" id={`${id}-what`} title={what}>
        {what}
      </span>
      <span className="pick" aria-hidden="true">
        {table ? text.replace : text.choose}
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
          void takeFiles(files, side);
        }}
      />
    </div>
  );
}
