/** The rows of a described table that can be used: those with a target, and of repeats one where a person averages them. */
import type { DescribedTable } from '../descriptors/describe.ts';
import { digestOfNumbers } from '../descriptors/digest.ts';
import type { DropReason as FeatureDropReason } from '../descriptors/encoded.ts';
import { featureCount, gatherRows } from '../descriptors/feature-matrix.ts';
import { averageRepeats } from '../tables/repeats.ts';
import { columnOf, type Table } from '../tables/table.ts';

export type RowDropReason =
  | FeatureDropReason
  | { readonly code: 'missing-target'; readonly column: string }
  | { readonly code: 'target-not-positive'; readonly column: string }
  | { readonly code: 'averaged' };

export interface LeftOutRow {
  readonly row: number;
  readonly reason: RowDropReason;
}

export interface UsableRows {
  readonly matrix: DescribedTable['matrix'];
  readonly keys: readonly string[];
  /** For each target the value of each row. */
  readonly values: readonly Float64Array<ArrayBuffer>[];
  /** The row in the given table, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly dropped: readonly LeftOutRow[];
}

/** Throws RangeError for a column that is none of numbers. */
export function numbersOf(table: Table, name: string): Float64Array<ArrayBuffer> {
  const column = columnOf(table, name);
  if (column?.kind !== 'number') {
    throw new RangeError(`"${name}" is no column of numbers in ${table.name}.`);
  }
  return column.values;
}

/**
 * Rows with at least one of the targets; `targets` are what is learnt (table rows each), `names` the columns they came
 * from. Throws RangeError for a target of another length.
 */
export function rowsWithTarget(
  table: Table,
  { matrix, rows, keys, dropped }: DescribedTable,
  targets: readonly Float64Array<ArrayBuffer>[],
  names: readonly string[],
): UsableRows {
  if (targets.some((values) => values.length !== table.rows)) {
    throw new RangeError(`A target of ${table.name} does not have ${table.rows} rows.`);
  }
  const column = names.join(', ');
  const given = names.map((name) => numbersOf(table, name));
  const present: number[] = [];
  const without: LeftOutRow[] = [];
  rows.forEach((row, i) => {
    if (targets.some((values) => Number.isFinite(values[row]))) present.push(i);
    else {
      const isGiven = given.some((list) => Number.isFinite(list[row]));
      const code = isGiven ? 'target-not-positive' : 'missing-target';
      without.push({ row, reason: { code, column } });
    }
  });
  const all = without.length === 0;
  return {
    // Series on the same tables share what they need not change.
    matrix: all ? matrix : gatherRows(matrix, present),
    keys: all ? keys : present.map((i) => keys[i] ?? ''),
    values: targets.map((values) =>
      Float64Array.from(present, (i) => finiteOrMissing(values[rows[i] ?? -1])),
    ),
    rows: Uint32Array.from(present, (i) => rows[i] ?? 0),
    dropped: [...dropped, ...without].sort((a, b) => a.row - b.row),
  };
}

/** Of each group the first row, in its place, with the mean of the group's values of the one target. */
export function averaged(
  usable: UsableRows,
  groups: ReadonlyMap<string, readonly number[]>,
): UsableRows {
  const { rows: first, values } = averageRepeats(groups, usable.values[0] ?? []);
  const isFirst = new Set(first);
  const reason: RowDropReason = { code: 'averaged' };
  const others = [...usable.rows].flatMap((row, i) => (isFirst.has(i) ? [] : [{ row, reason }]));
  return {
    matrix: gatherRows(usable.matrix, first),
    keys: Array.from(first, (i) => usable.keys[i] ?? ''),
    values: [values],
    rows: first.map((i) => usable.rows[i] ?? 0),
    dropped: [...usable.dropped, ...others].sort((a, b) => a.row - b.row),
  };
}

/** For each row a text that is the same for rows of one material with the same features: repeats. */
export function repeatKeys({ matrix, keys }: UsableRows): readonly string[] {
  const features = new Float64Array(featureCount(matrix));
  return keys.map((key, row) => {
    let at = 0;
    for (const { names, values } of matrix.blocks) {
      for (let i = row * names.length; i < (row + 1) * names.length; i++) {
        // Never -0, which equals 0.
        features[at++] = (values[i] ?? 0) + 0;
      }
    }
    return `${key}\u001e${digestOfNumbers(features)}`;
  });
}

function finiteOrMissing(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : NaN;
}
