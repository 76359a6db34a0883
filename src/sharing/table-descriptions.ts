/** The tables of prepared series as an experiment file describes them. */
import type { PreparedSeries } from '../preparation/prepare-series.ts';
import type { TableDescription } from './experiment-file.ts';

export function tableDescriptions(
  prepared: readonly Pick<PreparedSeries, 'spec' | 'sides'>[],
): TableDescription[] {
  return prepared.flatMap(({ spec, sides }) =>
    sides.map(({ side, table, used }) => ({
      role: side,
      series: spec.id,
      file: table.name,
      rows: used,
      fingerprint: table.fingerprint,
    })),
  );
}
