/** The experiments that this browser keeps: opened, renamed, duplicated, deleted; and the tables kept for them. */
import { newDocument } from '../../experiment/defaults.ts';
import type { Source } from '../../experiment/document.ts';
import {
  placeExperiment,
  updateDocument,
  updateFacts,
  updateTrained,
  updateView,
  type PageCore,
} from './page-core.ts';
import { lookUpTables, openStored, rememberNow } from './remember.ts';
import { stopRun } from './run.ts';
import { ENTRANCES, NOTHING_MADE, type Entrance } from './state.ts';
import { IDLE } from '../../sweep/run/run-state.ts';

export async function showLibrary(page: PageCore): Promise<void> {
  updateView(page, { dialog: 'experiments' });
  await rememberNow(page, page.state.get().view.entrance);
  await lookUp(page);
}

export function closeLibrary(page: PageCore): void {
  updateView(page, { dialog: null });
}

async function lookUp(page: PageCore): Promise<void> {
  const [library, claimed] = await Promise.all([
    page.storage.experiments.list(),
    page.platform.claimed(),
  ]);
  updateFacts(page, () => ({ library, claimed }));
  await lookUpTables(page);
}

/** Opens an experiment in its entrance; what stood there stays in the list. False where it is gone or unreadable. */
export async function openExperiment(page: PageCore, id: string): Promise<boolean> {
  const at = entranceWith(page, id);
  if (at) {
    updateView(page, { entrance: at, dialog: null });
    return true;
  }
  return openStored(page, id);
}

export async function renameExperiment(page: PageCore, id: string, title: string): Promise<void> {
  const name = title.trim();
  if (name === '') return;
  const at = entranceWith(page, id);
  if (at) updateDocument(page, (document) => ({ ...document, title: name }), at);
  await page.storage.experiments.rename(id, name);
  await lookUp(page);
}

export async function duplicateExperiment(
  page: PageCore,
  id: string,
  title: string,
): Promise<void> {
  await page.storage.experiments.duplicate(id, title);
  await lookUp(page);
}

/** With its points and tables, as far as no other experiment needs them. */
export async function deleteExperiment(page: PageCore, id: string): Promise<void> {
  await clearEntrance(page, entranceWith(page, id));
  await page.storage.experiments.remove(id);
  await lookUp(page);
}

export async function deleteAllExperiments(page: PageCore): Promise<void> {
  for (const entrance of ENTRANCES) await clearEntrance(page, entrance);
  await page.storage.experiments.removeAll();
  updateFacts(page, () => ({ records: new Map() }));
  await lookUp(page);
}

export async function chooseToKeepTables(page: PageCore, keep: boolean): Promise<void> {
  const choice = await page.storage.tables.choice();
  await page.storage.tables.choose({ ...choice, keep });
  const atHand = [...page.state.get().facts.tables.values()].map(({ table }) => table);
  if (keep) {
    for (const table of atHand) {
      await page.storage.tables.keep(
        table,
        atHand.map(({ fingerprint }) => fingerprint),
      );
    }
  }
  await lookUpTables(page);
}

export async function forgetTables(page: PageCore): Promise<void> {
  await page.storage.tables.forgetAll();
  await lookUpTables(page);
}

function entranceWith(page: PageCore, id: string): Entrance | undefined {
  const { documents } = page.state.get();
  return ENTRANCES.find((entrance) => documents[entrance].id === id);
}

/** A fresh, empty experiment takes the place of one that is deleted. */
async function clearEntrance(page: PageCore, entrance: Entrance | undefined): Promise<void> {
  if (!entrance) return;
  const { source } = page.state.get().documents[entrance].document;
  const empty: Record<Entrance, Source> = {
    lesson: source,
    tables: { kind: 'tables', simulated: [], measured: [], series: [] },
    list: { kind: 'list', text: '', choices: {} },
  };
  if (entrance !== 'list') {
    await stopRun(page, entrance);
    updateTrained(page, 'shown', entrance, () => null);
    updateTrained(page, 'run', entrance, () => IDLE);
    if (entrance === 'tables') updateTrained(page, 'made', entrance, () => NOTHING_MADE);
  }
  placeExperiment(page, entrance, {
    id: page.platform.newId(),
    document: newDocument(empty[entrance]),
  });
}
