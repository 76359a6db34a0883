/** Public tables: fetched only when a person asks, and then taken like a file that was chosen. */
import {
  fetchPublicTable,
  publicTableNamed,
  type PublicTable,
} from '../../sharing/public-tables.ts';
import type { Side } from '../../tables/side.ts';
import { takeFiles } from './files.ts';
import { updateFacts, type PageCore } from './page-core.ts';
import { referenceOf } from './selectors.ts';

/** The table that the experiment misses on this side, from its public address. */
export async function takeMissingTable(page: PageCore, side: Side): Promise<void> {
  const table = publicTableNamed(referenceOf(page.state.get(), side)?.name ?? '');
  if (table) await takePublicTable(page, table, side);
}

export async function takePublicTable(
  page: PageCore,
  table: PublicTable,
  side: Side = table.side,
): Promise<void> {
  if (page.state.get().facts.fetching.table !== null) return;
  updateFacts(page, () => ({ fetching: { table: table.id, problem: null } }));
  const outcome = await fetchPublicTable(table);
  const problem = outcome.ok ? null : outcome.problem;
  updateFacts(page, () => ({ fetching: { table: null, problem } }));
  if (outcome.ok) await takeFiles(page, [outcome.file], side);
}
