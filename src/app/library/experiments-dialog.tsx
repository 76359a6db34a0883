/** The experiments that this browser keeps, as a dialog: open, rename, duplicate, delete, and what of tables is kept. */
import { useEffect, useRef, useState } from 'react';
import type { StoredExperiment } from '../../storage/experiments.ts';
import { Button } from '../controls/button.tsx';
import {
  chooseToKeepTables,
  closeLibrary,
  deleteAllExperiments,
  forgetTables,
} from '../store/library.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { ExperimentRow } from './experiment-row.tsx';

export function ExperimentsDialog() {
  const open = useSelect(({ view }) => view.dialog === 'experiments');
  return open ? <OpenDialog /> : null;
}

function OpenDialog() {
  const words = useWords().library;
  const page = usePage();
  const library = useSelect(({ facts }) => facts.library);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="experiments-title"
      onClose={() => closeLibrary(page)}
      onClick={(event) => {
        // The backdrop belongs to the dialog itself.
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="experiments-title">{words.title}</h2>
          <Button kind="small" onClick={() => dialog.current?.close()}>
            {words.close}
          </Button>
        </div>
        <p className="small quiet">{words.hint}</p>
        {library && library.length === 0 && <p>{words.empty}</p>}
        <ul className="experiments">
          {(library ?? []).map((experiment) => (
            <ExperimentRow key={experiment.id} experiment={experiment} />
          ))}
        </ul>
        <Kept library={library ?? []} />
      </div>
    </dialog>
  );
}

/** Tables are a person's own data: keeping them is their choice, and so is forgetting everything. */
function Kept({ library }: { readonly library: readonly StoredExperiment[] }) {
  const words = useWords().library;
  const page = usePage();
  const tables = useSelect(({ facts }) => facts.keeping.tables);
  const [sure, setSure] = useState(false);
  if (!tables) return null;
  return (
    <div className="kept">
      <div className="field">
        <label className="check">
          <input
            type="checkbox"
            checked={tables.keep}
            onChange={(event) => void chooseToKeepTables(page, event.target.checked)}
          />
          {words.keepTables}
        </label>
        <span className="hint">
          {words.keptTables(tables.tables.length, tables.bytes, tables.limit)}
        </span>
      </div>
      <div className="kept-actions">
        <Button
          kind="small"
          disabled={tables.tables.length === 0}
          onClick={() => void forgetTables(page)}
        >
          {words.forgetTables}
        </Button>
        {sure ? (
          <>
            <span className="small">{words.reallyAll}</span>
            <Button
              kind="small"
              onClick={() => {
                setSure(false);
                void deleteAllExperiments(page);
              }}
            >
              {words.deleteAll}
            </Button>
            <Button kind="small" onClick={() => setSure(false)}>
              {words.keep}
            </Button>
          </>
        ) : (
          <Button kind="small" disabled={library.length === 0} onClick={() => setSure(true)}>
            {words.deleteAll}
          </Button>
        )}
      </div>
    </div>
  );
}
