/**
 * Nothing is lost with the tab: documents, tables and points are stored as they come, and what was open last stands there
 * again. An experiment that another tab has open is only looked at here.
 */
import { pinned } from '../../experiment/pin.ts';
import { parseDocument } from '../../experiment/parse.ts';
import type { ExperimentDocument } from '../../experiment/document.ts';
import type { Curve } from '../../findings/curve.ts';
import type { Experiment as ToStore, LawPicture } from '../../storage/experiments.ts';
import type { Table } from '../../tables/table.ts';
import { follow } from './follow.ts';
import {
  placeExperiment,
  updateFacts,
  updateKeeping,
  updateView,
  type PageCore,
} from './page-core.ts';
import { curveIn, isOpenedElsewhere, proposedIn, tablesInMemory } from './selectors.ts';
import { select, type Entrance, type PageState } from './state.ts';

/** Changes that come close together are stored together. */
const MILLISECONDS_BETWEEN_SAVES = 400;

/** Puts what was open last where it stood, with its tables as far as the browser kept them. */
export async function restoreLast(page: PageCore): Promise<void> {
  const last = await page.storage.experiments.lastOpened();
  if (last) await openStored(page, last.id);
}

/** Opens an experiment that the browser keeps. False where it is gone or cannot be read. */
export async function openStored(page: PageCore, id: string): Promise<boolean> {
  const stored = await page.storage.experiments.get(id);
  const parsed = stored && parseDocument(stored.document);
  if (!parsed?.ok) return false;
  const { document } = parsed;
  const entrance = document.source.kind;
  await loadTables(page, document);
  placeExperiment(page, entrance, { id, document });
  updateView(page, { entrance, dialog: null });
  return true;
}

/** Tables that the browser has come into memory. */
export async function loadTables(page: PageCore, { source }: ExperimentDocument): Promise<void> {
  if (source.kind !== 'tables') return;
  const known = page.state.get().facts.tables;
  const wanted = [...source.simulated, ...source.measured].filter(
    ({ fingerprint }) => !known.has(fingerprint),
  );
  for (const { fingerprint } of wanted) {
    const table = (await page.storage.tables.load(fingerprint)) as Table | undefined;
    if (!table) continue;
    updateFacts(page, ({ tables }) => ({
      tables: new Map(tables).set(fingerprint, { table, file: null, form: null }),
    }));
  }
}

/** One tab owns an experiment; it is claimed as long as it stands in its entrance. */
export function followClaim(page: PageCore, entrance: Entrance): () => void {
  const elsewhere = (is: boolean): void => {
    const now = page.state.get().facts.keeping.elsewhere;
    if (now.has(entrance) === is) return;
    const next = new Set(now);
    if (is) next.add(entrance);
    else next.delete(entrance);
    updateKeeping(page, { elsewhere: next });
  };
  return follow(
    page.state,
    ({ documents }) => documents[entrance].id,
    async (id, signal) => {
      const claim = await page.platform.claim(id);
      const giveBack = (): void => (claim.owner ? claim.release() : claim.giveUp());
      if (signal.aborted) return giveBack();
      signal.addEventListener('abort', giveBack);
      elsewhere(!claim.owner);
      if (claim.owner) return;
      const mine = await claim.freed;
      if (!mine) return;
      if (signal.aborted) return mine.release();
      signal.addEventListener('abort', () => mine.release());
      // The other tab may have changed it.
      if (page.state.get().view.entrance === entrance) await openStored(page, id);
      elsewhere(false);
    },
    page.platform.report,
  );
}

