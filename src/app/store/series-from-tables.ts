/** Two tables and their roles become a series: usable rows, material keys, features and targets. */
import type { FeatureMatrix } from '../../descriptors/feature-matrix.ts';
import type { Series } from '../../sweep/domain.ts';
import { makeSeries } from '../../sweep/make-series.ts';
import type { SeriesSpec } from '../../sweep/specification.ts';
import { parseColumnName } from '../../tables/column-name.ts';
import { materialKeys, type KeyPart } from '../../tables/material-key.ts';
import { featureColumns, keyColumns, type Roles } from '../../tables/roles.ts';
import { columnOf, type Table } from '../../tables/table.ts';
import { usableRows, type DroppedRow } from '../../tables/usable-rows.ts';
import type { Side } from './table-sides.ts';

export interface TableUse {
  readonly side: Side;
  readonly table: Table;
  readonly used: number;
  readonly dropped: readonly DroppedRow[];
}

export interface SeriesFromTables {
  readonly spec: SeriesSpec;
  readonly series: Series;
  readonly unit: string | null;
  readonly uses: readonly TableUse[];
}

/** Rows that cannot be used are left out and listed. Throws RangeError for roles that checkRoles refuses. */
export function seriesFromTables(
  simulated: Table,
  measured: Table,
  roles: Roles,
): SeriesFromTables {
  const { simulatedTarget, measuredTarget } = roles;
  if (simulatedTarget === undefined || measuredTarget === undefined) {
    throw new RangeError('Both targets must be chosen.');
  }
  const features = featureColumns(roles);
  const isText = (name: string) => columnOf(measured, name)?.kind === 'text';
  const key = keyColumns(roles, isText);
  const part = (side: Side, table: Table, target: string) => {
    const keys = materialKeys(
      key.columns.map((name) => keyPart(table, name)),
      table.rows,
    );
    const { rows, dropped } = usableRows(table, { features, target, keys });
    return {
      use: { side, table, used: rows.length, dropped },
      features: numericFeatures(table, features, rows),
      keys: Array.from(rows, (row) => keys[row] ?? ''),
      values: gather(table, target, rows),
    };
  };
  const source = part('simulated', simulated, simulatedTarget);
  const target = part('measured', measured, measuredTarget);
  const same =
    parseColumnName(simulatedTarget).quantity === parseColumnName(measuredTarget).quantity;
  const label = measuredTarget;
  return {
    spec: {
      label,
      simulatedTargets: [simulatedTarget],
      measuredTarget,
      sameProperty: same,
      descriptors: { numbers: [...features] },
    },
    series: makeSeries({
      label,
      sameProperty: same,
      simulated: { features: source.features, keys: source.keys, targets: [source.values] },
      measured: { features: target.features, keys: target.keys, values: target.values },
    }),
    unit: parseColumnName(measuredTarget).unit?.text ?? null,
    uses: [source.use, target.use],
  };
}

function keyPart(table: Table, name: string): KeyPart {
  const column = columnOf(table, name);
  if (!column) throw new RangeError(`The table ${table.name} has no column "${name}".`);
  return column.kind === 'number'
    ? { kind: 'number', values: column.values }
    : { kind: 'text', values: column.values };
}

function gather(table: Table, name: string, rows: Uint32Array): Float64Array<ArrayBuffer> {
  const column = columnOf(table, name);
  if (column?.kind !== 'number') throw new RangeError(`"${name}" is no column of numbers.`);
  return Float64Array.from(rows, (row) => column.values[row] ?? NaN);
}

function numericFeatures(table: Table, names: readonly string[], rows: Uint32Array): FeatureMatrix {
  const values = new Float32Array(rows.length * names.length);
  names.forEach((name, index) => {
    gather(table, name, rows).forEach((value, row) => {
      values[row * names.length + index] = value;
    });
  });
  return { rows: rows.length, blocks: [{ kind: 'float32', names, values }] };
}
