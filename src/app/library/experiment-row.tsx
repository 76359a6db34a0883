/** One experiment of the list: its law as a small picture, its name, how far it is, and what can be done with it. */
import { useState } from 'react';
import { parseDocument } from '../../experiment/parse.ts';
import { lawThumbnail } from '../../figures/law-thumbnail.ts';
import type { LawPicture, StoredExperiment } from '../../storage/experiments.ts';
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import {
  deleteExperiment,
  duplicateExperiment,
  openExperiment,
  renameExperiment,
} from '../store/library.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { titleOf } from '../../experiment/title.ts';

const PICTURE = { width: 72, height: 40 };

export function ExperimentRow({ experiment }: { readonly experiment: StoredExperiment }) {
  const words = useWords();
  const page = usePage();
  const text = words.library;
  const { id, document, state, law, changed } = experiment;
  const here = useSelect(({ documents, view }) => documents[view.entrance].id === id);
  const mine = useSelect(({ documents }) => Object.values(documents).some((one) => one.id === id));
  // Another tab would write over it.
  const elsewhere = useSelect(({ facts }) => facts.claimed.has(id)) && !mine;
  const [typed, setTyped] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const [gone, setGone] = useState(false);
  const parsed = parseDocument(document);
  const title = parsed.ok ? words.document.title(titleOf(parsed.document)) : experiment.title;
  const status = state.status in text.state ? (state.status as keyof typeof text.state) : 'stopped';
  const rename = () => {
    if (typed !== null) void renameExperiment(page, id, typed);
    setTyped(null);
  };
  return (
    <li className="experiment">
      <Picture law={law} label={text.picture(title)} />
      <div className="experiment-text">
        {typed === null ? (
          <strong>{title}</strong>
        ) : (
          <input
            className="input"
            aria-label={text.nameOf(title)}
            value={typed}
            autoFocus
            onChange={(event) => setTyped(event.target.value)}
            onBlur={rename}
            onKeyDown={(event) => {
              if (event.key === 'Enter') rename();
              if (event.key === 'Escape') {
                // The dialog stays open.
                event.preventDefault();
                setTyped(null);
              }
            }}
          />
        )}
        <span className="small quiet">
          {[
            state.planned > 0 ? text.points(state.done, state.planned) : null,
            here && status === 'running' ? text.running : text.state[status],
            text.changed(words.numbers.moment(changed)),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {elsewhere && <span className="small quiet">{text.openElsewhere}</span>}
        {gone && <Notes notes={[{ key: 'gone', tone: 'bad', text: text.gone }]} />}
      </div>
      <div className="experiment-actions">
        {sure ? (
          <>
            <span className="small">{text.really}</span>
            <Button kind="small" onClick={() => void deleteExperiment(page, id)}>
              {text.delete}
            </Button>
            <Button kind="small" onClick={() => setSure(false)}>
              {text.keep}
            </Button>
          </>
        ) : (
          <>
            <Button
              kind="small"
              disabled={here}
              onClick={() => void openExperiment(page, id).then((opened) => setGone(!opened))}
            >
              {here ? text.here : text.open}
            </Button>
            <Button kind="plain" disabled={elsewhere} onClick={() => setTyped(title)}>
              {text.rename}
            </Button>
            <Button
              kind="plain"
              onClick={() => void duplicateExperiment(page, id, text.copyOf(title))}
            >
              {text.duplicate}
            </Button>
            <Button kind="plain" disabled={elsewhere} onClick={() => setSure(true)}>
              {text.delete}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

function Picture({ law, label }: { readonly law: LawPicture | null; readonly label: string }) {
  const { dots, path } = lawThumbnail({ points: [], curve: null, ...law, ...PICTURE });
  return (
    <svg
      {...PICTURE}
      viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
      role="img"
      aria-label={label}
    >
      {path && <path d={path} fill="none" stroke="var(--law)" strokeWidth="1.6" />}
      {dots.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="2" fill="var(--law)" />
      ))}
    </svg>
  );
}
