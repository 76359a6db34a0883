/** What somebody shared: an experiment with its points, from a results file or a link. */
import { existsSync } from 'node:fs';
import type { ExperimentDocument } from '../experiment/document.ts';
import type { SharedRecords } from '../sharing/compare-records.ts';
import type { Table } from '../tables/table.ts';
import { experimentFileAt, linkContents } from './experiment-files.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

export interface Shared {
  readonly document: ExperimentDocument;
  readonly points: SharedRecords;
  /** Tables that travelled with it. */
  readonly tables: readonly Table[];
}

/** `name`: a file, or else a link. Rejects with Failure, also where there are no points to compare with. */
export async function sharedIn(terminal: Terminal, name: string): Promise<Shared> {
  const { words } = terminal;
  const shared =
    existsSync(name) || !/e\d+=/.test(name)
      ? await fromFile(terminal, name)
      : await fromLink(terminal, name);
  if (shared.points.records.length === 0) throw new Failure(words.cli.nothingToVerify);
  return shared;
}

async function fromFile(terminal: Terminal, name: string): Promise<Shared> {
  const { document, records, protocolVersion } = await experimentFileAt(terminal, name);
  if (protocolVersion === 1) throw new Failure(terminal.words.cli.oldPoints);
  return { document, points: { records, hash: null }, tables: [] };
}

async function fromLink(terminal: Terminal, text: string): Promise<Shared> {
  const { document, results, tables } = await linkContents(terminal, text);
  const points = results ?? { records: [], hash: null };
  return { document, points, tables };
}
