/** Two places for tables, what was found in them, and who plays which part. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { useStore } from '../store/create-store.ts';
import { preparedStore } from '../store/experiment.ts';
import { madeStore } from '../store/own-tables.ts';
import { swapTables, tablesStore } from '../store/tables.ts';
import type { Mode } from '../store/view.ts';
import { useWords } from '../words-context.tsx';
import { ColumnRoles } from './column-roles.tsx';
import { OfferButton } from './offer-button.tsx';
import { OverlapView } from './overlap-view.tsx';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { PublicTables } from './public-tables.tsx';
import { RowsView } from './rows-view.tsx';
import { Sheets } from './sheets.tsx';
import { tableNotes } from './table-notes.ts';
import { TableSlot } from './table-slot.tsx';

export function TablesInput({ mode }: { readonly mode: Mode }) {
  const words = useWords();
  const tables = useStore(tablesStore, (value) => value);
  const made = useStore(madeStore, (value) => value);
  const prepared = useStore(preparedStore, (value) => value);
  const text = words.data;
  const example = mode === 'built-in';
  const series = example && prepared?.origin === 'built-in' ? prepared.series[0] : undefined;
  return (
    <div className="data-body">
      {example && <p className="small quiet">{text.builtIn.text}</p>}
      <div className="slots">
        <TableSlot
          side="simulated"
          table={example ? null : tables.simulated}
          madeRows={series?.simulated.keys.length ?? null}
          reading={tables.reading.simulated}
        />
        <TableSlot
          side="measured"
          table={example ? null : tables.measured}
          madeRows={series?.measured.keys.length ?? null}
          reading={tables.reading.measured}
        />
      </div>
      {example && <p className="small quiet">{text.builtIn.invite}</p>}
      <PublicTables />
      {!example && <Sheets tables={tables} />}
      <Notes
        notes={tableNotes(words, tables, made).map((note) => ({
          ...note,
          action: note.offer && <OfferButton offer={note.offer} />,
        }))}
      />
      {!example && <Progress made={made} />}
      {!example && tables.roles && tables.simulated && tables.measured && (
        <>
          <ColumnRoles
            tables={tables}
            roles={tables.roles}
            simulated={tables.simulated}
            measured={tables.measured}
          />
          {made.result && (
            <div className={made.progress ? 'stack stale' : 'stack'}>
              <OverlapView result={made.result} />
              <RowsView result={made.result} />
            </div>
          )}
          <details className="fold">
            <summary>{text.preview}</summary>
            <Preview table={tables.simulated} title={tables.simulated.name} />
            <Preview table={tables.measured} title={tables.measured.name} />
          </details>
          <div>
            <Button kind="plain" onClick={swapTables}>
              {text.swapped}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
