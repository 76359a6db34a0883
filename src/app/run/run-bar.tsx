/** Run, Pause, Stop, what is happening, and the downloads. Stays in sight while the page scrolls. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { useStore } from '../store/create-store.ts';
import { downloadCsv, downloadFigure, downloadResults } from '../store/downloads.ts';
import { preparedStore, specification } from '../store/experiment.ts';
import { extraStore } from '../store/extra-points.ts';
import { engineStore, isBusy, pauseRun, runStore, startRun, stopRun } from '../store/run.ts';
import { settingsStore } from '../store/settings.ts';
import { useWords } from '../words-context.tsx';
import { countsText, nowText } from './status-text.ts';
import { useReadiness } from './use-readiness.ts';

export function RunBar() {
  const words = useWords();
  const { state, records } = useStore(runStore, (view) => view);
  const prepared = useStore(preparedStore, (value) => value);
  const settings = useStore(settingsStore, (value) => value);
  const engine = useStore(engineStore, (value) => value);
  const extra = useStore(extraStore, (value) => value);
  const { spec, problems } = specification(settings, prepared, extra);
  const readiness = useReadiness();
  const busy = isBusy(state);
  const run = () => {
    if (spec && prepared) void startRun({ spec, series: prepared.series, engine });
  };
  const notes = [
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
        <Button kind="primary" disabled={busy || !spec || problems.length > 0} onClick={run}>
          {words.run.run}
        </Button>
        <Button disabled={state.status !== 'running'} onClick={pauseRun}>
          {words.run.pause}
        </Button>
        <Button disabled={!busy && state.status !== 'paused'} onClick={() => void stopRun()}>
          {words.run.stop}
        </Button>
        <div className="run-text">
          <div role="status">
            {words.run.status[state.status]} {countsText(words, state)}
          </div>
          <div className="now">{nowText(words, state, readiness)}</div>
        </div>
        <Button kind="wide" disabled={records.length === 0} onClick={() => void downloadResults()}>
          {words.run.download}
        </Button>
        <Button kind="small" disabled={records.length === 0} onClick={downloadCsv}>
          {words.run.recordsCsv}
        </Button>
        <Button
          kind="small"
          disabled={records.length === 0}
          onClick={() => void downloadFigure(words)}
        >
          {words.run.figurePng}
        </Button>
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
