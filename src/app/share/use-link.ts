/** The link of what is to be shared, made anew when that changes; and how much of one its tables would take. */
import { useEffect, useState } from 'react';
import type { LinkContents } from '../../sharing/link.ts';
import { lettersOfTables, makeLink, type ShareChoices } from '../store/share.ts';

/** null while it is being made. */
export function useLink(contents: LinkContents, choices: ShareChoices): string | null {
  const { results, tables, hidden } = choices;
  return useAnswer(
    () => makeLink(contents, { results, tables, hidden }),
    [contents, results, tables, hidden],
  );
}

/** Letters; null while they are being counted. */
export function useTableLetters(contents: LinkContents): number | null {
  return useAnswer(() => lettersOfTables(contents), [contents]);
}

/** The answer to the latest question; null until it is there. */
function useAnswer<T>(ask: () => Promise<T>, question: readonly unknown[]): T | null {
  const [known, setKnown] = useState<{ readonly of: readonly unknown[]; readonly answer: T }>();
  useEffect(() => {
    let current = true;
    void ask().then((answer) => {
      if (current) setKnown({ of: question, answer });
    });
    return () => {
      current = false;
    };
    // The question is its parts.
  }, question);
  const same = known?.of.every((part, i) => Object.is(part, question[i]));
  return known && same ? known.answer : null;
}
