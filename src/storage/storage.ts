/**
 * Everything that outlives the tab. Nothing here rejects or stands in the way: where the browser refuses (private mode,
 * quota, another version), all works as if nothing had been stored, and a code says why.
 */
import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import type { ClosedBy, Database } from './database.ts';
import { ExperimentShelf } from './experiments.ts';
import { FeatureShelf } from './features.ts';
import { Guard } from './guard.ts';
import { openIdbDatabase } from './idb-database.ts';
import { openingProblem, type StorageProblem } from './problems.ts';
import { RecordLog } from './records.ts';
import { DATABASE } from './schema.ts';
import { TableShelf } from './tables.ts';

export class Storage {
  readonly records: RecordLog;
  readonly tables: TableShelf;
  readonly features: FeatureShelf;
  readonly experiments: ExperimentShelf;

  constructor(
    private readonly guard: Guard,
    clock: Clock = SYSTEM_CLOCK,
  ) {
    this.records = new RecordLog(guard, clock);
    this.tables = new TableShelf(guard, clock);
    this.features = new FeatureShelf(guard, clock);
    this.experiments = new ExperimentShelf(guard, clock, this.records);
  }

  /** Why nothing can be kept; undefined while it can. A full disk is no such reason: the next write may fit. */
  get problem(): StorageProblem | undefined {
    return this.guard.problem;
  }

  /** Whether anything can be kept. */
  get persistent(): boolean {
    return this.guard.problem === undefined;
  }

  /** Writes what waits and ends the connection. */
  close(): void {
    void this.records.flush();
    this.guard.close();
  }
}

/**
 * Opens the browser's storage. Never rejects: where it cannot be opened, `problem` says why and nothing is kept.
 * `onProblem` hears of every later refusal, and once of a lost connection.
 */
export async function openStorage(
  onProblem: (problem: StorageProblem) => void = () => undefined,
  name = DATABASE,
): Promise<Storage> {
  if (typeof indexedDB === 'undefined') {
    return refusing({ code: 'storage-unavailable', message: 'There is no IndexedDB.' });
  }
  // Whatever comes before the storage stands is remembered until it does.
  let storage: Storage | undefined;
  let lost: (by: ClosedBy) => void = () => undefined;
  try {
    const database: Database = await openIdbDatabase(name, {
      onClosing: () => void storage?.records.flush(),
      onClosed: (by) => lost(by),
    });
    const guard = new Guard({ database }, onProblem);
    lost = (by) => guard.lose(by);
    storage = new Storage(guard);
    return storage;
  } catch (error) {
    return refusing(openingProblem(error));
  }
}

function refusing(problem: StorageProblem): Storage {
  return new Storage(new Guard({ problem }, () => undefined));
}
