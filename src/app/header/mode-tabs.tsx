/** The three entrances, each one click away; arrow keys move between them. */
import type { KeyboardEvent } from 'react';
import { chooseMode } from '../store/modes.ts';
import { MODES, type Mode } from '../store/view.ts';
import { useWords } from '../words-context.tsx';

export function ModeTabs({ mode }: { readonly mode: Mode }) {
  const words = useWords();
  const keys = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = MODES[(index + step + MODES.length) % MODES.length] ?? mode;
    chooseMode(next);
    document.getElementById(`mode-${next}`)?.focus();
  };
  return (
    <div className="tabs entrances" role="tablist" aria-label={words.data.modes.label}>
      {MODES.map((value, index) => (
        <button
          key={value}
          id={`mode-${value}`}
          type="button"
          role="tab"
          className="tab"
          aria-selected={value === mode}
          aria-controls="entrance"
          tabIndex={value === mode ? 0 : -1}
          onClick={() => chooseMode(value)}
          onKeyDown={(event) => keys(event, index)}
        >
          {words.data.modes[value]}
        </button>
      ))}
    </div>
  );
}
