/**
 * The browser's memory by content hash. It never throws and never stands in the way: where the browser refuses
 * (private mode, quota, another version), everything works as if nothing had been stored, and a code says why.
 */
import { openDB, type IDBPDatabase } from 'idb';
import { DATABASE, upgrade, VERSION, type Schema, type StoreName } from './schema.ts';

export type StorageProblem =
  /** No IndexedDB here, or the browser forbids it (private mode, blocked cookies). */
  | { readonly code: 'storage-unavailable'; readonly message: string }
  /** Another tab holds an older version open. */
  | { readonly code: 'storage-blocked' }
  /** The data are of a newer release of this page. */
  | { readonly code: 'storage-newer' }
  | { readonly code: 'storage-full' }
  | { readonly code: 'storage-failed'; readonly message: string };

export interface Cache {
  /** Whether anything can be kept. */
  readonly persistent: boolean;
  /** The value, or undefined where there is none. */
  get(store: StoreName, key: string): Promise<unknown>;
  /** Stores or replaces; false where the browser refused. */
  put(store: StoreName, key: string, value: unknown): Promise<boolean>;
  /** Stores what is not there yet, in one transaction: all of it or, with false, nothing. Older values stay. */
  append(store: StoreName, entries: ReadonlyMap<string, unknown>): Promise<boolean>;
  /** Everything whose key starts with the prefix, by key. */
  withPrefix(store: StoreName, prefix: string): Promise<ReadonlyMap<string, unknown>>;
  remove(store: StoreName, key: string): Promise<void>;
  /** Empties one store. */
  clear(store: StoreName): Promise<void>;
  close(): void;
}

export interface OpenedCache {
  readonly cache: Cache;
  /** Why the cache keeps nothing; undefined when it does. */
  readonly problem: StorageProblem | undefined;
}

/** Remembers nothing. */
export const NO_CACHE: Cache = {
  persistent: false,
  get: () => Promise.resolve(undefined),
  put: () => Promise.resolve(false),
  append: () => Promise.resolve(false),
  withPrefix: () => Promise.resolve(new Map<string, unknown>()),
  remove: () => Promise.resolve(),
  clear: () => Promise.resolve(),
  close: () => undefined,
};

/** Opens the database, or gives NO_CACHE and the reason. `onProblem` hears of later refusals. Never rejects. */
export async function openCache(
  onProblem: (problem: StorageProblem) => void = () => undefined,
  name = DATABASE,
): Promise<OpenedCache> {
  if (typeof indexedDB === 'undefined') {
    const problem = { code: 'storage-unavailable', message: 'There is no IndexedDB.' } as const;
    return { cache: NO_CACHE, problem };
  }
  try {
    return await new Promise<OpenedCache>((resolve, reject) => {
      const opening = openDB<Schema>(name, VERSION, {
        upgrade,
        blocked: () => resolve({ cache: NO_CACHE, problem: { code: 'storage-blocked' } }),
        // A newer release in another tab must not wait for us; from now on this tab keeps nothing.
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
        terminated: () => onProblem({ code: 'storage-failed', message: 'The browser closed it.' }),
      });
      opening.then(
        (database) =>
          resolve({ cache: new DatabaseCache(database, onProblem), problem: undefined }),
        reject,
      );
    });
  } catch (error) {
    return { cache: NO_CACHE, problem: problemOf(error) };
  }
}

class DatabaseCache implements Cache {
  readonly persistent = true;

  constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly onProblem: (problem: StorageProblem) => void,
  ) {}

  async get(store: StoreName, key: string): Promise<unknown> {
    return this.attempt(() => this.database.get(store, key), undefined);
  }

  async put(store: StoreName, key: string, value: unknown): Promise<boolean> {
    return this.write(store, new Map([[key, value]]), true);
  }

  async append(store: StoreName, entries: ReadonlyMap<string, unknown>): Promise<boolean> {
    return this.write(store, entries, false);
  }

  async withPrefix(store: StoreName, prefix: string): Promise<ReadonlyMap<string, unknown>> {
    return this.attempt(async () => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const transaction = this.database.transaction(store);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range),
      ]);
      return new Map(keys.map((key, i) => [key, values[i]]));
    }, new Map<string, unknown>());
  }

  async remove(store: StoreName, key: string): Promise<void> {
    await this.attempt(() => this.database.delete(store, key), undefined);
  }

  async clear(store: StoreName): Promise<void> {
    await this.attempt(() => this.database.clear(store), undefined);
  }

  close(): void {
    this.database.close();
  }

  private async write(
    store: StoreName,
    entries: ReadonlyMap<string, unknown>,
    replace: boolean,
  ): Promise<boolean> {
    const run = async () => {
      await this.writeOnce(store, entries, replace);
      return true;
    };
    try {
      return await run();
    } catch (error) {
      if (problemOf(error).code !== 'storage-full') {
        this.onProblem(problemOf(error));
        return false;
      }
    }
    // Features can be computed again: they make room for everything else.
    await this.clear('features');
    return this.attempt(run, false);
  }

  /** One strict transaction: what it reports as done survives a crash. */
  private async writeOnce(
    store: StoreName,
    entries: ReadonlyMap<string, unknown>,
    replace: boolean,
  ): Promise<void> {
    const transaction = this.database.transaction(store, 'readwrite', { durability: 'strict' });
    const done = transaction.done;
    try {
      for (const [key, value] of entries) {
        if (replace || (await transaction.store.getKey(key)) === undefined) {
          await transaction.store.put(value, key);
        }
      }
    } catch (error) {
      done.catch(() => undefined);
      abort(transaction);
      throw error;
    }
    await done;
  }

  private async attempt<T>(task: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await task();
    } catch (error) {
      this.onProblem(problemOf(error));
      return otherwise;
    }
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended by itself.
  }
}

function problemOf(error: unknown): StorageProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'QuotaExceededError') return { code: 'storage-full' };
  if (name === 'VersionError') return { code: 'storage-newer' };
  if (name === 'SecurityError' || name === 'InvalidStateError' || name === 'UnknownError') {
    return { code: 'storage-unavailable', message };
  }
  return { code: 'storage-failed', message };
}

/** Features by content hash. */
export function getFeatures(cache: Cache, hash: string): Promise<unknown> {
  return cache.get('features', hash);
}

/** Stores features by content hash; false where the browser refused. */
export function putFeatures(cache: Cache, hash: string, features: unknown): Promise<boolean> {
  return cache.put('features', hash, features);
}
