/**
 * The only way in which the page reads files: in a worker that starts with the first file. Aborting ends the
 * worker at once and drops what it had; the next call starts a new one.
 */
import { Thread } from '../workers/thread.ts';
import { rememberKinds } from './kinds.ts';
import type { ReadChoices, ReadOutcome, ReadProgress } from './read-table.ts';
import type { FileToRead, TableReader } from './read-table.worker.ts';
import { tableErrorOf } from './table-error.ts';

export interface ReadTablesOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly signal?: AbortSignal;
  /** By file name: how a file is to be read other than guessed. */
  readonly choices?: Readonly<Record<string, ReadChoices>>;
}

const newReader = (): Thread<TableReader> =>
  new Thread(
    'reading',
    () => new Worker(new URL('./read-table.worker.ts', import.meta.url), { type: 'module' }),
  );

/** Kept for the next call; while it is busy another call gets a thread of its own. */
let idle: Thread<TableReader> | undefined;

/**
 * One outcome for each file, in the files' order: a table, or an error with its code. Rejects only with the
 * signal's reason. A worker that breaks down gives every file the error 'reader-failed'.
 */
export async function readTables(
  files: readonly File[],
  { onProgress, signal, choices = {} }: ReadTablesOptions = {},
): Promise<ReadOutcome[]> {
  signal?.throwIfAborted();
  if (files.length === 0) return [];
  const thread = idle ?? newReader();
  idle = undefined;
  const work: FileToRead[] = files.map((file) => ({ file, ...choices[file.name] }));
  try {
    const outcomes = await thread.call(
      (reader, lend) =>
        reader.read(
          work,
          lend((progress: ReadProgress) => onProgress?.(progress)),
        ),
      { signal },
    );
    for (const outcome of outcomes) {
      if (outcome.ok) rememberKinds(outcome.table.columns, outcome.kinds);
    }
    if (idle) thread.end();
    else idle = thread;
    return outcomes;
  } catch (error) {
    thread.end();
    signal?.throwIfAborted();
    return files.map((file) => ({
      ok: false,
      file: file.name,
      error: tableErrorOf(file.name, error),
    }));
  }
}

/** Ends the waiting worker, if there is one (tests, and a page that wants its memory back). */
export function releaseReader(): void {
  idle?.end();
  idle = undefined;
}
