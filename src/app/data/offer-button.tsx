/** What a note offers to do about what it says. */
import type { Words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { chooseForTables, readAsWindowsText } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';
import type { Offer } from './table-notes.ts';

interface OfferAction {
  readonly text: (words: Words) => string;
  readonly take: () => void;
}

const OFFERS: Readonly<Record<Offer, OfferAction>> = {
  'leave-out': {
    text: (words) => words.problems.leaveOut,
    take: () => chooseForTables({ leaveOutOdd: true }),
  },
  convert: {
    text: (words) => words.problems.convert,
    take: () => chooseForTables({ convert: true }),
  },
  'undo-convert': {
    text: (words) => words.columns.undo,
    take: () => chooseForTables({ convert: false }),
  },
  'windows-simulated': {
    text: (words) => words.columns.windowsText,
    take: () => void readAsWindowsText('simulated'),
  },
  'windows-measured': {
    text: (words) => words.columns.windowsText,
    take: () => void readAsWindowsText('measured'),
  },
};

export function OfferButton({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const { text, take } = OFFERS[offer];
  return (
    <Button kind="plain" onClick={take}>
      {text(words)}
    </Button>
  );
}
