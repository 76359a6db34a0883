/**
 * All that the storage needs of a database: transactions that happen whole or not at all. IndexedDB is one
 * (idb-database.ts), the simulated one of the tests another; everything that writes is written against this.
 */
import type { StoreName } from './schema.ts';

/**
 * read; write: may be lost when the machine loses power, for what can be made again; strict-write: what was reported as
 * done survives that too.
 */
export type Mode = 'read' | 'write' | 'strict-write';

/** Stores of text keys and plain values, within one transaction. */
export interface Transaction {
  /** The value, or undefined where there is none. */
  get(store: StoreName, key: string): Promise<unknown>;
  has(store: StoreName, key: string): Promise<boolean>;
  /** Everything whose key begins with the prefix, in the order of the keys. */
  entries(store: StoreName, prefix?: string): Promise<ReadonlyMap<string, unknown>>;
  put(store: StoreName, key: string, value: unknown): Promise<void>;
  remove(store: StoreName, key: string): Promise<void>;
  /** Removes everything whose key begins with the prefix. */
  removeAll(store: StoreName, prefix?: string): Promise<void>;
}

export interface Database {
  /**
   * Runs `work`, which may wait for nothing but the transaction it is given, and resolves with its answer once the
   * transaction is committed. Rejects, with nothing changed, when `work` throws or the transaction fails at any time;
   * always settles. Transactions that write the same store run one after the other, in the order of the calls; the
   * transaction is begun within the call.
   */
  transaction<T>(
    stores: readonly StoreName[],
    mode: Mode,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T>;
  /** Ends the connection; transactions that have begun still finish. */
  close(): void;
}

/** Why a connection is gone. newer: another tab brought a newer release; deleted: a tab or a person deleted the data. */
export type ClosedBy = 'newer' | 'deleted' | 'browser' | 'page';

/** The connection was closed before the transaction could finish. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';
  constructor(readonly by: ClosedBy) {
    super(`The database was closed (${by}). Open the page again to go on storing.`);
  }
}

/** The browser gave no answer for so long that waiting on makes no sense. */
export class DatabaseSilentError extends Error {
  override readonly name = 'DatabaseSilentError';
  constructor(readonly seconds: number) {
    super(
      `The database gave no answer for ${seconds} s. Close other tabs of this page and reload.`,
    );
  }
}

/** An older release in another tab keeps its connection open, so that this one cannot bring the data up to date. */
export class DatabaseBlockedError extends Error {
  override readonly name = 'DatabaseBlockedError';
  constructor() {
    super('Another tab holds an older version of the database open. Close it and reload.');
  }
}
