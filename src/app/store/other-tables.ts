/** Other tables for a shared experiment: what was asked of its own is asked of them, so that both can be compared. */
import type {
  ExperimentDocument,
  SeriesDocument,
  TableReference,
  TablesSource,
} from '../../experiment/document.ts';
import { columnOf } from '../../tables/table.ts';
import { placeExperiment, updateTrained, type PageCore } from './page-core.ts';
import type { PageState, Shared } from './state.ts';

/** A new experiment with these tables and the settings of the shared one, which it can be compared with. */
export function placeOtherTables(
  page: PageCore,
  shared: Shared,
  source: TablesSource,
  document: ExperimentDocument,
): void {
  const has = inTables(page.state.get());
  const before = document.source.kind === 'tables' ? document.source.series : [];
  const series = source.series.map((one, i): SeriesDocument => {
    const asked = before[i];
    const roles = asked?.roles ?? null;
    if (!asked || !roles) return one;
    const { inputs, conditions, simulatedTarget, measuredTarget } = roles;
    const fits =
      has(source.measured, [...inputs, ...conditions, measuredTarget ?? '']) &&
      has(source.simulated, [simulatedTarget ?? '']);
    // Where a column is missing, the guesses for the new tables are better than a gap.
    return fits ? { ...one, roles, choices: asked.choices } : one;
  });
  const id = page.platform.newId();
  placeExperiment(page, 'tables', { id, document: { ...document, source: { ...source, series } } });
  updateTrained(page, 'shared', 'tables', () => ({ ...shared, experiment: id }));
}

/** Whether the first of the tables has these columns; what is not in memory may have them. */
const inTables =
  ({ facts }: PageState) =>
  ([first]: readonly TableReference[], names: readonly string[]): boolean => {
    const table = facts.tables.get(first?.fingerprint ?? '')?.table;
    return !table || names.every((name) => columnOf(table, name) !== undefined);
  };
