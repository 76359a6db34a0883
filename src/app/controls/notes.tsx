/** What a person should know or mend: one box for each sentence; problems are announced, and lead to their field. */
import type { ReactNode } from 'react';
import { fieldId, goTo } from '../places.ts';

export interface Note {
  readonly key: string;
  readonly tone: 'bad' | 'warn';
  readonly text: string;
  /** The field in which it can be mended, by the name that `fieldId` takes. */
  readonly field?: string;
  readonly action?: ReactNode;
}

export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  // The live region stands before its first message, or screen readers miss that one.
  return (
    <div className="notes" aria-live="polite">
      {notes.map((note) => (
        <div key={note.key} className={`note ${note.tone}`}>
          {note.field === undefined ? (
            <span>{note.text}</span>
          ) : (
            <ToField field={note.field} text={note.text} />
          )}
          {note.action}
        </div>
      ))}
    </div>
  );
}

function ToField({ field, text }: { readonly field: string; readonly text: string }) {
  const id = fieldId(field);
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        // The address stays what it is: it may carry an experiment.
        event.preventDefault();
        goTo(id);
      }}
    >
      {text}
    </a>
  );
}
