/**
 * A link that was opened becomes an experiment of this browser; nothing that stands there is overwritten. Shared points stand
 * on the screen at once, as shared. A damaged link is told, and the page is as without it.
 */
import type { ExperimentDocument } from '../../experiment/document.ts';
import { parseDocument } from '../../experiment/parse.ts';
import { effectiveSettings, parseSettings } from '../../experiment/settings.ts';
import { unitText } from '../../experiment/unit-text.ts';
import { isLesson } from '../../lessons/lessons.ts';
import { decodeLink, documentKey, type LinkContents } from '../../sharing/link.ts';
import { meansLink } from '../../sharing/link-text.ts';
import type { SharedResults } from '../../sharing/compact-records.ts';
import { IDLE } from '../../sweep/run/run-state.ts';
import { until } from './follow.ts';
import {
  placeExperiment,
  updateFacts,
  updateTrained,
  updateView,
  type PageCore,
} from './page-core.ts';
import { loadTables, openStored } from './remember.ts';
import { isBusy, startRun, stopRun } from './run.ts';
import type { Shared, Shown, Trained } from './state.ts';

/** What the address carries, if it carries anything. False where the page is as without it. */
export async function openAddress(page: PageCore): Promise<boolean> {
  const { address } = page.platform;
  const hash = address.hash();
  if (!meansLink(hash)) return false;
  const link = await decodeLink(hash);
  // Another link may have been followed meanwhile.
  if (address.hash() !== hash) return false;
  const problem = link.ok
    ? unknownLesson(link.contents.document)
      ? ({ code: 'unknown-lesson' } as const)
      : null
    : link.problem;
  updateFacts(page, () => ({ linkProblem: problem }));
  if (!link.ok || problem) return false;
  await open(page, link.contents);
  return true;
}

/** Opens every link that is followed in this window. */
export function followAddress(page: PageCore): () => void {
  return page.platform.address.onChange(() => {
    openAddress(page).catch(page.platform.report);
  });
}

export function forgetLinkProblem(page: PageCore): void {
  updateFacts(page, () => ({ linkProblem: null }));
}

const unknownLesson = ({ source }: ExperimentDocument): boolean =>
  source.kind === 'lesson' && !isLesson(source.lesson);

async function open(page: PageCore, { document, results, tables, list }: LinkContents) {
  const { address } = page.platform;
  const whole: ExperimentDocument =
    list !== null && document.source.kind === 'list'
      ? { ...document, source: { ...document.source, text: list } }
      : document;
  const entrance = whole.source.kind;
  updateFacts(page, (facts) => ({
    tables: new Map([
      ...tables.map((table) => [table.fingerprint, { table, file: null, form: null }] as const),
      ...facts.tables,
    ]),
    replaced: [],
    fileTroubles: [],
    reproducing: null,
  }));
  if (entrance !== 'list') await clear(page, entrance);
  const before = address.experiment();
  // A reload goes on with what became of the link; following it anew opens what was shared.
  if (before === null || !(await openStored(page, before))) {
    const id = await idFor(page, whole);
    await loadTables(page, whole);
    placeExperiment(page, entrance, { id, document: whole });
    address.remember(id);
  }
  updateView(page, { entrance, dialog: null });
  if (entrance === 'list') return;
  const { id } = page.state.get().documents[entrance];
  if (results) showResults(page, entrance, id, whole, results);
  else if (entrance === 'lesson' && before === null)
    startWhenMade(page, id).catch(page.platform.report);
}

/** What stood in the entrance stays in the list; its points leave the screen. */
async function clear(page: PageCore, entrance: Trained): Promise<void> {
  await stopRun(page, entrance);
  updateTrained(page, 'shown', entrance, () => null);
  updateTrained(page, 'shared', entrance, () => null);
  updateTrained(page, 'run', entrance, () => IDLE);
}

/** Opening a link twice makes one experiment, unless that was changed since. */
async function idFor(page: PageCore, document: ExperimentDocument): Promise<string> {
  const key = documentKey(document);
  const stored = await page.storage.experiments.get(key);
  const parsed = stored && parseDocument(stored.document);
  const unchanged = parsed?.ok && documentKey(parsed.document) === key;
  return !stored || unchanged ? key : page.platform.newId();
}

function showResults(
  page: PageCore,
  entrance: Trained,
  experiment: string,
  document: ExperimentDocument,
  results: SharedResults,
): void {
  const { spec, problems } = parseSettings(effectiveSettings(document.settings));
  if (problems.length > 0) return;
  const { series, records, hash } = results;
  const [first] = series;
  const { extra } = document;
  const shown: Shown = {
    spec: { ...spec, series, ...(extra.length > 0 ? { extra } : {}) },
    series,
    protocols: series.map(({ protocol }) => protocol),
    unit: unitText(first?.measuredTarget ?? ''),
    noiseFloor: first?.noiseFloor ?? null,
    origin: { kind: 'link' },
    compact: results,
  };
  const shared: Shared = { experiment, origin: shown.origin, spec: shown.spec, records, hash };
  updateTrained(page, 'shown', entrance, () => shown);
  updateTrained(page, 'shared', entrance, () => shared);
  updateTrained(page, 'run', entrance, () => ({
    ...IDLE,
    status: 'stopped',
    done: records.length,
    planned: records.length,
  }));
}

/** A lesson runs by itself, with its settings; unless a person went elsewhere while it was made. */
async function startWhenMade(page: PageCore, id: string): Promise<void> {
  await until(page.state, ({ facts }) => facts.made.lesson.ready ?? undefined);
  const { documents, view, facts } = page.state.get();
  const here = view.entrance === 'lesson' && documents.lesson.id === id;
  if (here && !isBusy(facts.run.lesson)) await startRun(page);
}
