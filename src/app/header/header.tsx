/** What this page is, in one sentence. */
import type { Entrance } from '../store/state.ts';
import { Button } from '../controls/button.tsx';
import { openDialog } from '../store/change-document.ts';
import { showLibrary } from '../store/library.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { EntranceTabs } from './entrance-tabs.tsx';
import { LanguageChoice } from './language-choice.tsx';

export function Header({ entrance }: { readonly entrance: Entrance }) {
  const words = useWords();
  const page = usePage();
  return (
    <header className="header">
      <div>
        <h1>{words.page.title}</h1>
        <p>
          <strong>{words.page.question}</strong> {words.page.explanation}
        </p>
      </div>
      <div className="header-side">
        <Button kind="small" onClick={() => openDialog(page, 'share')}>
          {words.share.button}
        </Button>
        <Button kind="small" onClick={() => void showLibrary(page)}>
          {words.library.button}
        </Button>
        <LanguageChoice />
        <EntranceTabs entrance={entrance} />
      </div>
    </header>
  );
}
