/**
 * IndexedDB as a Database. Every transaction settles by its own end, never by its requests alone: a transaction may be
 * aborted long after its last request succeeded (quota, a closed connection), and some requests then never answer.
 */
import { openDB, unwrap } from 'idb';
import {
  DatabaseBlockedError,
  DatabaseClosedError,
  DatabaseSilentError,
  type ClosedBy,
  type Database,
  type Mode,
  type Transaction,
} from './database.ts';
import { upgrade, VERSION, type Schema, type StoreName } from './schema.ts';

/** Seconds without an answer after which an opening or a transaction counts as failed. */
const OPENING_PATIENCE = 15;
const TRANSACTION_PATIENCE = 120;
/** Seconds that another tab has for its last writes before it counts as holding an older version open. */
const BLOCKED_PATIENCE = 4;

export interface ConnectionEvents {
  /** The connection is about to be given up for another tab: transactions begun within this call still finish. */
  readonly onClosing: () => void;
  /** The connection is gone, and not by `close()`. */
  readonly onClosed: (by: ClosedBy) => void;
}

/** Opens the database at VERSION. Rejects with the browser's error, DatabaseBlockedError or DatabaseSilentError. */
export async function openIdbDatabase(name: string, events: ConnectionEvents): Promise<Database> {
  let connection: Connection | undefined;
  const timers: ReturnType<typeof setTimeout>[] = [];
  const opening = openDB<Schema>(name, VERSION, {
    upgrade,
    blocked: () => fail(new DatabaseBlockedError(), BLOCKED_PATIENCE),
    blocking: (_current, _blocked, event) => {
      events.onClosing();
      connection?.end(event.newVersion === null ? 'deleted' : 'newer', false);
    },
    terminated: () => connection?.end('browser', true),
  });
  let giveUp: (error: Error) => void = () => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => (giveUp = reject));
  function fail(error: Error, seconds: number): void {
    timers.push(setTimeout(() => giveUp(error), seconds * 1000));
  }
  fail(new DatabaseSilentError(OPENING_PATIENCE), OPENING_PATIENCE);
  try {
    connection = new Connection(unwrap(await Promise.race([opening, givenUp])), events.onClosed);
    return connection;
  } catch (error) {
    // Nobody will use a connection that comes too late, and it would block others.
    opening.then((late) => late.close()).catch(() => undefined);
    throw error;
  } finally {
    timers.forEach((timer) => clearTimeout(timer));
  }
}

class Connection implements Database {
  private closedBy: ClosedBy | undefined;
  private readonly running = new Set<(error: Error) => void>();

  constructor(
    private readonly database: IDBDatabase,
    private readonly onClosed: (by: ClosedBy) => void,
  ) {}

  async transaction<T>(
    stores: readonly StoreName[],
    mode: Mode,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    if (this.closedBy !== undefined) throw new DatabaseClosedError(this.closedBy);
    const transaction = this.database.transaction(
      [...stores],
      mode === 'read' ? 'readonly' : 'readwrite',
      { durability: mode === 'strict-write' ? 'strict' : 'relaxed' },
    );
    let fail: (error: Error) => void = () => undefined;
    const ended = endOf(transaction);
    const failed = new Promise<never>((_resolve, reject) => {
      fail = reject;
      ended.catch(reject);
    });
    failed.catch(() => undefined);
    this.running.add(fail);
    const seconds = TRANSACTION_PATIENCE;
    const timer = setTimeout(() => fail(new DatabaseSilentError(seconds)), seconds * 1000);
    try {
      const answer = await Promise.race([work(requestsOf(transaction)), failed]);
      await Promise.race([ended, failed]);
      return answer;
    } catch (error) {
      abort(transaction);
      // The requests of an aborted transaction only say that it was aborted; the transaction knows why.
      throw isAbort(error) ? (transaction.error ?? error) : error;
    } finally {
      clearTimeout(timer);
      this.running.delete(fail);
    }
  }

  close(): void {
    this.closedBy ??= 'page';
    this.database.close();
  }

  /** `lost`: what has begun will not finish. */
  end(by: ClosedBy, lost: boolean): void {
    if (this.closedBy !== undefined) return;
    this.closedBy = by;
    this.database.close();
    if (lost) this.running.forEach((fail) => fail(new DatabaseClosedError(by)));
    this.onClosed(by);
  }
}

/**
 * Resolves with the commit; rejects with the reason of the abort, however late it comes. (idb's own promise rejects with a
 * request's failure, when the reason is not known yet.)
 */
function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new DOMException('The transaction was aborted.', 'AbortError')),
    );
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended by itself.
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function requestsOf(transaction: IDBTransaction): Transaction {
  const of = (store: StoreName) => transaction.objectStore(store);
  return {
    get: (store, key) => answerOf<unknown>(() => of(store).get(key)),
    has: async (store, key) => (await answerOf(() => of(store).getKey(key))) !== undefined,
    entries: async (store, prefix) => {
      const [keys, values] = await Promise.all([
        answerOf(() => of(store).getAllKeys(range(prefix))),
        answerOf<unknown[]>(() => of(store).getAll(range(prefix))),
      ]);
      return new Map(keys.map((key, index) => [key as string, values[index]]));
    },
    put: async (store, key, value) => {
      await answerOf(() => of(store).put(value, key));
    },
    remove: (store, key) => answerOf(() => of(store).delete(key)),
    removeAll: (store, prefix) => {
      const keys = range(prefix);
      return answerOf(() => (keys ? of(store).delete(keys) : of(store).clear()));
    },
  };
}

function answerOf<T>(request: () => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request();
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('A request failed without a reason.'));
  });
}

function range(prefix: string | undefined): IDBKeyRange | undefined {
  return prefix === undefined ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}
