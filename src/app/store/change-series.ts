/** What a person changes about the pair of tables at hand: roles of columns, targets, and choices. */
import type { SeriesChoices, SeriesDocument } from '../../experiment/document.ts';
import {
  withChoices,
  withColumnOptions,
  withColumnRole,
  withTarget,
} from '../../experiment/series-changes.ts';
import type { ColumnOptions } from '../../preparation/descriptor-plan.ts';
import type { Roles } from '../../tables/roles.ts';
import type { Side } from '../../tables/side.ts';
import { updateDocument, type PageCore } from './page-core.ts';
import { seriesViewOf } from './selectors.ts';

export function choose(page: PageCore, change: Partial<SeriesChoices>): void {
  changeSeries(page, (series) => withChoices(series, change));
}

export function chooseColumnOptions(page: PageCore, name: string, options: ColumnOptions): void {
  changeSeries(page, (series) => withColumnOptions(series, name, options));
}

export function chooseColumnRole(
  page: PageCore,
  name: string,
  role: 'input' | 'condition' | 'ignored',
): void {
  changeSeries(page, (series, roles) => withColumnRole(series, roles, name, role));
}

export function chooseTarget(page: PageCore, side: Side, name: string): void {
  changeSeries(page, (series, roles) => withTarget(series, roles, side, name));
}

/** Nothing happens before both tables are there: there is nothing to choose yet. */
function changeSeries(
  page: PageCore,
  change: (series: SeriesDocument, roles: Roles) => SeriesDocument,
): void {
  const roles = seriesViewOf(page.state.get())?.roles;
  if (!roles) return;
  updateDocument(
    page,
    (document) => {
      const { source } = document;
      if (source.kind !== 'tables') return document;
      const [first, ...others] = source.series;
      if (!first) return document;
      return { ...document, source: { ...source, series: [change(first, roles), ...others] } };
    },
    'tables',
  );
}
