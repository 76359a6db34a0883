/** What this page is, in one sentence. */
import { words } from '../../words/words.ts';

export function Header() {
  return (
    <header className="header">
      <div>
        <h1>{words.page.title}</h1>
        <p>
          <strong>{words.page.question}</strong> {words.page.explanation}
        </p>
      </div>
    </header>
  );
}
