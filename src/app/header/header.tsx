/** What this page is, in one sentence. */
import type { Mode } from '../store/view.ts';
import { useWords } from '../words-context.tsx';
import { ModeTabs } from './mode-tabs.tsx';

export function Header({ mode }: { readonly mode: Mode }) {
  const words = useWords();
  return (
    <header className="header">
      <div>
        <h1>{words.page.title}</h1>
        <p>
          <strong>{words.page.question}</strong> {words.page.explanation}
        </p>
      </div>
      <ModeTabs mode={mode} />
    </header>
  );
}
