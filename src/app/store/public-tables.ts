/** Fetching a public table and handing it on like a file that a person chose. */
import {
  fetchPublicTable,
  type PublicTable,
  type PublicTableProblem,
} from '../../sharing/public-tables.ts';
import { createStore } from './create-store.ts';
import { takeFiles } from './tables.ts';

export interface PublicTablesState {
  /** The table that is on its way. */
  readonly fetching: string | null;
  readonly problem: PublicTableProblem | null;
}

export const publicTablesStore = createStore<PublicTablesState>({ fetching: null, problem: null });

export async function takePublicTable(table: PublicTable): Promise<void> {
  if (publicTablesStore.get().fetching !== null) return;
  publicTablesStore.set(() => ({ fetching: table.id, problem: null }));
  const outcome = await fetchPublicTable(table);
  publicTablesStore.set(() => ({
    fetching: null,
    problem: outcome.ok ? null : outcome.problem,
  }));
  if (outcome.ok) await takeFiles([outcome.file], table.side);
}
