/**
 * Files that a person dropped or chose: tables take their places, an experiment's file is opened. Nothing loaded is lost by
 * an error, and an experiment that has points is not overwritten: other tables make a new one.
 */
import { DEFAULT_CHOICES, newDocument } from '../../experiment/defaults.ts';
import type { TableReference, TablesSource } from '../../experiment/document.ts';
import { sideOfName, sidesOfPair } from '../../experiment/table-sides.ts';
import type { ReadChoices } from '../../tables/read-table.ts';
import { otherSide, type Side } from '../../tables/side.ts';
import { readListFile } from '../law-only/read-list-file.ts';
import { changeList } from './change-document.ts';
import { openExperimentFiles, sortFiles } from './open-files.ts';
import { placeOtherTables } from './other-tables.ts';
import { placeExperiment, updateFacts, updateView, type PageCore } from './page-core.ts';
import { loadedOf, missingTablesOf } from './selectors.ts';
import type { LoadedTable, Reading, Refused } from './state.ts';

/** Files from one of the two inputs, or dropped: two are told apart, one goes where it belongs or where there is room. */
export async function takeFiles(
  page: PageCore,
  files: readonly File[],
  side?: Side,
): Promise<void> {
  const { experiments, others } = await sortFiles(files);
  if (experiments.length > 0) await openExperimentFiles(page, experiments);
  const [first, second] = others;
  if (!first) return;
  if (second && side === undefined) await takePair(page, first, second);
  else await takeOne(page, first, side ?? null);
}

/** Files dropped anywhere: in "Law only" a single one is a list of errors. */
export async function takeDropped(page: PageCore, files: readonly File[]): Promise<void> {
  const [only] = files;
  const list = page.state.get().view.entrance === 'list' && files.length === 1 && only;
  if (list && (await sortFiles(files)).experiments.length === 0) await takeListFile(page, only);
  else await takeFiles(page, files);
}

/** A list of sizes and errors from a file. */
export async function takeListFile(page: PageCore, file: File): Promise<void> {
  const outcome = await readListFile(file);
  updateFacts(page, () => ({ listProblem: outcome.ok ? null : outcome.problem }));
  if (outcome.ok) changeList(page, outcome.text);
}

/** The side's file once more, read in another way: another sheet, another encoding. */
export async function readAgain(page: PageCore, side: Side, choices: ReadChoices): Promise<void> {
  const now = page.state.get();
  const file = now.facts.refused[side]?.file ?? loadedOf(now, side)?.file;
  if (!file) return;
  const before = now.documents.tables.document.source;
  const read = before.kind === 'tables' ? before[side][0]?.read : undefined;
  const found = await readFile(page, file, side, { ...read, ...choices });
  if (found) place(page, { [side]: found });
}

interface Found {
  readonly loaded: LoadedTable;
  readonly read: ReadChoices;
}

async function takeOne(page: PageCore, file: File, side: Side | null): Promise<void> {
  const guess = side ?? sideForOne(page, file);
  const found = await readFile(page, file, guess, {});
  if (found) place(page, { [side ?? wantedSide(page, found) ?? guess]: found });
}

async function takePair(page: PageCore, first: File, second: File): Promise<void> {
  const name = sideOfName(first.name);
  const hinted = name ?? (sideOfName(second.name) === 'simulated' ? 'measured' : 'simulated');
  const a = await readFile(page, first, hinted, {});
  const b = await readFile(page, second, otherSide(hinted), {});
  if (a && b) {
    const wanted = wantedSide(page, a) ?? opposite(wantedSide(page, b));
    const [sideOfA] = sidesOfPair(a.loaded.table, b.loaded.table);
    const side = wanted ?? sideOfA;
    place(page, { [side]: a, [otherSide(side)]: b });
  } else if (a) place(page, { [hinted]: a });
  else if (b) place(page, { [otherSide(hinted)]: b });
}

const opposite = (side: Side | null): Side | null => side && otherSide(side);

function sideForOne(page: PageCore, file: File): Side {
  const now = page.state.get();
  const byName = sideOfName(file.name);
  if (byName) return byName;
  return loadedOf(now, 'simulated') && !loadedOf(now, 'measured') ? 'measured' : 'simulated';
}

