/**
 * Parsed tables by content fingerprint, so that an experiment opens without its files. Keeping them is a person's choice
 * with a limit on all together; the least recently used go first, never those of the experiment at hand.
 */
import { estimateBytes } from './bytes.ts';
import type { Clock } from './clock.ts';
import type { Transaction } from './database.ts';
import type { Guard } from './guard.ts';
import {
  forgetAllIn,
  forgetIn,
  itemsIn,
  keepIn,
  surplus,
  touchIn,
  type ShelfItem,
} from './inventory.ts';
import type { StorageProblem } from './problems.ts';

/** What is known of a table here; the rest is the tables room's business. */
export interface KeepableTable {
  /** SHA-256 of its content, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** The file's name. */
  readonly name: string;
}

export interface KeptTables {
  /** The most recently used first; `key` is the fingerprint. */
  readonly tables: readonly ShelfItem[];
  /** All together, estimated. */
  readonly bytes: number;
}

/** What a person decided about keeping tables in this browser. */
export interface TablesChoice {
  readonly keep: boolean;
  /** Bytes that all tables together may take. */
  readonly limit: number;
}

export const DEFAULT_TABLES_CHOICE: TablesChoice = { keep: true, limit: 100e6 };

export type TableProblem =
  | StorageProblem
  /** With the tables of the experiment at hand it would be more than the limit. */
  | {
      readonly code: 'table-over-limit';
      readonly name: string;
      readonly bytes: number;
      readonly limit: number;
    }
  /** By choice no table is kept. */
  | { readonly code: 'tables-not-kept'; readonly name: string };

export type TableKept =
  /** With the names of the tables that had to go. */
  | { readonly kept: true; readonly gone: readonly string[] }
  | { readonly kept: false; readonly problem: TableProblem };

const CHOICE = 'tables';

export class TableShelf {
  constructor(
    private readonly guard: Guard,
    private readonly clock: Clock,
  ) {}

  /** Keeps a table; `atHand` are fingerprints that must not go for it. What is there already stays as it is. */
  async keep(table: KeepableTable, atHand: Iterable<string> = []): Promise<TableKept> {
    const { fingerprint, name } = table;
    const item = { key: fingerprint, name, bytes: estimateBytes(table), used: this.clock.now() };
    const written = await this.guard.write(
      ['tables', 'inventory', 'settings'],
      async (transaction): Promise<TableKept> => {
        const { keep, limit } = await choiceIn(transaction);
        if (!keep) return { kept: false, problem: { code: 'tables-not-kept', name } };
        const placed = await keepIn(transaction, 'tables', item, table, limit, new Set(atHand));
        if (placed.kept) return placed;
        const { bytes } = item;
        return { kept: false, problem: { code: 'table-over-limit', name, bytes, limit } };
      },
    );
    return written.done ? written.value : { kept: false, problem: written.problem };
  }

  /** The table as it was kept; undefined where it is not there. */
  async load(fingerprint: string): Promise<unknown> {
    const table = await this.guard.read(
      ['tables'],
      (transaction) => transaction.get('tables', fingerprint),
      undefined,
    );
    if (table !== undefined) {
      await this.guard.write(
        ['inventory'],
        (transaction) => touchIn(transaction, 'tables', fingerprint, this.clock.now()),
        'write',
      );
    }
    return table;
  }

  kept(): Promise<KeptTables> {
    return this.guard.read(
      ['inventory'],
      async (transaction) => {
        const tables = await itemsIn(transaction, 'tables');
        return { tables, bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0) };
      },
      { tables: [], bytes: 0 },
    );
  }

  /** False where the browser refused: then all of them are still there. */
  async forget(fingerprints: Iterable<string>): Promise<boolean> {
    const keys = [...fingerprints];
    const written = await this.guard.write(['tables', 'inventory'], (transaction) =>
      forgetIn(transaction, 'tables', keys),
    );
    return written.done;
  }

  async forgetAll(): Promise<boolean> {
    const written = await this.guard.write(['tables', 'inventory'], (transaction) =>
      forgetAllIn(transaction, 'tables'),
    );
    return written.done;
  }

  choice(): Promise<TablesChoice> {
    return this.guard.read(['settings'], choiceIn, DEFAULT_TABLES_CHOICE);
  }

  /** Takes effect at once: with `keep` false all tables go, with a smaller limit the least recently used. */
  async choose(choice: TablesChoice, atHand: Iterable<string> = []): Promise<boolean> {
    const held = new Set(atHand);
    const written = await this.guard.write(
      ['tables', 'inventory', 'settings'],
      async (transaction) => {
        await transaction.put('settings', CHOICE, choice);
        if (!choice.keep) return forgetAllIn(transaction, 'tables');
        const items = await itemsIn(transaction, 'tables');
        // Where the tables at hand alone are too much, everything else goes.
        const victims =
          surplus(items, choice.limit, held) ?? items.filter(({ key }) => !held.has(key));
        await forgetIn(
          transaction,
          'tables',
          victims.map(({ key }) => key),
        );
      },
    );
    return written.done;
  }
}

async function choiceIn(transaction: Transaction): Promise<TablesChoice> {
  const stored = (await transaction.get('settings', CHOICE)) as TablesChoice | undefined;
  return stored ?? DEFAULT_TABLES_CHOICE;
}
