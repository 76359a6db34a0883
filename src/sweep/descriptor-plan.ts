/** Roles become a descriptor plan: what each chosen column is turned into, as plain JSON that a person may change. */
import type { DescriptorPart, DescriptorPlan } from '../descriptors/plan.ts';
import { kindOf } from '../tables/kinds.ts';
import type { Roles } from '../tables/roles.ts';
import { columnOf, type Table } from '../tables/table.ts';

/** Numbers together, then each SMILES, formula and category column; conditions stay out of the material key. */
export function planFromRoles(roles: Roles, measured: Table): DescriptorPlan {
  const parts: DescriptorPart[] = [];
  for (const condition of [false, true]) {
    const role = condition ? 'condition' : 'input';
    const names = roles.columns.filter((column) => column.role === role).map(({ name }) => name);
    const numbers = names.filter((name) => columnOf(measured, name)?.kind === 'number');
    if (numbers.length > 0) parts.push({ kind: 'numbers', columns: numbers, condition });
    for (const name of names.filter((one) => !numbers.includes(one))) {
      const column = columnOf(measured, name);
      if (!column) continue;
      const { kind } = kindOf(column);
      if (kind === 'smiles') parts.push({ kind: 'smiles', column: name, condition });
      else if (kind === 'formula') parts.push({ kind: 'composition', column: name, condition });
      else parts.push({ kind: 'category', column: name, condition });
    }
  }
  return parts;
}
