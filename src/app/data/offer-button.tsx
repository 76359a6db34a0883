/** What a note offers to do about what it says. */
import type { Words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { choose } from '../store/change-series.ts';
import type { PageCore } from '../store/page-core.ts';
import { takeMissingTable } from '../store/public-tables.ts';
import { tablesOnPage } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { EncodingChoice } from './table-decisions.tsx';
import type { Offer } from './table-notes.ts';

type EncodingOffer = 'encoding-simulated' | 'encoding-measured';

interface OfferAction {
  readonly text: (words: Words) => string;
  readonly take: (page: PageCore) => void;
}

const OFFERS: Readonly<Record<Exclude<Offer, EncodingOffer>, OfferAction>> = {
  'leave-out': {
    text: (words) => words.problems.leaveOut,
    take: (page) => choose(page, { leaveOutOdd: true }),
  },
  convert: {
    text: (words) => words.problems.convert,
    take: (page) => choose(page, { convert: true }),
  },
  'fetch-simulated': {
    text: (words) => words.share.fetchTable,
    take: (page) => void takeMissingTable(page, 'simulated'),
  },
  'fetch-measured': {
    text: (words) => words.share.fetchTable,
    take: (page) => void takeMissingTable(page, 'measured'),
  },
  'undo-convert': {
    text: (words) => words.columns.undo,
    take: (page) => choose(page, { convert: false }),
  },
};

export function OfferButton({ offer }: { readonly offer: Offer }) {
  const words = useWords();
  const page = usePage();
  const tables = useSelect(tablesOnPage);
  if (offer === 'encoding-simulated') return <EncodingChoice side="simulated" tables={tables} />;
  if (offer === 'encoding-measured') return <EncodingChoice side="measured" tables={tables} />;
  const { text, take } = OFFERS[offer];
  return (
    <Button kind="plain" onClick={() => take(page)}>
      {text(words)}
    </Button>
  );
}
