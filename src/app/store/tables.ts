/** The person's two tables: what was read, what plays which part, and what is wrong. Nothing loaded is lost by an error. */
import type { ColumnOptions, DescriptorOptions } from '../../preparation/descriptor-plan.ts';
import { checkRoles } from '../../tables/check-roles.ts';
import { readTables } from '../../tables/client.ts';
import { isIndexName, parseColumnName } from '../../tables/column-name.ts';
import { guessRoles } from '../../tables/guess-roles.ts';
import { featureColumns, type RoleProblem, type Roles } from '../../tables/roles.ts';
import { kindOf } from '../../tables/kinds.ts';
import type { ReadChoices } from '../../tables/read-table.ts';
import type { TableError } from '../../tables/table-error.ts';
import { otherSide as other, type Side } from '../../tables/side.ts';
import type { Table } from '../../tables/table.ts';
import { createStore } from './create-store.ts';
import { sideOfName, sidesOfPair } from './table-sides.ts';

export interface Reading {
  readonly file: string;
  /** 0 to 1; null before the first report. */
  readonly share: number | null;
}

export interface Tables {
  readonly simulated: Table | null;
  readonly measured: Table | null;
  readonly reading: Readonly<Record<Side, Reading | null>>;
  /** Files that could not be read, the latest of each side. */
  readonly errors: Readonly<Record<Side, TableError | null>>;
  readonly roles: Roles | null;
  readonly roleProblems: readonly RoleProblem[];
  readonly choices: TableChoices;
  /** Where the tables came from, so that another sheet can be taken. */
  readonly sources: Readonly<Record<Side, Source | null>>;
  /** Files whose text is not UTF-8: they can be read again as Windows-1252. */
  readonly oddlyEncoded: Readonly<Record<Side, File | null>>;
}

export interface Source {
  readonly file: File;
  readonly sheet: string | null;
  /** More than one only in workbooks. */
  readonly sheets: readonly string[];
}

/** What a person decided about these tables beyond the columns' roles. */
export interface TableChoices {
  /** Leave out rows whose cells hold text where numbers should be. */
  readonly leaveOutOdd: boolean;
  /** Convert simulated values into the measured unit, where the factor is known. */
  readonly convert: boolean;
  readonly repeats: 'keep' | 'average';
  /** Learn the logarithm of the target. */
  readonly logTarget: boolean;
  /** Measured columns that define the groups and the test rows; null: materials, drawn anew in every trial. */
  readonly groupColumn: string | null;
  readonly testColumn: string | null;
  /** null: as the targets' names suggest. */
  readonly sameProperty: boolean | null;
  /** Simulated columns that are pretrained on beside the simulated target. */
  readonly moreTargets: readonly string[];
  /** How single columns are turned into features. */
  readonly descriptors: DescriptorOptions;
}

const DEFAULT_CHOICES: TableChoices = {
  leaveOutOdd: false,
  convert: false,
  repeats: 'keep',
  logTarget: false,
  groupColumn: null,
  testColumn: null,
  sameProperty: null,
  moreTargets: [],
  descriptors: {},
};

const NONE = { simulated: null, measured: null } as const;

export const tablesStore = createStore<Tables>({
  simulated: null,
  measured: null,
  reading: NONE,
  errors: NONE,
  roles: null,
  roleProblems: [],
  choices: DEFAULT_CHOICES,
  sources: NONE,
  oddlyEncoded: NONE,
});

/** Files from one of the two inputs, or dropped: two are told apart, one goes where it belongs or where there is room. */
export async function takeFiles(files: readonly File[], side?: Side): Promise<void> {
  const [first, second] = files;
  if (!first) return;
  if (second && side === undefined) await takePair(first, second);
  else await takeOne(first, side ?? sideForOne(first));
}

function sideForOne(file: File): Side {
  const { simulated, measured } = tablesStore.get();
  return sideOfName(file.name) ?? (simulated && !measured ? 'measured' : 'simulated');
}

async function takeOne(file: File, side: Side, choices: ReadChoices = {}): Promise<void> {
  const found = await read(file, side, choices);
  if (found) setTables({ [side]: found });
}

async function takePair(first: File, second: File): Promise<void> {
  const name = sideOfName(first.name);
  const hinted = name ?? (sideOfName(second.name) === 'simulated' ? 'measured' : 'simulated');
  const a = await read(first, hinted);
  const b = await read(second, other(hinted));
  if (a && b) {
    const [sideOfA, sideOfB] = sidesOfPair(a.table, b.table);
    setTables({ [sideOfA]: a, [sideOfB]: b });
  } else if (a) setTables({ [hinted]: a });
  else if (b) setTables({ [other(hinted)]: b });
}

/** Another sheet of the workbook that the side's table came from. */
export async function chooseSheet(side: Side, sheet: string): Promise<void> {
  const source = tablesStore.get().sources[side];
  if (source) await takeOne(source.file, side, { sheet });
}

