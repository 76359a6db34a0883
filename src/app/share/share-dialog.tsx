/** Shares the experiment at hand: the link, what is inside it in words, how long it is, and the file where that is better. */
import { useEffect, useRef, useState } from 'react';
import { PARTS, type Part } from '../../experiment/document.ts';
import { Button } from '../controls/button.tsx';
import { openDialog } from '../store/change-document.ts';
import { commandFor } from '../../sharing/command.ts';
import type { LinkContents } from '../../sharing/link.ts';
import { downloadResults } from '../store/downloads.ts';
import { recordsOf } from '../store/selectors.ts';
import {
  LONG_LINK,
  LONGEST_LINK,
  MOST_TABLE_LETTERS,
  putIntoAddress,
  shareableOf,
} from '../store/share.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { MOST_CODE_LETTERS, QrCode } from './qr-code.tsx';
import { useLink, useTableLetters } from './use-link.ts';

export function ShareDialog() {
  const open = useSelect(({ view }) => view.dialog === 'share');
  return open ? <OpenDialog /> : null;
}

function OpenDialog() {
  const words = useWords().share;
  const page = usePage();
  const contents = useSelect(shareableOf);
  const points = useSelect(recordsOf).length;
  const { document, results } = contents;
  const { kind } = document.source;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [wantsResults, setResults] = useState(true);
  const [wantsTables, setTables] = useState(false);
  const [hidden, setHidden] = useState<readonly Part[]>(document.view.hidden);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const letters = useTableLetters(contents);
  const canTables = letters !== null && letters > 0 && letters <= MOST_TABLE_LETTERS;
  const withResults = wantsResults && results !== null;
  const withTables = wantsTables && canTables;
  const link = useLink(contents, { results: withResults, tables: withTables, hidden });
  const address = link === null ? '' : page.platform.address.page() + link;
  useEffect(() => dialog.current?.showModal(), []);
  // Share puts the link into the address once; what is changed in the dialog afterwards gets there with Copy.
  const put = useRef(false);
  useEffect(() => {
    if (link === null || put.current) return;
    put.current = true;
    putIntoAddress(page, link);
  }, [page, link]);
  const copy = async () => {
    if (link === null) return;
    putIntoAddress(page, link);
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied('yes');
    } catch {
      setCopied('no');
    }
  };
  const hide = (part: Part, on: boolean) =>
    setHidden(PARTS.filter((one) => (one === part ? on : hidden.includes(one))));
  const inside = [
    kind === 'lesson' ? words.inside.lesson : words.inside[kind](withTables),
    ...(kind === 'list' ? [] : [words.inside.results(withResults)]),
    words.inside.private,
  ].join(' ');
  const tablesHint =
    kind === 'lesson'
      ? words.tablesOfLesson
      : canTables
        ? `${kind === 'list' ? `${words.list} ` : ''}${words.tablesHint}`
        : letters === 0
          ? words.tablesMissing
          : words.tablesTooLarge(letters ?? 0, MOST_TABLE_LETTERS);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="share-title"
      onClose={() => openDialog(page, null)}
      onClick={(event) => {
        // The backdrop belongs to the dialog itself.
        if (event.target === dialog.current) dialog.current.close();
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id="share-title">{words.title}</h2>
          <Button kind="small" onClick={() => dialog.current?.close()}>
            {words.close}
          </Button>
        </div>
        <div className="field">
          <label htmlFor="share-link">{words.link}</label>
          <textarea
            ref={field}
            id="share-link"
            className="input share-link"
            readOnly
            rows={3}
            spellCheck={false}
            value={address}
            placeholder={words.making}
            aria-describedby="share-inside"
            onFocus={(event) => event.target.select()}
          />
          <span className="hint" id="share-inside">
            {inside} {link !== null && words.length(address.length)}
          </span>
        </div>
        {address.length > LONG_LINK && (
          <div className="note warn">
            {address.length > LONGEST_LINK ? words.tooLong : words.long}
          </div>
        )}
        <div className="share-actions">
          <Button kind="primary" disabled={link === null} onClick={() => void copy()}>
            {words.copy}
          </Button>
          <Button onClick={() => void downloadResults(page)}>{words.file}</Button>
          <span className="small" aria-live="polite">
            {copied && (copied === 'yes' ? words.copied : words.notCopied)}
          </span>
        </div>
        {kind !== 'list' && (
          <Choice
            label={words.results}
            hint={
              results
                ? words.resultsHint(results.records.length)
                : points > 0
                  ? words.resultsOnlyInFile
                  : words.noResults
            }
            checked={withResults}
            disabled={results === null}
            onChange={setResults}
          />
        )}
        <Choice
          label={words.tables}
          hint={tablesHint}
          checked={withTables}
          disabled={!canTables}
          onChange={setTables}
        />
        <details className="fold">
          <summary>{words.hide}</summary>
          <fieldset className="share-parts">
            <legend className="small quiet">{words.hideHint}</legend>
            {PARTS.map((part) => (
              <label key={part} className="check">
                <input
                  type="checkbox"
                  checked={hidden.includes(part)}
                  onChange={(event) => hide(part, event.target.checked)}
                />
                {words.parts[part]}
              </label>
            ))}
          </fieldset>
        </details>
        <Elsewhere contents={contents} />
        <Code link={address} />
      </div>
    </dialog>
  );
}

/** The same experiment without a window: the command, with a link that carries the document alone. */
function Elsewhere({ contents }: { readonly contents: LinkContents }) {
  const words = useWords().share;
  const link = useLink(contents, BARE);
  const command = link === null ? null : commandFor(contents.document, link);
  if (command === null) return null;
  return (
    <details className="fold">
      <summary>{words.elsewhere}</summary>
      <p className="small quiet">{words.elsewhereHint}</p>
      <pre className="share-command" tabIndex={0} aria-label={words.command}>
        {command}
      </pre>
    </details>
  );
}

const BARE = { results: false, tables: false, hidden: [] };

function Code({ link }: { readonly link: string }) {
  const words = useWords().share;
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.code}</summary>
      {open &&
        link !== '' &&
        (link.length > MOST_CODE_LETTERS ? (
          <p className="small quiet">{words.codeTooLong}</p>
        ) : (
          <QrCode link={link} />
        ))}
    </details>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}

function Choice({ label, hint, checked, disabled, onChange }: ChoiceProps) {
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      <span className="hint">{hint}</span>
    </div>
  );
}
