/**
 * "Reproduce": the shared points are trained again on a runner of their own, without any record that is kept, and compared
 * with what was shared.
 */
import { compareRecords } from '../../sharing/compare-records.ts';
import { MemoryRecordStore } from '../../sweep/record-store.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { SweepSpec } from '../../sweep/specification.ts';
import { updateFacts, type PageCore } from './page-core.ts';
import { isBusy } from './run.ts';
import { entranceOf, experimentOf, readyOf, runOf, trainedOf } from './selectors.ts';
import type { PageState, Reproducing, Shared } from './state.ts';

/** What was shared of the experiment at hand; null where it is no opened one. */
export function sharedOf(state: PageState): Shared | null {
  if (entranceOf(state) === 'list') return null;
  const shared = state.facts.shared[trainedOf(state)];
  return shared?.experiment === experimentOf(state).id ? shared : null;
}

/** What was found for the experiment at hand. */
export function reproducingOf(state: PageState): Reproducing | null {
  const { reproducing } = state.facts;
  return reproducing?.experiment === experimentOf(state).id ? reproducing : null;
}

/** Its data are here, and nothing else is running. */
export function canReproduce(state: PageState): boolean {
  return (
    sharedOf(state) !== null &&
    readyOf(state) !== null &&
    !isBusy(runOf(state)) &&
    !state.facts.reproducing?.busy
  );
}

export async function reproduce(page: PageCore): Promise<void> {
  const now = page.state.get();
  const shared = sharedOf(now);
  const ready = readyOf(now);
  if (!shared || !ready || !canReproduce(now)) return;
  const { experiment } = shared;
  const tell = (change: Partial<Reproducing>): void =>
    updateFacts(page, ({ reproducing }) => ({
      reproducing:
        reproducing?.experiment === experiment ? { ...reproducing, ...change } : reproducing,
    }));
  updateFacts(page, () => ({
    reproducing: { experiment, busy: true, done: 0, planned: 0, answer: null, problems: [] },
  }));
  const runner = await page.platform.makeRunner(new MemoryRecordStore());
  page.sideRuns.add(runner);
  runner.subscribe(() => tell({ done: runner.state.done, planned: runner.state.planned }));
  try {
    const spec = { ...askedFor(shared.spec, shared.records), series: ready.specs };
    const { engine } = now.documents[trainedOf(now)].document;
    await runner.start({ spec, series: ready.series, engine });
    const { status, problems } = runner.state;
    const again = runner.records();
    // What was stopped in the middle says nothing yet.
    if (status === 'stopped') updateFacts(page, () => ({ reproducing: null }));
    else tell({ problems, answer: again.length > 0 ? compareRecords(shared, again) : null });
  } finally {
    page.sideRuns.delete(runner);
    runner.dispose();
    tell({ busy: false });
  }
}

export async function stopReproducing(page: PageCore): Promise<void> {
  await Promise.all([...page.sideRuns].map((runner) => runner.stop()));
}

/** The smallest grid that holds the shared points: what was stopped early is not run to its end. */
function askedFor(spec: SweepSpec, records: readonly SweepRecord[]): SweepSpec {
  const sizes = new Set(records.map(({ n }) => n));
  const measured = new Set(records.map(({ m }) => m));
  const last = Math.max(...records.map(({ trial }) => trial));
  const { extra, ...rest } = spec;
  const points = new Set(records.map(({ n, trial }) => `${n} ${trial}`));
  const single = (extra ?? []).filter(({ n, trial }) => points.has(`${n} ${trial}`));
  const inGrid = spec.sizes.filter((n) => sizes.has(n));
  return {
    ...rest,
    // Without any finished size the baselines alone are compared; a grid has at least one.
    sizes: inGrid.length > 0 ? inGrid : spec.sizes.slice(0, 1),
    measured: spec.measured.filter((m) => measured.has(m)),
    trials: Math.min(spec.trials, last + 1),
    ...(single.length > 0 ? { extra: single } : {}),
  };
}
