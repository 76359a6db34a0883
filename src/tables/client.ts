/**
 * The only way in which the page reads files: in a worker that starts with the first file. Aborting ends the
 * worker at once and drops what it had; the next call starts a new one.
 */
import * as Comlink from 'comlink';
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

interface Thread {
  readonly worker: Worker;
  readonly reader: Comlink.Remote<TableReader>;
}

/** Kept for the next call; while it is busy another call gets a thread of its own. */
let idle: Thread | undefined;

function start(): Thread {
  const worker = new Worker(new URL('./read-table.worker.ts', import.meta.url), { type: 'module' });
  return { worker, reader: Comlink.wrap<TableReader>(worker) };
}

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
  const thread = idle ?? start();
  idle = undefined;
  const work: FileToRead[] = files.map((file) => ({ file, ...choices[file.name] }));
  const progress = Comlink.proxy((report: ReadProgress) => {
    if (!signal?.aborted) onProgress?.(report);
  });
  let stopWaiting = (): void => undefined;
  try {
    // Comlink alone would wait for ever for a worker that did not load or was ended.
    const brokenOff = new Promise<never>((_, reject) => {
      const onAbort = (): void => reject(signal?.reason as Error);
      const onError = (event: ErrorEvent): void =>
        reject(new Error(event.message || 'The reading worker could not be started.'));
      signal?.addEventListener('abort', onAbort);
      thread.worker.addEventListener('error', onError);
      stopWaiting = () => {
        signal?.removeEventListener('abort', onAbort);
        thread.worker.removeEventListener('error', onError);
      };
    });
    const outcomes = await Promise.race([thread.reader.read(work, progress), brokenOff]);
    for (const outcome of outcomes) {
      if (outcome.ok) rememberKinds(outcome.table.columns, outcome.kinds);
    }
    if (idle) thread.worker.terminate();
    else idle = thread;
    return outcomes;
  } catch (error) {
    thread.worker.terminate();
    signal?.throwIfAborted();
    return files.map((file) => ({
      ok: false,
      file: file.name,
      error: tableErrorOf(file.name, error),
    }));
  } finally {
    stopWaiting();
  }
}

/** Ends the waiting worker, if there is one (tests, and a page that wants its memory back). */
export function releaseReader(): void {
  idle?.worker.terminate();
  idle = undefined;
}
