/** The files after --simulated and --measured as tables, by the page's reader, in the places where an experiment wants them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TableReference } from '../experiment/document.ts';
import { readTable } from '../tables/read-table.ts';
import type { ReadChoices } from '../tables/read-choices.ts';
import type { Side } from '../tables/side.ts';
import type { Table } from '../tables/table.ts';
import { detailOf, Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

export interface GivenTable {
  readonly table: Table;
  readonly reference: TableReference;
}

/** `wanted`: what an experiment says of its tables of that side, which may tell how a file is read. Rejects with Failure. */
export async function readSide(
  terminal: Terminal,
  files: readonly string[],
  wanted: readonly TableReference[] = [],
): Promise<GivenTable[]> {
  const given: GivenTable[] = [];
  for (const [index, file] of files.entries()) {
    const name = path.basename(file);
    const like = wanted.find((one) => one.name === name) ?? wanted[index];
    given.push(await readOne(terminal, file, like?.read ?? {}));
  }
  return given;
}

async function readOne(terminal: Terminal, file: string, read: ReadChoices): Promise<GivenTable> {
  const { words } = terminal;
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Failure(words.cli.unreadable(file, detailOf(error)));
  });
  terminal.pass(words.cli.reading(file));
  const outcome = await readTable(path.basename(file), new Uint8Array(bytes), read);
  if (!outcome.ok) throw new Failure(words.problems.tableError(outcome.error));
  const { table } = outcome;
  const { fingerprint, name, rows, columns } = table;
  terminal.say(words.cli.read(file, rows, columns.length));
  return { table, reference: { fingerprint, name, rows, columns: columns.length, read } };
}

/**
 * The references of one side of an experiment, each with a table of that content. With `takeOthers` a file that none of them
 * names takes the place of the first that is missing. Throws Failure for a table that is missing, other, or too many.
 */
export function placed(
  { words }: Terminal,
  side: Side,
  wanted: readonly TableReference[],
  given: readonly GivenTable[],
  takeOthers: boolean,
): readonly TableReference[] {
  const here = new Set(given.map(({ reference }) => reference.fingerprint));
  const known = new Set(wanted.map(({ fingerprint }) => fingerprint));
  const others = given.filter(({ reference }) => !known.has(reference.fingerprint));
  const references = wanted.map((reference) => {
    if (here.has(reference.fingerprint)) return reference;
    const other = others.shift();
    if (!other) throw new Failure(words.cli.tableMissing(side, reference));
    if (takeOthers) return other.reference;
    const { name, rows, columns } = other.table;
    const found = { name, rows, columns: columns.length };
    throw new Failure(words.cli.otherTable(side, reference, found));
  });
  const [extra] = others;
  if (extra) throw new Failure(words.cli.tooManyTables(side, extra.table.name));
  return references;
}
