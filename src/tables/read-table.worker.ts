/** The reader's own thread: parsing a large file here leaves the page free. One call, one list of files. */
import { transfer } from 'comlink';
import { offer } from '../workers/offer.ts';
import { readTable, type ReadChoices, type ReadOutcome, type ReadProgress } from './read-table.ts';

export interface FileToRead extends ReadChoices {
  readonly file: File;
}

const reader = {
  /** Reads the files one after the other; numbers go to the page without a copy. */
  async read(
    files: readonly FileToRead[],
    onProgress: (progress: ReadProgress) => void,
  ): Promise<ReadOutcome[]> {
    const outcomes: ReadOutcome[] = [];
    const buffers: ArrayBuffer[] = [];
    for (const { file, ...choices } of files) {
      const outcome = await readTable(file.name, file, {
        ...choices,
        onProgress: thinned(onProgress),
      });
      outcomes.push(outcome);
      if (outcome.ok) {
        for (const column of outcome.table.columns) {
          if (column.kind !== 'number') continue;
          buffers.push(column.values.buffer);
          if (column.odd) buffers.push(column.odd.rows.buffer);
        }
        if (outcome.table.lines) buffers.push(outcome.table.lines.buffer);
      }
    }
    return transfer(outcomes, buffers);
  },
};

export type TableReader = typeof reader;

/** At most 20 messages a second: progress must not cost more than the reading. */
function thinned(onProgress: (progress: ReadProgress) => void): (progress: ReadProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < 50 && progress.bytes < progress.totalBytes) return;
    last = now;
    onProgress(progress);
  };
}

offer(reader);
