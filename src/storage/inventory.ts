/**
 * Large values with a limit on what they take together: the least recently used go first. The inventory knows name, size
 * and last use of each, so that no value is read to make room; value and inventory change in one transaction.
 */
import type { Transaction } from './database.ts';

/** Stores that are kept within a limit. */
export type Shelf = 'tables' | 'features';

export interface ShelfItem {
  readonly key: string;
  /** For the eye. */
  readonly name: string;
  /** Estimated. */
  readonly bytes: number;
  /** Last use, in milliseconds since 1970. */
  readonly used: number;
}

/** What is there, the most recently used first. */
export async function itemsIn(
  transaction: Transaction,
  shelf: Shelf,
): Promise<readonly ShelfItem[]> {
  const entries = await transaction.entries('inventory', `${shelf}/`);
  return [...(entries.values() as Iterable<ShelfItem>)].sort((a, b) => b.used - a.used);
}

export type Placed =
  /** With the names of what had to go. */
  { readonly kept: true; readonly gone: readonly string[] } | { readonly kept: false };

/**
 * Keeps a value below `limit` bytes together; what is `atHand` never goes. What is there already is only marked as used.
 * Not kept, and nothing gone, where it cannot fit.
 */
export async function keepIn(
  transaction: Transaction,
  shelf: Shelf,
  item: ShelfItem,
  value: unknown,
  limit: number,
  atHand: ReadonlySet<string> = new Set(),
): Promise<Placed> {
  const items = await itemsIn(transaction, shelf);
  if (items.some(({ key }) => key === item.key)) {
    await touchIn(transaction, shelf, item.key, item.used);
    return { kept: true, gone: [] };
  }
  const victims = surplus(items, limit - item.bytes, atHand);
  if (!victims) return { kept: false };
  await forgetIn(
    transaction,
    shelf,
    victims.map(({ key }) => key),
  );
  await transaction.put(shelf, item.key, value);
  await transaction.put('inventory', `${shelf}/${item.key}`, item);
  return { kept: true, gone: victims.map(({ name }) => name) };
}

/** What has to go so that the rest takes at most `limit` bytes; undefined where even that is not enough. */
export function surplus(
  items: readonly ShelfItem[],
  limit: number,
  atHand: ReadonlySet<string>,
): readonly ShelfItem[] | undefined {
  const oldestFirst = [...items].sort((a, b) => a.used - b.used);
  let bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const victims: ShelfItem[] = [];
  for (const item of oldestFirst) {
    if (bytes <= limit) break;
    if (atHand.has(item.key)) continue;
    victims.push(item);
    bytes -= item.bytes;
  }
  return bytes <= limit ? victims : undefined;
}

/** Marks as used now. */
export async function touchIn(
  transaction: Transaction,
  shelf: Shelf,
  key: string,
  used: number,
): Promise<void> {
  const item = (await transaction.get('inventory', `${shelf}/${key}`)) as ShelfItem | undefined;
  if (item) await transaction.put('inventory', `${shelf}/${key}`, { ...item, used });
}

export async function forgetIn(
  transaction: Transaction,
  shelf: Shelf,
  keys: Iterable<string>,
): Promise<void> {
  for (const key of keys) {
    await transaction.remove(shelf, key);
    await transaction.remove('inventory', `${shelf}/${key}`);
  }
}

export async function forgetAllIn(transaction: Transaction, shelf: Shelf): Promise<void> {
  await transaction.removeAll(shelf);
  await transaction.removeAll('inventory', `${shelf}/`);
}
