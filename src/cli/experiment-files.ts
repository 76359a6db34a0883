/** Results files and links as they come from outside: read by the page's own rooms, and what is wrong is said. */
import { readFile } from 'node:fs/promises';
import type { ExperimentFile } from '../sharing/experiment-file.ts';
import { decodeLink, type LinkContents } from '../sharing/link.ts';
import { readExperimentFile } from '../sharing/read-experiment-file.ts';
import { detailOf, Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Rejects with Failure. */
export async function textOf({ words }: Terminal, name: string): Promise<string> {
  return readFile(name, 'utf8').catch((error: unknown) => {
    throw new Failure(words.cli.unreadable(name, detailOf(error)));
  });
}

/** What was left out or changed in reading is said. Rejects with Failure. */
export async function experimentFileAt(terminal: Terminal, name: string): Promise<ExperimentFile> {
  const { words } = terminal;
  const outcome = readExperimentFile(await textOf(terminal, name));
  if (!outcome.ok) throw new Failure(words.document.fileProblem(name, outcome.problem));
  for (const note of outcome.notes) terminal.say(`${name}: ${words.document.fileNote(note)}`);
  return outcome.file;
}

/** Rejects with Failure. */
export async function linkContents({ words }: Terminal, text: string): Promise<LinkContents> {
  const decoded = await decodeLink(text);
  if (decoded.ok) return decoded.contents;
  throw new Failure(words.cli.linkProblem(decoded.problem));
}