/** Where the document misses just this table. */
function wantedSide(page: PageCore, { loaded }: Found): Side | null {
  const missing = missingTablesOf(page.state.get());
  return (
    missing.find(({ reference }) => reference.fingerprint === loaded.table.fingerprint)?.side ??
    null
  );
}

async function readFile(
  page: PageCore,
  file: File,
  side: Side,
  choices: ReadChoices,
): Promise<Found | null> {
  const tell = (reading: Reading | null, refused: Refused | null): void =>
    updateFacts(page, (facts) => ({
      reading: { ...facts.reading, [side]: reading },
      refused: { ...facts.refused, [side]: refused },
    }));
  tell({ file: file.name, share: null }, null);
  let done = false;
  const outcome = await page.platform.readTable(file, choices, (share) => {
    // Reports come by message and may arrive after the answer.
    if (!done) tell({ file: file.name, share }, null);
  });
  done = true;
  tell(null, outcome.ok ? null : { file, error: outcome.error });
  return outcome.ok
    ? { loaded: { table: outcome.table, file, form: outcome.form }, read: choices }
    : null;
}

/** Puts tables into their places in the tables' entrance. */
function place(page: PageCore, found: Partial<Record<Side, Found>>): void {
  const now = page.state.get();
  const { source } = now.documents.tables.document;
  const before: TablesSource =
    source.kind === 'tables' ? source : { kind: 'tables', simulated: [], measured: [], series: [] };
  const missing = missingTablesOf(now);
  const sides = (['simulated', 'measured'] as const).filter((side) => found[side]);
  const references: Partial<Record<Side, readonly TableReference[]>> = {};
  let sameData = true;
  for (const side of sides) {
    const reference = referenceTo(found[side] as Found);
    if (before[side][0]?.fingerprint !== reference.fingerprint) sameData = false;
    references[side] = [reference];
  }
  updateFacts(page, ({ tables, replaced }) => ({
    tables: new Map([
      ...tables,
      ...sides.map((side) => {
        const { loaded } = found[side] as Found;
        return [loaded.table.fingerprint, loaded] as const;
      }),
    ]),
    replaced: [
      ...replaced.filter(({ side }) => !found[side]),
      ...missing
        .filter(
          ({ side, reference }) =>
            found[side] && found[side].loaded.table.fingerprint !== reference.fingerprint,
        )
        .map(({ side, reference }) => ({ side, wanted: reference })),
    ],
  }));
  if (!sameData) setSource(page, { ...before, ...references });
  updateView(page, { entrance: 'tables' });
}

/** Other tables: guesses and choices belonged to the old ones, and points stay with the experiment that they belong to. */
function setSource(page: PageCore, tables: TablesSource): void {
  const complete = tables.simulated.length > 0 && tables.measured.length > 0;
  const source: TablesSource = {
    ...tables,
    series: complete ? [{ simulated: 0, measured: 0, roles: null, choices: DEFAULT_CHOICES }] : [],
  };
  const now = page.state.get();
  const { id, document } = now.documents.tables;
  if (now.facts.shared.tables?.experiment === id) {
    placeOtherTables(page, now.facts.shared.tables, source, document);
    return;
  }
  const hasPoints = now.facts.shown.tables !== null;
  const { sizes, measured, ...others } = document.settings;
  placeExperiment(page, 'tables', {
    id: hasPoints ? page.platform.newId() : id,
    document: {
      ...newDocument(source),
      // Sizes of another experiment say nothing about these tables; those typed while a file was read do.
      settings: hasPoints ? others : document.settings,
      engine: document.engine,
      worth: document.worth,
      view: { ...document.view, m: null, target: null },
      title: hasPoints ? null : document.title,
    },
  });
}

function referenceTo({ loaded: { table }, read }: Found): TableReference {
  return {
    fingerprint: table.fingerprint,
    name: table.name,
    rows: table.rows,
    columns: table.columns.length,
    read,
  };
}

export function swapTables(page: PageCore): void {
  const { source } = page.state.get().documents.tables.document;
  if (source.kind !== 'tables') return;
  setSource(page, { ...source, simulated: source.measured, measured: source.simulated });
}
