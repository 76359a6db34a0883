/** Run, Pause, Stop, and what is happening. Stays in sight while the page scrolls. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { isBusy, pauseRun, startRun, stopRun } from '../store/run.ts';
import { isOpenedElsewhere, runOf, specOf, trainedOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { countsText, nowText } from './status-text.ts';
import { useReadiness } from './use-readiness.ts';

export function RunBar() {
  const words = useWords();
  const page = usePage();
  const entrance = useSelect(trainedOf);
  const state = useSelect(runOf);
  const { spec, problems } = useSelect(specOf);
  const elsewhere = useSelect(isOpenedElsewhere(entrance));
  const readiness = useReadiness();
  const busy = isBusy(state);
  const keeping = useSelect(({ facts }) => facts.keeping);
  const notes = [
    ...(elsewhere
      ? [{ key: 'elsewhere', tone: 'warn' as const, text: words.library.elsewhere }]
      : []),
    ...(keeping.problem
      ? [{ key: 'keeping', tone: 'warn' as const, text: words.storage.problem(keeping.problem) }]
      : []),
    ...(keeping.notKept > 0
      ? [{ key: 'not-kept', tone: 'warn' as const, text: words.library.notKept(keeping.notKept) }]
      : []),
    ...state.problems.map((problem, index) => ({
      key: `problem-${index}-${problem.code}`,
      tone: 'bad' as const,
      text: words.problems.runProblem(problem),
    })),
    ...state.warnings.map((warning, index) => ({
      key: `warning-${index}-${warning.code}`,
      tone: 'warn' as const,
      text: words.problems.planWarning(warning),
    })),
  ];
  return (
    <section className="panel run-bar" id="run" aria-label={words.run.progress}>
      <div className="run-row">
        <Button
          kind="primary"
          disabled={busy || !spec || problems.length > 0 || elsewhere}
          onClick={() => void startRun(page)}
        >
          {words.run.run}
        </Button>
        <Button disabled={state.status !== 'running'} onClick={() => pauseRun(page)}>
          {words.run.pause}
        </Button>
        <Button
          disabled={!busy && state.status !== 'paused'}
          onClick={() => void stopRun(page, entrance)}
        >
          {words.run.stop}
        </Button>
        <div className="run-text">
          <div role="status" aria-live="off">
            {words.run.status[state.status]} {countsText(words, state)}
          </div>
          <div className="now">{nowText(words, state, readiness)}</div>
        </div>
      </div>
      <Notes notes={notes} />
      <progress
        className="progress"
        aria-label={words.run.progress}
        max={Math.max(1, state.planned)}
        value={state.done}
      />
    </section>
  );
}
