/** Columns of a measured table that can say which rows belong together, or which are tested. */
import { kindOf } from '../tables/kinds.ts';
import type { Roles } from '../tables/roles.ts';
import { ownSplit } from '../tables/split-column.ts';
import type { Table } from '../tables/table.ts';
import { FEWEST_MEASURED_GROUPS } from '../sweep/check-spec.ts';
import { usedColumns } from './role-choice.ts';

/** Columns with several rows for a value, and enough values to be split. */
export function groupColumns(measured: Table): string[] {
  return measured.columns
    .filter((column) => {
      const { distinct, kind } = kindOf(column);
      return kind !== 'number' && distinct >= FEWEST_MEASURED_GROUPS && distinct < measured.rows;
    })
    .map(({ name }) => name);
}

/** More different values than this are no words for test and training; it spares reading every cell of every column. */
const MOST_SPLIT_WORDS = 20;

/** Columns that play no other part and say test or training of every row. */
export function testColumns(measured: Table, roles: Roles): string[] {
  const used = usedColumns(roles);
  return measured.columns
    .filter((column) => {
      if (used.has(column.name) || kindOf(column).distinct > MOST_SPLIT_WORDS) return false;
      const { test, rest, unclear } = ownSplit(column);
      return test.length > 0 && rest.length > 0 && unclear.length === 0;
    })
    .map(({ name }) => name);
}
