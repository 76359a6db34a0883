/** What a person should know or mend: one box for each sentence; problems are announced. */
import type { ReactNode } from 'react';

export interface Note {
  readonly key: string;
  readonly tone: 'bad' | 'warn';
  readonly text: string;
  readonly action?: ReactNode;
}

export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  // The live region stands before its first message, or screen readers miss that one.
  return (
    <div className="notes" aria-live="polite">
      {notes.map((note) => (
        <div key={note.key} className={`note ${note.tone}`}>
          <span>{note.text}</span>
          {note.action}
        </div>
      ))}
    </div>
  );
}
