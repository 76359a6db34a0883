/** What a note offers to do about what it says. */
import type { Words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { choose } from '../store/change-series.ts';
import { readAgain } from '../store/files.ts';
import type { PageCore } from '../store/page-core.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import type { Offer } from './table-notes.ts';

interface OfferAction {
  readonly text: (words: Words) => string;
  readonly take: (page: PageCore) => void;
}

const OFFERS: Readonly<Record<Offer, OfferAction>> = {
  'leave-out': {
    text: (words) => words.problems.leaveOut,
    take: (page) => choose(page, { leaveOutOdd: true }),
  },
  convert: {
    text: (words) => words.problems.convert,
    take: (page) => choose(page, { convert: true }),
  },
  'undo-convert': {
    text: (words) => words.columns.undo,
    take: (page) => choose(page, { convert: false }),
  },
  'windows-simulated': {
    text: (words) => words.columns.windowsText,
    take: (page) => void readAgain(page, 'simulated', { encoding: 'windows-1252' }),
  },
  'windows-measured': {
    text: (words) => words.columns.windowsText,
    take: (page) => void readAgain(page, 'measured', { encoding: 'windows-1252' }),
  },
};

export function OfferButton({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const page = usePage();
  const { text, take } = OFFERS[offer];
  return (
    <Button kind="plain" onClick={() => take(page)}>
      {text(words)}
    </Button>
  );
}
