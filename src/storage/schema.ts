/**
 * The database's stores and version. A release that changes what a store holds raises VERSION and says in `upgrade` what
 * becomes of the older data; nothing is ever read in another form than it was written.
 */
import type { DBSchema, IDBPDatabase } from 'idb';

export const DATABASE = 'sim2real';
export const VERSION = 2;

/**
 * records, artefacts: results by record id, append-only. tables: parsed tables by fingerprint. features: descriptions of
 * tables by content hash, which can always be computed again. inventory: name, size and last use of each table and each
 * feature set by `store/key`, so that making room reads no large value. documents: experiments by id. settings: what a
 * person decided about the storage itself.
 */
export const STORES = [
  'records',
  'artefacts',
  'tables',
  'features',
  'inventory',
  'documents',
  'settings',
] as const;
export type StoreName = (typeof STORES)[number];

/** Values are plain data (structured clone); the rooms above know their types. */
export interface Schema extends DBSchema {
  records: { key: string; value: unknown };
  artefacts: { key: string; value: unknown };
  tables: { key: string; value: unknown };
  features: { key: string; value: unknown };
  inventory: { key: string; value: unknown };
  documents: { key: string; value: unknown };
  settings: { key: string; value: unknown };
}

/**
 * Brings an older database to VERSION. Version 1 only ever stored features (no records, tables or documents), under
 * another hash and without an inventory: they are dropped and computed again.
 */
export function upgrade(database: IDBPDatabase<Schema>): void {
  for (const store of [...database.objectStoreNames]) database.deleteObjectStore(store);
  for (const store of STORES) database.createObjectStore(store);
}
