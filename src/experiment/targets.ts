/** The targets of a pair of tables: whether both are one property, and which columns can be pretrained on beside them. */
import { isIndexName } from '../tables/column-name.ts';
import { foldedQuantity } from '../tables/columns/fold-name.ts';
import { isSerial } from '../tables/columns/serial-numbers.ts';
import { spreadColumns } from '../tables/columns/spread-columns.ts';
import { kindOf } from '../tables/kinds.ts';
import { featureColumns, type RoleProblem, type Roles } from '../tables/roles.ts';
import type { Table } from '../tables/table.ts';

export type UnitMismatch = Extract<RoleProblem, { readonly code: 'unit-mismatch' }>;

export function unitMismatchOf(problems: readonly RoleProblem[]): UnitMismatch | null {
  return problems.find((problem) => problem.code === 'unit-mismatch') ?? null;
}

/**
 * Whether both targets are one property, so that fine-tuning only needs a line on the output, as their names suggest:
 * the same quantity, in units that convert.
 */
export function looksLikeSameProperty(roles: Roles, problems: readonly RoleProblem[]): boolean {
  // Where a value comes from (exp, MD, DFT) makes no other property of it.
  const plain = (name = '') => foldedQuantity(name);
  const mismatch = unitMismatchOf(problems);
  const apart = mismatch !== null && !mismatch.conversion;
  return !apart && plain(roles.simulatedTarget) === plain(roles.measuredTarget);
}

/** Simulated columns that could be pretrained on as well, in the table's order. */
export function targetCandidates(simulated: Table, roles: Roles): string[] {
  const taken = new Set([...featureColumns(roles), roles.simulatedTarget]);
  const spreads = new Set(spreadColumns(simulated).map(({ name }) => name));
  return simulated.columns
    .filter((column) => column.kind === 'number' && !taken.has(column.name))
    .filter((column) => !spreads.has(column.name) && !isSerial(column))
    .filter((column) => kindOf(column).distinct > 1 && !isIndexName(column.name))
    .map(({ name }) => name);
}
