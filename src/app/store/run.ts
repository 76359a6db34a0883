/** Run, Pause and Stop: one sweep at a time, of the experiment in the entrance at hand. */
import type { ExperimentDocument } from '../../experiment/document.ts';
import { effectiveSettings } from '../../experiment/settings.ts';
import { canonicalJson } from '../../hashing.ts';
import { askToPersist } from '../../storage/usage.ts';
import { protocolHash } from '../../sweep/identity.ts';
import { planSweep } from '../../sweep/plan.ts';
import { IDLE } from '../../sweep/run/run-state.ts';
import type { RunState } from '../../sweep/runner-types.ts';
import type { SweepSpec } from '../../sweep/specification.ts';
import { follow } from './follow.ts';
import { updateFacts, updateTrained, type PageCore } from './page-core.ts';
import { rememberNow } from './remember.ts';
import { readyOf, specIn, specOf, trainedOf } from './selectors.ts';
import type { PageState, Ready, Shown, Trained } from './state.ts';

export function isBusy({ status }: RunState): boolean {
  return status === 'running' || status === 'preparing';
}

/** Starts, or goes on with, the experiment. Rejects only with an error of the page itself. */
export async function startRun(page: PageCore): Promise<void> {
  const now = page.state.get();
  const entrance = trainedOf(now);
  const { spec } = specOf(now);
  const ready = readyOf(now);
  if (!spec || !ready || now.facts.keeping.elsewhere.has(entrance)) return;
  if (now.facts.run[entrance].status === 'paused' && now.facts.shown[entrance]?.spec === spec) {
    page.training.resume();
    return;
  }
  updateTrained(page, 'shown', entrance, () => shownFrom(spec, ready));
  // From here on the tables at hand are the experiment's own.
  if (entrance === 'tables') {
    updateFacts(page, () => ({ replaced: [], fileTroubles: [] }));
    void askToPersist();
  }
  updateTrained(page, 'run', entrance, () => ({ ...IDLE, status: 'preparing' }));
  await rememberNow(page, entrance);
  const { engine } = now.documents[entrance].document;
  await page.training.start(page, entrance, { spec, series: ready.series, engine });
}

export function pauseRun(page: PageCore): void {
  page.training.pause();
}

export async function stopRun(page: PageCore, entrance: Trained): Promise<void> {
  await page.training.stop(entrance);
  updateTrained(page, 'run', entrance, (run) =>
    run.status === 'preparing' ? { ...run, status: 'stopped' } : run,
  );
}

export function shownFrom(spec: SweepSpec, ready: Ready): Shown {
  return {
    spec,
    series: ready.specs,
    protocols: ready.specs.map((series) => protocolHash(spec, series)),
    unit: ready.unit,
    noiseFloor: ready.noiseFloor,
    origin: null,
    compact: null,
  };
}

/** Whether the points on the screen are of these data. */
const isOf = (shown: Shown, ready: Ready | null): boolean =>
  ready !== null &&
  shown.series.map(({ id }) => id).join() === ready.specs.map(({ id }) => id).join();

/**
 * Other data: what was computed belongs to another experiment and leaves the screen. Where the browser has points of the
 * new one, they stand there at once, stopped, and Run goes on. What was opened from a file or a link stays until Run.
 */
export function followData(page: PageCore, entrance: Trained): () => void {
  return follow(
    page.state,
    ({ facts }) => facts.made[entrance].ready,
    async (ready, signal) => {
      const before = page.state.get().facts.shown[entrance];
      const stays = before !== null && (before.origin !== null || isOf(before, ready));
      if (!stays) {
        page.training.forget(entrance);
        updateTrained(page, 'shown', entrance, () => null);
        updateTrained(page, 'run', entrance, () => IDLE);
      }
      const { spec } = specIn[entrance](page.state.get());
      if (!ready || !spec) return;
      const shown = shownFrom(spec, ready);
      const kept = (await Promise.all(shown.protocols.map((one) => page.records.load(one)))).flat();
      if (signal.aborted || page.state.get().facts.run[entrance].status !== 'idle') return;
      if (kept.length === 0 || (before?.origin && !isOf(before, ready))) return;
      updateTrained(page, 'shown', entrance, () => shown);
      updateTrained(page, 'run', entrance, () =>
        countedState(spec, ready, new Set(kept.map(({ record }) => record.id))),
      );
    },
    page.platform.report,
  );
}

/** A run that ended before this page was opened. */
function countedState(spec: SweepSpec, { series }: Ready, have: ReadonlySet<string>): RunState {
  const result = planSweep(spec, series);
  if (result.kind === 'refused') return IDLE;
  const { plan } = result;
  const ids = plan.units.flatMap(({ jobs }) => jobs.map(({ id }) => id));
  const done = ids.filter((id) => have.has(id)).length;
  return {
    ...IDLE,
    status: done < ids.length ? 'stopped' : 'finished',
    done,
    planned: ids.length,
    warnings: plan.warnings,
  };
}

/** Whether the lesson is as it came: then nobody has to press Run. */
export function runsByItself({ documents, facts }: PageState): boolean {
  const { ready } = facts.made.lesson;
  return ready !== null && isUnchanged(documents.lesson.document, ready);
}

function isUnchanged({ settings, extra }: ExperimentDocument, { proposed }: Ready): boolean {
  const [now, own] = [effectiveSettings(settings, proposed), effectiveSettings({}, proposed)];
  return extra.length === 0 && canonicalJson(now) === canonicalJson(own);
}

/** Stored documents are pinned: they say every setting. */
const isRestored = ({ settings }: ExperimentDocument): boolean => Object.keys(settings).length > 0;

/** A lesson that nobody changed runs by itself while it is looked at; one that a person stopped stays stopped. */
export function followLessonRun(page: PageCore): () => void {
  return follow(
    page.state,
    ({ view, facts }) => (view.entrance === 'lesson' ? facts.made.lesson.ready : null),
    async (ready, signal) => {
      const { document } = page.state.get().documents.lesson;
      if (!ready || !isUnchanged(document, ready)) return;
      // What the browser has of it stands there first; what was left before this page was opened waits for Run.
      const { spec } = specIn.lesson(page.state.get());
      const kept = await Promise.all(
        spec ? ready.specs.map((series) => page.records.load(protocolHash(spec, series))) : [],
      );
      const wasLeft = isRestored(document) && kept.some((list) => list.length > 0);
      // Points that were opened with it are looked at first.
      const { shown, run } = page.state.get().facts;
      const opened = shown.lesson !== null && shown.lesson.origin !== null;
      if (!signal.aborted && !wasLeft && !opened && !isBusy(run.lesson)) await startRun(page);
    },
    page.platform.report,
  );
}
