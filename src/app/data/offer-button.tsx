/** What a note offers to do about what it says. */
import { words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { chooseForTables, readAsWindowsText } from '../store/tables.ts';
import type { Offer } from './table-notes.ts';

const OFFERS: Readonly<Record<Offer, { readonly text: string; readonly take: () => void }>> = {
  'leave-out': {
    text: words.problems.leaveOut,
    take: () => chooseForTables({ leaveOutOdd: true }),
  },
  convert: { text: words.problems.convert, take: () => chooseForTables({ convert: true }) },
  'undo-convert': {
    text: words.columns.undo,
    take: () => chooseForTables({ convert: false }),
  },
  'windows-simulated': {
    text: words.columns.windowsText,
    take: () => void readAsWindowsText('simulated'),
  },
  'windows-measured': {
    text: words.columns.windowsText,
    take: () => void readAsWindowsText('measured'),
  },
};

export function OfferButton({ offer }: { readonly offer: Offer }) {
  const { text, take } = OFFERS[offer];
  return (
    <Button kind="plain" onClick={take}>
      {text}
    </Button>
  );
}
