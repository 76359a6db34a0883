/** The page's frame: the answer and the law, the setup, and what follows. */
import { AnswerLine } from './answer/answer-line.tsx';
import { Announcer } from './answer/announcer.tsx';
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
  const setup = (
    <div className="column column-setup" key="setup" hidden={bare}>
      {!hidden.includes('data') && <DataPanel entrance={entrance} />}
      {trains && !hidden.includes('settings') && <ExperimentPanel />}
    </div>
  );
  const law = (
    <div className="column column-law" key="law">
      {trains && <RunBar />}
      <AnswerLine />
      <LawPanel />
      {!hidden.includes('answers') && <FollowsPanel />}
    </div>
  );
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
          {/* One's own data come first, an example's law does: in this order the page is read at every width. */}
          {entrance === 'lesson' ? [law, setup] : [setup, law]}
        </div>
      </main>
      <footer className="footer">
        <span>{words.page.privacy}</span>
        <span>{words.page.dropHint}</span>
        <span>{words.page.version(__APP_VERSION__)}</span>
      </footer>
      <Announcer />
      <DropAnywhere />
      <ExperimentsDialog />
      <ShareDialog />
    </div>
  );
}
