/** Says that points on the screen are somebody else's, lets them be computed again, and brings hidden parts back. */
import { Button } from '../controls/button.tsx';
import {
  canReproduce,
  reproduce,
  reproducingOf,
  sharedOf,
  stopReproducing,
} from '../store/reproduce.ts';
import { readyOf, viewOf } from '../store/selectors.ts';
import { showEverything } from '../store/share.ts';
import type { Reproducing, Shared } from '../store/state.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function SharedBar() {
  const words = useWords().share;
  const page = usePage();
  const shared = useSelect(sharedOf);
  const { hidden } = useSelect(viewOf);
  if (!shared && hidden.length === 0) return null;
  return (
    <section className="panel shared-bar" aria-label={words.button}>
      {shared && <SharedPoints shared={shared} />}
      {hidden.length > 0 && (
        <div className="shared-row">
          <span>{words.hidden}</span>
          <Button kind="small" onClick={() => showEverything(page)}>
            {words.showAll}
          </Button>
        </div>
      )}
    </section>
  );
}

function SharedPoints({ shared }: { readonly shared: Shared }) {
  const words = useWords().share;
  const page = usePage();
  const ready = useSelect(readyOf);
  const can = useSelect(canReproduce);
  const reproducing = useSelect(reproducingOf);
  const { origin, records } = shared;
  return (
    <div className="shared-row">
      <span>
        {origin?.kind === 'file' ? words.openedFile(origin.name) : words.opened(records.length)}{' '}
        {ready ? words.reproduceHint : words.needsTables}
      </span>
      {reproducing?.busy ? (
        <Button onClick={() => void stopReproducing(page)}>{words.stop}</Button>
      ) : (
        <Button disabled={!can} onClick={() => void reproduce(page).catch(page.platform.report)}>
          {words.reproduce}
        </Button>
      )}
      {reproducing && <Answer reproducing={reproducing} />}
    </div>
  );
}

/** The region stands there from the first click on, so that its answer is announced. */
function Answer({ reproducing }: { readonly reproducing: Reproducing }) {
  const words = useWords();
  const { busy, done, planned, answer, problems } = reproducing;
  const text = words.share;
  const progress = planned > 0 ? text.progress(done, planned) : text.starting;
  return (
    <>
      <div className={`shared-answer ${answer?.verdict ?? ''}`} role="status">
        {busy ? progress : answer ? text.answer(answer) : text.failed}
      </div>
      {problems.map((problem, index) => (
        <div key={index} className="note bad">
          {words.problems.runProblem(problem)}
        </div>
      ))}
    </>
  );
}