/** The side's refused file once more, as older Windows programs write text. */
export async function readAsWindowsText(side: Side): Promise<void> {
  const file = tablesStore.get().oddlyEncoded[side];
  if (file) await takeOne(file, side, { encoding: 'windows-1252' });
}

interface Found {
  readonly table: Table;
  readonly source: Source;
}

async function read(file: File, side: Side, choices: ReadChoices = {}): Promise<Found | null> {
  const patch = (reading: Reading | null, error: TableError | null) =>
    tablesStore.set((now) => ({
      ...now,
      reading: { ...now.reading, [side]: reading },
      errors: { ...now.errors, [side]: error },
      oddlyEncoded: {
        ...now.oddlyEncoded,
        [side]: error?.code === 'wrong-encoding' ? file : null,
      },
    }));
  patch({ file: file.name, share: null }, null);
  let done = false;
  const [outcome] = await readTables([file], {
    choices: { [file.name]: choices },
    // Reports come by message and may arrive after the answer.
    onProgress: ({ bytes, totalBytes }) => {
      if (!done)
        patch({ file: file.name, share: totalBytes > 0 ? bytes / totalBytes : null }, null);
    },
  });
  done = true;
  patch(null, outcome?.ok === false ? outcome.error : null);
  if (!outcome?.ok) return null;
  const { table, form } = outcome;
  const workbook = form.container === 'xlsx' ? form : { sheet: null, sheets: [] };
  return { table, source: { file, sheet: workbook.sheet, sheets: workbook.sheets } };
}

function setTables(found: Partial<Record<Side, Found>>): void {
  const { simulated, measured } = found;
  tablesStore.set((now) =>
    withRoles({
      ...now,
      ...(simulated ? { simulated: simulated.table } : {}),
      ...(measured ? { measured: measured.table } : {}),
      sources: {
        simulated: simulated?.source ?? now.sources.simulated,
        measured: measured?.source ?? now.sources.measured,
      },
      choices: DEFAULT_CHOICES,
    }),
  );
}

export function swapTables(): void {
  tablesStore.set((now) =>
    withRoles({
      ...now,
      simulated: now.measured,
      measured: now.simulated,
      sources: { simulated: now.sources.measured, measured: now.sources.simulated },
      choices: DEFAULT_CHOICES,
    }),
  );
}

/** New tables make new guesses; what a person had chosen belonged to the old ones. */
function withRoles(now: Tables): Tables {
  const { simulated, measured } = now;
  if (!simulated || !measured) return { ...now, roles: null, roleProblems: [] };
  const roles = guessRoles(simulated, measured);
  return { ...now, roles, roleProblems: checkRoles(simulated, measured, roles) };
}

export function changeRoles(change: (roles: Roles) => Roles): void {
  tablesStore.set((now) => {
    if (!now.roles || !now.simulated || !now.measured) return now;
    const roles = change(now.roles);
    return { ...now, roles, roleProblems: checkRoles(now.simulated, now.measured, roles) };
  });
}

export function chooseForTables(choices: Partial<TableChoices>): void {
  tablesStore.set((now) => ({ ...now, choices: { ...now.choices, ...choices } }));
}

/** Whether both targets are one property, so that fine-tuning only needs a line on the output. */
export function isSameProperty({ roles, roleProblems, choices }: Tables): boolean {
  if (choices.sameProperty !== null) return choices.sameProperty;
  const plain = (name = '') => parseColumnName(name).quantity.toLowerCase();
  const apart = roleProblems.some(
    (problem) => problem.code === 'unit-mismatch' && !problem.conversion,
  );
  return !apart && plain(roles?.simulatedTarget) === plain(roles?.measuredTarget);
}

/** Simulated columns that could be pretrained on as well. */
export function targetCandidates({ simulated, roles }: Tables): string[] {
  if (!simulated || !roles) return [];
  const taken = new Set([...featureColumns(roles), roles.simulatedTarget]);
  return simulated.columns
    .filter((column) => column.kind === 'number' && !taken.has(column.name))
    .filter((column) => kindOf(column).distinct > 1 && !isIndexName(column.name))
    .map(({ name }) => name);
}

/** Those of them that were chosen, in the table's order; a column that became an input since then is none. */
export function moreTargets(tables: Tables): string[] {
  const { moreTargets: chosen } = tables.choices;
  return targetCandidates(tables).filter((name) => chosen.includes(name));
}

export function changeColumnOptions(name: string, options: ColumnOptions): void {
  tablesStore.set((now) => {
    const descriptors = {
      ...now.choices.descriptors,
      [name]: { ...now.choices.descriptors[name], ...options },
    };
    return { ...now, choices: { ...now.choices, descriptors } };
  });
}
