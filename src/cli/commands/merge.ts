/** sim2real merge: results files of one experiment become one, with the laws of all points. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeExperimentFile } from '../../sharing/experiment-file.ts';
import { uniteFiles, type NamedFile } from '../../sharing/unite-files.ts';
import type { Values } from '../arguments.ts';
import { experimentFileAt } from '../experiment-files.ts';
import { detailOf, Failure } from '../failure.ts';
import { withLaws } from '../results.ts';
import { deliver, type Terminal } from '../terminal.ts';

export async function merge(
  terminal: Terminal,
  values: Values<'merge'>,
  given: readonly string[],
): Promise<number> {
  const { words } = terminal;
  const files: NamedFile[] = [];
  for (const name of given.flatMap((one) => filesAt(terminal, one))) {
    files.push({ name, file: await experimentFileAt(terminal, name) });
  }
  if (files.length === 0) throw new Failure(words.cli.noFiles);
  const outcome = uniteFiles(files);
  if (!outcome.ok) throw new Failure(words.document.uniteProblem(outcome.problem));
  const { conflicts } = outcome;
  if (conflicts.length > 0) terminal.say(words.document.conflicts(conflicts));
  const file = await withLaws(outcome.file);
  await deliver(words, values.out, writeExperimentFile(file));
  terminal.say(words.cli.merged(files.length, file.records.length, values.out ?? null));
  return 0;
}

/** In the order of their names, so that the same folder gives the same file. */
function filesAt({ words }: Terminal, name: string): string[] {
  try {
    if (!statSync(name).isDirectory()) return [name];
    const inside = readdirSync(name).filter((file) => file.endsWith('.json'));
    return inside.sort().map((file) => path.join(name, file));
  } catch (error) {
    throw new Failure(words.cli.unreadable(name, detailOf(error)));
  }
}
