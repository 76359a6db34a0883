/** Two places for tables, what was found in them, and who plays which part. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { swapTables } from '../store/files.ts';
import { madeOf, readyOf, tablesOnPage } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { ColumnRoles } from './column-roles.tsx';
import { OfferButton } from './offer-button.tsx';
import { OverlapView } from './overlap-view.tsx';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { PublicTables } from './public-tables.tsx';
import { RowsView } from './rows-view.tsx';
import { Sheets } from './sheets.tsx';
import { TableDecisions } from './table-decisions.tsx';
import { tableNotes } from './table-notes.ts';
import { TableSlot } from './table-slot.tsx';

/** `example`: the places show the lesson's own tables, and dropped ones open the other entrance. */
export function TablesInput({ example }: { readonly example: boolean }) {
  const words = useWords();
  const page = usePage();
  const tables = useSelect(tablesOnPage);
  const made = useSelect(madeOf);
  const lesson = useSelect(readyOf)?.series[0];
  const notKept = useSelect(({ facts }) => facts.keeping.table);
  const text = words.data;
  const { simulated, measured, view } = tables;
  const slot = (side: 'simulated' | 'measured') => (
    <TableSlot
      side={side}
      table={example ? null : tables.references[side]}
      missing={tables[side] === null}
      madeRows={example && lesson ? lesson[side].keys.length : null}
      reading={tables.reading[side]}
    />
  );
  return (
    <div className="data-body">
      {example && <p className="small quiet">{text.builtIn.text}</p>}
      <div className="slots">
        {slot('simulated')}
        {slot('measured')}
      </div>
      {example && <p className="small quiet">{text.builtIn.invite}</p>}
      <PublicTables />
      {!example && <Sheets tables={tables} />}
      <Notes
        notes={[
          ...tableNotes(words, tables, made).map((note) => ({
            ...note,
            action: note.offer && <OfferButton offer={note.offer} />,
          })),
          ...(notKept && !example
            ? [
                {
                  key: 'table-not-kept',
                  tone: 'warn' as const,
                  text: words.storage.tableProblem(notKept),
                },
              ]
            : []),
        ]}
      />
      {!example && <TableDecisions tables={tables} />}
      {!example && <Progress made={made} />}
      {!example && view && simulated && measured && (
        <>
          <ColumnRoles view={view} simulated={view.simulated} measured={measured.table} />
          {made.latest && (
            <div className={made.progress ? 'stack stale' : 'stack'}>
              <OverlapView result={made.latest} />
              <RowsView result={made.latest} view={view} />
            </div>
          )}
          <details className="fold">
            <summary>{text.preview}</summary>
            <Preview table={simulated.table} title={simulated.table.name} />
            <Preview table={measured.table} title={measured.table.name} />
          </details>
          <div>
            <Button kind="plain" onClick={() => swapTables(page)}>
              {text.swapped}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
