/** The page's frame: setup, law, and what follows from it. */
import { AnswerLine } from './answer/answer-line.tsx';
import { DataPanel } from './data/data-panel.tsx';
import { DropAnywhere } from './data/drop-anywhere.tsx';
import { ExperimentPanel } from './experiment/experiment-panel.tsx';
import { FollowsPanel } from './follows/follows-panel.tsx';
import { Header } from './header/header.tsx';
import { ExperimentsDialog } from './library/experiments-dialog.tsx';
import { LawPanel } from './law/law-panel.tsx';
import { RunBar } from './run/run-bar.tsx';
import { entranceOf } from './store/selectors.ts';
import { useSelect } from './store/use-page.ts';
import { useWords } from './words-context.tsx';

export function App() {
  const words = useWords();
  const entrance = useSelect(entranceOf);
  const trains = entrance !== 'list';
  return (
    <div className="page">
      <a className="skip" href="#law">
        {words.page.skip}
      </a>
      <Header entrance={entrance} />
      <main>
        <div
          className={`columns ${entrance}`}
          role="tabpanel"
          id="entrance"
          aria-labelledby={`entrance-${entrance}`}
        >
          <div className="column">
            <DataPanel entrance={entrance} />
            {trains && <ExperimentPanel />}
          </div>
          <div className="column column-law">
            {trains && <RunBar />}
            <AnswerLine />
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
      <ExperimentsDialog />
    </div>
  );
}
