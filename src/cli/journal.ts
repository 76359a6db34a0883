/**
 * Where a run's records live until it ends: results.json.part, one line each, appended the moment a point is finished, so that a
 * killed process loses nothing. What results.json has from before counts too; the same command then goes on.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import type { Plain } from '../experiment/parsing/plain.ts';
import { Notes } from '../experiment/parsing/shape.ts';
import { RECORD } from '../sharing/file-shape.ts';
import type { Kept, NotKept, RecordStore } from '../sweep/record-store.ts';
import type { SweepRecord } from '../sweep/record.ts';

export class Journal implements RecordStore {
  private readonly byId = new Map<string, SweepRecord>();
  private file: number | undefined;

  private constructor(
    private readonly path: string,
    before: readonly SweepRecord[],
  ) {
    for (const record of before) this.byId.set(record.id, record);
  }

  /** `before`: the records of the file that the run goes on with. Throws as the file system does. */
  static open(path: string, before: readonly SweepRecord[]): Journal {
    const journal = new Journal(path, before);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    for (const line of text.split('\n')) {
      const record = recordOf(line);
      if (record && !journal.byId.has(record.id)) journal.byId.set(record.id, record);
    }
    journal.file = openSync(path, 'a');
    // A line that was cut short by a crash ends here.
    if (text !== '' && !text.endsWith('\n')) writeSync(journal.file, '\n');
    return journal;
  }

  load(protocol: string): Promise<readonly Kept[]> {
    const records = [...this.byId.values()].filter((record) => record.protocol === protocol);
    return Promise.resolve(records.map((record) => ({ record })));
  }

  append(entries: readonly Kept[]): Promise<readonly NotKept[]> {
    const refused: NotKept[] = [];
    for (const { record } of entries) {
      if (this.byId.has(record.id)) continue;
      try {
        if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(record)}\n`);
        this.byId.set(record.id, record);
      } catch (error) {
        refused.push({ id: record.id, detail: String(error) });
      }
    }
    return Promise.resolve(refused);
  }

  /** Everything stands in the results file now: the journal goes. */
  done(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

/** undefined for a line that is not whole: that point is trained again. */
function recordOf(line: string): SweepRecord | undefined {
  if (line.trim() === '') return undefined;
  try {
    return RECORD.read(JSON.parse(line) as Plain, '', new Notes());
  } catch {
    return undefined;
  }
}
