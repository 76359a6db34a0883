/** From the data of a document to series that can be trained on: made anew, in workers, whenever tables or choices change. */
import { DescriptorPlanError } from '../../descriptors/plan.ts';
import type { PreparedSeries } from '../../preparation/prepare-series.ts';
import { unitText } from '../../experiment/unit-text.ts';
import { follow } from './follow.ts';
import { updateTrained, type PageCore } from './page-core.ts';
import { entranceOf, loadedOf, seriesViewOf } from './selectors.ts';
import { NOTHING_MADE, select, type Made, type PageState, type Ready } from './state.ts';

const pairOf = select(
  [seriesViewOf, (state: PageState) => loadedOf(state, 'measured')],
  (view, measured) =>
    view && measured
      ? { choice: view.choice, simulated: view.simulated, measured: measured.table }
      : null,
);

/** Follows the tables and what was chosen for them. */
export function followTables(page: PageCore): () => void {
  return follow(
    page.state,
    pairOf,
    (pair, signal) => prepare(page, pair, signal),
    page.platform.report,
  );
}

type Pair = ReturnType<typeof pairOf>;

async function prepare(page: PageCore, pair: Pair, signal: AbortSignal): Promise<void> {
  const keep = (made: Made): void => {
    if (!signal.aborted) updateTrained(page, 'made', 'tables', () => made);
  };
  if (!pair?.choice) {
    keep(NOTHING_MADE);
    return;
  }
  const { choice, simulated, measured } = pair;
  const before = page.state.get().facts.made.tables.latest;
  const latest =
    before?.sides[0].table === simulated && before.sides[1].table === measured ? before : null;
  keep({ ...NOTHING_MADE, latest, progress: 'starting' });
  try {
    const prepared = await page.platform.prepare(simulated, measured, choice, {
      signal,
      onProgress: (progress) => keep({ ...NOTHING_MADE, latest, progress }),
    });
    keep({ ...NOTHING_MADE, latest: prepared, ready: readyOfTables([prepared]) });
  } catch (error) {
    if (error instanceof DescriptorPlanError) {
      keep({ ...NOTHING_MADE, latest, problem: error.problem });
    } else {
      keep({
        ...NOTHING_MADE,
        latest,
        failure: error instanceof Error ? error.message : String(error),
      });
    }
  }
}

function readyOfTables(prepared: readonly PreparedSeries[]): Ready {
  const [first] = prepared;
  return {
    origin: prepared.flatMap(({ sides }) => sides.map(({ table }) => table.fingerprint)).join(' '),
    specs: prepared.map(({ spec }) => spec),
    series: prepared.map(({ series }) => series),
    prepared,
    unit: first ? unitText(first.spec.measuredTarget, first.sides[1].table) : null,
    noiseFloor: first?.noiseFloor?.expectedMae ?? null,
    proposed: {},
  };
}

const wantedLesson = select(
  [entranceOf, (state: PageState) => state.documents.lesson.document.source],
  (entrance, source) => (entrance === 'lesson' && source.kind === 'lesson' ? source.lesson : null),
);

/** Follows the lesson: its data are made when it is first looked at. */
export function followLesson(page: PageCore): () => void {
  return follow(
    page.state,
    wantedLesson,
    async (lesson, signal) => {
      if (lesson === null || lesson === page.state.get().facts.made.lesson.ready?.origin) return;
      updateTrained(page, 'made', 'lesson', () => ({ ...NOTHING_MADE, progress: 'starting' }));
      const ready = await page.platform.lesson(lesson);
      if (!signal.aborted)
        updateTrained(page, 'made', 'lesson', () => ({ ...NOTHING_MADE, ready }));
    },
    page.platform.report,
  );
}
