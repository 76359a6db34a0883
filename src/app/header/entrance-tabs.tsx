/** The three entrances, each one click away; arrow keys move between them. */
import type { KeyboardEvent } from 'react';
import { chooseEntrance } from '../store/entrances.ts';
import { ENTRANCES, type Entrance } from '../store/state.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function EntranceTabs({ entrance }: { readonly entrance: Entrance }) {
  const words = useWords();
  const page = usePage();
  const keys = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = ENTRANCES[(index + step + ENTRANCES.length) % ENTRANCES.length] ?? entrance;
    chooseEntrance(page, next);
    document.getElementById(`entrance-${next}`)?.focus();
  };
  return (
    <div className="tabs entrances" role="tablist" aria-label={words.data.entrances.label}>
      {ENTRANCES.map((value, index) => (
        <button
          key={value}
          id={`entrance-${value}`}
          type="button"
          role="tab"
          className="tab"
          aria-selected={value === entrance}
          aria-controls="entrance"
          tabIndex={value === entrance ? 0 : -1}
          onClick={() => chooseEntrance(page, value)}
          onKeyDown={(event) => keys(event, index)}
        >
          {words.data.entrances[value]}
        </button>
      ))}
    </div>
  );
}
