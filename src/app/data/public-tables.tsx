/** Public tables by address: nothing is requested before a button is pressed. */
import { PUBLIC_TABLES } from '../../sharing/public-tables.ts';
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { takePublicTable } from '../store/public-tables.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function PublicTables() {
  const words = useWords();
  const page = usePage();
  const { table: fetching, problem } = useSelect(({ facts }) => facts.fetching);
  const text = words.publicTables;
  return (
    <details className="fold public-tables">
      <summary>{text.summary}</summary>
      <p className="small quiet">{text.hint}</p>
      <ul>
        {PUBLIC_TABLES.map((table) => {
          const title = text.title(table.id);
          return (
            <li key={table.id}>
              <div>
                <strong>{title}</strong>
                <span className="small quiet">{table.citation}</span>
                <span className="small quiet">{text.source(table.repository, table.licence)}</span>
                {text.remark(table.id) && <span className="small">{text.remark(table.id)}</span>}
              </div>
              <Button
                kind="small"
                disabled={fetching !== null}
                onClick={() => void takePublicTable(page, table)}
                title={text.spoken(title, text.as[table.side])}
              >
                {fetching === table.id ? text.fetching : text.as[table.side]}
              </Button>
            </li>
          );
        })}
      </ul>
      <Notes
        notes={problem ? [{ key: 'public-table', tone: 'bad', text: text.problem(problem) }] : []}
      />
    </details>
  );
}
