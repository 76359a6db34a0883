/** The page's frame: setup, law, and what follows from it. */
import { DataPanel } from './data/data-panel.tsx';
import { DropAnywhere } from './data/drop-anywhere.tsx';
import { ExperimentPanel } from './experiment/experiment-panel.tsx';
import { FollowsPanel } from './follows/follows-panel.tsx';
import { Header } from './header/header.tsx';
import { ExperimentsDialog } from './library/experiments-dialog.tsx';
import { LawPanel } from './law/law-panel.tsx';
import { RunBar } from './run/run-bar.tsx';
import { LinkTrouble } from './share/link-trouble.tsx';
import { ShareDialog } from './share/share-dialog.tsx';
import { SharedBar } from './share/shared-bar.tsx';
import { entranceOf, viewOf } from './store/selectors.ts';
import { useSelect } from './store/use-page.ts';
import { useWords } from './words-context.tsx';

export function App() {
  const words = useWords();
  const entrance = useSelect(entranceOf);
  const trains = entrance !== 'list';
  const { hidden } = useSelect(viewOf);
  const bare = hidden.includes('data') && (hidden.includes('settings') || !trains);
  return (
    <div className="page">
      <a className="skip" href="#law">
        {words.page.skip}
      </a>
      <Header entrance={entrance} />
      <main>
        <LinkTrouble />
        <SharedBar />
        <div
          className={`columns ${entrance}${bare ? ' bare' : ''}`}
          role="tabpanel"
          id="entrance"
          aria-labelledby={`entrance-${entrance}`}
        >
          <div className="column" hidden={bare}>
            {!hidden.includes('data') && <DataPanel entrance={entrance} />}
            {trains && !hidden.includes('settings') && <ExperimentPanel />}
          </div>
          <div className="column column-law">
            {trains && <RunBar />}
            <LawPanel />
            {!hidden.includes('answers') && <FollowsPanel />}
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
      <ShareDialog />
    </div>
  );
}