/** What is stored of an entrance's experiment; null while there is nothing worth keeping. */
function toStore(entrance: Entrance) {
  return select(
    [
      (state: PageState) => state.documents[entrance],
      tablesInMemory,
      proposedIn[entrance === 'list' ? 'tables' : entrance],
      (state: PageState) => state.facts.shown[entrance === 'list' ? 'tables' : entrance],
      (state: PageState) => state.facts.run[entrance === 'list' ? 'tables' : entrance],
      curveIn[entrance],
      (state: PageState) => state.facts.law,
    ],
    ({ id, document }, tables, proposed, shown, run, curve, law): ToStore | null => {
      const { source } = document;
      const trains = source.kind !== 'list';
      const empty =
        source.kind === 'tables'
          ? source.simulated.length + source.measured.length === 0
          : source.kind === 'list'
            ? source.text.trim() === ''
            : shown === null;
      if (empty) return null;
      return {
        id,
        title: document.title ?? '',
        document: trains ? pinned(document, tables, proposed) : document,
        state: trains
          ? { status: run.status, done: run.done, planned: run.planned }
          : { status: 'finished', done: curve.points.length, planned: curve.points.length },
        law: pictureOf(curve, law.curve === curve.key ? law.answer : null),
        tables:
          source.kind === 'tables'
            ? [...source.simulated, ...source.measured].map(({ fingerprint }) => fingerprint)
            : [],
        protocols: trains ? (shown?.protocols ?? []).map((protocol) => protocol.slice(0, 16)) : [],
      };
    },
  );
}

function pictureOf(curve: Curve, answer: PageState['facts']['law']['answer']): LawPicture | null {
  const { means } = curve.summary;
  if (means.length === 0) return null;
  const law = answer?.law?.kind === 'fit' ? answer.law : null;
  return {
    points: means.map(({ n, mean }) => [n, mean] as const),
    curve: law ? { D: law.D, alpha: law.alpha, C: law.C } : null,
  };
}

/** Stores the experiment of an entrance soon after it changed. */
export function followDocument(page: PageCore, entrance: Entrance): () => void {
  return follow(
    page.state,
    select([toStore(entrance), isOpenedElsewhere(entrance)], (experiment, elsewhere) =>
      elsewhere ? null : experiment,
    ),
    async (experiment, signal) => {
      if (!experiment) return;
      await page.platform.pause(MILLISECONDS_BETWEEN_SAVES, signal);
      await page.storage.experiments.put(experiment);
      if (page.state.get().view.entrance === entrance) {
        await page.storage.experiments.markOpened(experiment.id);
      }
    },
    page.platform.report,
  );
}

/** Stores an experiment now: before its first point, so that its points can be found again. */
export async function rememberNow(page: PageCore, entrance: Entrance): Promise<void> {
  const now = page.state.get();
  const experiment = toStore(entrance)(now);
  if (!experiment || now.facts.keeping.elsewhere.has(entrance)) return;
  await page.storage.experiments.put(experiment);
  await page.storage.experiments.markOpened(experiment.id);
}

/** Tables that stand in the page are kept by content, as a person chose. */
export function followTablesKept(page: PageCore): () => void {
  const inUse = select(
    [
      (state: PageState) => state.documents.tables.document.source,
      ({ facts }: PageState) => facts.tables,
    ],
    (source, tables) =>
      source.kind === 'tables'
        ? [...source.simulated, ...source.measured].flatMap(
            ({ fingerprint }) => tables.get(fingerprint)?.table ?? [],
          )
        : [],
  );
  return follow(
    page.state,
    inUse,
    async (tables, signal) => {
      const atHand = tables.map(({ fingerprint }) => fingerprint);
      for (const table of tables) {
        const outcome = await page.storage.tables.keep(table, atHand);
        if (signal.aborted) return;
        if (!outcome.kept) {
          const { problem } = outcome;
          updateKeeping(page, { table: problem.code === 'tables-not-kept' ? null : problem });
        }
      }
      await lookUpTables(page);
    },
    page.platform.report,
  );
}

export async function lookUpTables(page: PageCore): Promise<void> {
  const [kept, choice] = await Promise.all([
    page.storage.tables.kept(),
    page.storage.tables.choice(),
  ]);
  updateKeeping(page, { tables: { ...kept, ...choice } });
}
