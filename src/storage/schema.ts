/**
 * The database's stores and version. A release that changes what a store holds raises VERSION and says in `upgrade` what
 * becomes of the older data; nothing is ever read in another form than it was written.
 */
import type { DBSchema, IDBPDatabase } from 'idb';

export const DATABASE = 'sim2real';
export const VERSION = 1;

/**
 * features: descriptions of tables by content hash, which can always be computed again.
 * tables: read tables by fingerprint. records, artefacts: results by job id, append-only.
 */
export type StoreName = 'features' | 'tables' | 'records' | 'artefacts';

export const STORES: readonly StoreName[] = ['features', 'tables', 'records', 'artefacts'];

/** Values are plain data (structured clone); the rooms above know their types. */
export interface Schema extends DBSchema {
  features: { key: string; value: unknown };
  tables: { key: string; value: unknown };
  records: { key: string; value: unknown };
  artefacts: { key: string; value: unknown };
}

/** Brings an older database to VERSION; 0 is a new one. */
export function upgrade(database: IDBPDatabase<Schema>, oldVersion: number): void {
  if (oldVersion < 1) for (const store of STORES) database.createObjectStore(store);
}
