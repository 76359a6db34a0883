/** The page's frame: setup, law, and what follows from it. */
import { DataPanel } from './data/data-panel.tsx';
import { DropAnywhere } from './data/drop-anywhere.tsx';
import { ExperimentPanel } from './experiment/experiment-panel.tsx';
import { FollowsPanel } from './follows/follows-panel.tsx';
import { Header } from './header/header.tsx';
import { LawPanel } from './law/law-panel.tsx';
import { RunBar } from './run/run-bar.tsx';
import { useStore } from './store/create-store.ts';
import { viewStore } from './store/view.ts';
import { useWords } from './words-context.tsx';

export function App() {
  const words = useWords();
  const mode = useStore(viewStore, (view) => view.mode);
  const lawOnly = mode === 'law-only';
  return (
    <div className="page">
      <a className="skip" href="#law">
        {words.page.skip}
      </a>
      <Header mode={mode} />
      <main>
        <div
          className={`columns ${mode}`}
          role="tabpanel"
          id="entrance"
          aria-labelledby={`mode-${mode}`}
        >
          <div className="column">
            <DataPanel mode={mode} />
            {!lawOnly && <ExperimentPanel />}
          </div>
          <div className="column column-law">
            {!lawOnly && <RunBar />}
            <LawPanel />
            <FollowsPanel />
          </div>
        </div>
      </main>
      <footer className="footer">
        <span>{words.page.privacy}</span>
        <span>{words.page.dropHint}</span>
        <span>{words.page.version(__APP_VERSION__)}</span>
      </footer>
      <DropAnywhere />
    </div>
  );
}
