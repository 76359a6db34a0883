/**
 * A database that can die or refuse at any step: what IndexedDB promises (whole transactions, one writer at a time, commit
 * order), without a browser. The disk outlives it; after its death nothing settles any more, as in a tab that is gone.
 */
import {
  DatabaseClosedError,
  type Database,
  type Transaction,
} from '../../src/storage/database.ts';
import { STORES, type StoreName } from '../../src/storage/schema.ts';

type Contents = ReadonlyMap<StoreName, ReadonlyMap<string, unknown>>;

/** What has been committed. */
export class SimulatedDisk {
  private contents: Contents = new Map(STORES.map((store) => [store, new Map()]));

  /** Deep copies, by key in order. */
  of(store: StoreName): ReadonlyMap<string, unknown> {
    const entries = [...(this.contents.get(store) ?? [])];
    return structuredClone(new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  replace(contents: Contents): void {
    this.contents = contents;
  }

  copy(): Map<StoreName, Map<string, unknown>> {
    return new Map([...this.contents].map(([store, entries]) => [store, new Map(entries)]));
  }
}

export interface Faults {
  /** Dies at this step (from 1); every request, and the time before and after every commit, is a step. */
  readonly dieAt?: number;
  /** Whether the commit of this number (from 1) is refused for lack of space. */
  readonly refuseCommit?: (commit: number) => boolean;
}

export class SimulatedDatabase implements Database {
  /** Steps made. */
  steps = 0;
  /** Commits tried. */
  commits = 0;
  readonly death: Promise<void>;
  private readonly die: () => void;
  private dead = false;
  private closed = false;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly disk: SimulatedDisk,
    private readonly faults: Faults = {},
  ) {
    let die: () => void = () => undefined;
    this.death = new Promise((resolve) => (die = resolve));
    this.die = die;
  }

  transaction<T>(
    _stores: readonly StoreName[],
    mode: 'read' | 'write' | 'strict-write',
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    if (this.closed) return Promise.reject(new DatabaseClosedError('page'));
    const turn = this.queue.then(() => this.run(mode, work));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.closed = true;
  }

  private async run<T>(
    mode: 'read' | 'write' | 'strict-write',
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const draft = this.disk.copy();
    const answer = await work(this.requests(draft));
    if (mode === 'read') return answer;
    await this.step();
    this.commits += 1;
    if (this.faults.refuseCommit?.(this.commits)) {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    }
    this.disk.replace(draft);
    await this.step();
    return answer;
  }

  private requests(draft: Map<StoreName, Map<string, unknown>>): Transaction {
    const of = (store: StoreName) => draft.get(store) ?? new Map<string, unknown>();
    const keys = (store: StoreName, prefix = '') =>
      [...of(store).keys()].filter((key) => key.startsWith(prefix)).sort();
    const after = async <T>(answer: () => T): Promise<T> => {
      await this.step();
      return answer();
    };
    return {
      get: (store, key) => after(() => structuredClone(of(store).get(key))),
      has: (store, key) => after(() => of(store).has(key)),
      entries: (store, prefix) =>
        after(
          () =>
            new Map(keys(store, prefix).map((key) => [key, structuredClone(of(store).get(key))])),
        ),
      put: (store, key, value) => after(() => void of(store).set(key, structuredClone(value))),
      remove: (store, key) => after(() => void of(store).delete(key)),
      removeAll: (store, prefix) =>
        after(() => keys(store, prefix).forEach((key) => of(store).delete(key))),
    };
  }

  private async step(): Promise<void> {
    this.steps += 1;
    if (this.steps === this.faults.dieAt) {
      this.dead = true;
      this.die();
    }
    if (this.dead) await new Promise<never>(() => undefined);
    await Promise.resolve();
  }
}
