/** Public tables: fetched only when a person asks, and then taken like a file that was chosen. */
import { fetchPublicTable, type PublicTable } from '../../sharing/public-tables.ts';
import { takeFiles } from './files.ts';
import { updateFacts, type PageCore } from './page-core.ts';

export async function takePublicTable(page: PageCore, table: PublicTable): Promise<void> {
  if (page.state.get().facts.fetching.table !== null) return;
  updateFacts(page, () => ({ fetching: { table: table.id, problem: null } }));
  const outcome = await fetchPublicTable(table);
  const problem = outcome.ok ? null : outcome.problem;
  updateFacts(page, () => ({ fetching: { table: null, problem } }));
  if (outcome.ok) await takeFiles(page, [outcome.file], table.side);
}
