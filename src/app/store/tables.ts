/** The person's two tables: what was read, what plays which part, and what is wrong. Nothing loaded is lost by an error. */
import { checkRoles } from '../../tables/check-roles.ts';
import { readTables } from '../../tables/client.ts';
import { parseColumnName } from '../../tables/column-name.ts';
import { guessRoles } from '../../tables/guess-roles.ts';
import type { RoleProblem, Roles } from '../../tables/roles.ts';
import type { TableError } from '../../tables/table-error.ts';
import type { Table } from '../../tables/table.ts';
import { createStore } from './create-store.ts';
import { other, sideOfName, sidesOfPair, type Side } from './table-sides.ts';

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
}

/** What a person decided about these tables beyond the columns' roles. */
export interface TableChoices {
  /** Leave out rows whose cells hold text where numbers should be. */
  readonly leaveOutOdd: boolean;
  /** Convert simulated values into the measured unit, where the factor is known. */
  readonly convert: boolean;
  readonly repeats: 'keep' | 'average';
  /** null: as the targets' names suggest. */
  readonly sameProperty: boolean | null;
}

const DEFAULT_CHOICES: TableChoices = {
  leaveOutOdd: false,
  convert: false,
  repeats: 'keep',
  sameProperty: null,
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

async function takeOne(file: File, side: Side): Promise<void> {
  const table = await read(file, side);
  if (table) setTables({ [side]: table });
}

async function takePair(first: File, second: File): Promise<void> {
  const name = sideOfName(first.name);
  const hinted = name ?? (sideOfName(second.name) === 'simulated' ? 'measured' : 'simulated');
  const a = await read(first, hinted);
  const b = await read(second, other(hinted));
  if (a && b) {
    const [sideOfA, sideOfB] = sidesOfPair(a, b);
    setTables({ [sideOfA]: a, [sideOfB]: b });
  } else if (a) setTables({ [hinted]: a });
  else if (b) setTables({ [other(hinted)]: b });
}

async function read(file: File, side: Side): Promise<Table | null> {
  const patch = (reading: Reading | null, error: TableError | null) =>
    tablesStore.set((now) => ({
      ...now,
      reading: { ...now.reading, [side]: reading },
      errors: { ...now.errors, [side]: error },
    }));
  patch({ file: file.name, share: null }, null);
  let done = false;
  const [outcome] = await readTables([file], {
    // Reports come by message and may arrive after the answer.
    onProgress: ({ bytes, totalBytes }) => {
      if (!done)
        patch({ file: file.name, share: totalBytes > 0 ? bytes / totalBytes : null }, null);
    },
  });
  done = true;
  patch(null, outcome?.ok === false ? outcome.error : null);
  return outcome?.ok ? outcome.table : null;
}

function setTables(change: { readonly simulated?: Table; readonly measured?: Table }): void {
  tablesStore.set((now) => withRoles({ ...now, ...change, choices: DEFAULT_CHOICES }));
}

export function swapTables(): void {
  tablesStore.set((now) => withRoles({ ...now, simulated: now.measured, measured: now.simulated }));
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
export function isSameProperty({ roles, choices }: Tables): boolean {
  if (choices.sameProperty !== null) return choices.sameProperty;
  const plain = (name = '') => parseColumnName(name).quantity.toLowerCase();
  return plain(roles?.simulatedTarget) === plain(roles?.measuredTarget);
}
