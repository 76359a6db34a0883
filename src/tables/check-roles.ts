/** What stands in the way of an experiment with these tables and roles, or should be looked at first, as codes. */
import { parseColumnName, unitOfColumn } from './column-name.ts';
import { foldedQuantity } from './columns/fold-name.ts';
import { kindOf } from './kinds.ts';
import { featureColumns, type RoleProblem, type Roles } from './roles.ts';
import { columnOf, type Column, type Table } from './table.ts';
import { conversionBetween, isIdentity } from './unit-conversion.ts';

/** Problems that can be lived with; all others make an experiment impossible. */
const ONLY_WARNINGS: readonly RoleProblem['code'][] = ['different-targets', 'unit-mismatch'];

export function isOnlyWarning(problem: RoleProblem): boolean {
  return ONLY_WARNINGS.includes(problem.code);
}

export function checkRoles(simulated: Table, measured: Table, roles: Roles): RoleProblem[] {
  const problems: RoleProblem[] = [];
  const tables = { simulated, measured };
  const sides = ['simulated', 'measured'] as const;
  if (!measured.columns.some(({ name }) => columnOf(simulated, name))) {
    problems.push({ code: 'no-common-column', nearly: nearlyCommon(simulated, measured) });
  }
  const features = featureColumns(roles);
  if (features.length === 0) problems.push({ code: 'no-input' });
  for (const column of features) {
    for (const table of sides) {
      const found = columnOf(tables[table], column);
      if (!found) problems.push({ code: 'missing-column', table, column });
      else if (kindOf(found).fitting === 0) problems.push({ code: 'empty-input', table, column });
    }
  }
  const targets = { simulated: roles.simulatedTarget, measured: roles.measuredTarget };
  for (const table of sides) {
    const column = targets[table];
    if (column === undefined) {
      problems.push({ code: 'no-target', table });
      continue;
    }
    const found = columnOf(tables[table], column);
    if (!found) problems.push({ code: 'missing-column', table, column });
    else if (kindOf(found).fitting === 0) {
      problems.push({ code: 'all-missing-target', table, column });
    } else if (found.kind === 'text') problems.push({ code: 'text-target', table, column });
    else if (kindOf(found).distinct === 1) {
      problems.push({ code: 'constant-target', table, column });
    }
    if (features.includes(column)) problems.push({ code: 'target-is-input', column });
  }
  if (targets.simulated !== undefined && targets.measured !== undefined) {
    const pair = [
      columnOf(simulated, targets.simulated),
      columnOf(measured, targets.measured),
    ] as const;
    if (pair[0] && pair[1]) problems.push(...targetProblems(pair[0], pair[1]));
  }
  return problems;
}

function targetProblems(ofSimulated: Column, ofMeasured: Column): RoleProblem[] {
  const [simulated, measured] = [ofSimulated.name, ofMeasured.name];
  const from = { unit: unitOfColumn(ofSimulated) };
  const to = { unit: unitOfColumn(ofMeasured) };
  const alike = foldedQuantity(simulated) === foldedQuantity(measured);
  const problems: RoleProblem[] = alike ? [] : [{ code: 'different-targets', simulated, measured }];
  if (!from.unit || !to.unit) return problems;
  const conversion = conversionBetween(from.unit, to.unit);
  // Different quantities may well have different units: only the same quantity, or one that converts, is a mismatch.
  if (conversion ? isIdentity(conversion) : !alike) return problems;
  const logarithm = /^(log|ln|lg)/i.test(simulated) || /^(log|ln|lg)/i.test(measured);
  problems.push({
    code: 'unit-mismatch',
    simulated: { column: simulated, unit: from.unit.text },
    measured: { column: measured, unit: to.unit.text },
    ...(conversion && !logarithm ? { conversion } : {}),
  });
  return problems;
}

function nearlyCommon(
  simulated: Table,
  measured: Table,
): { readonly simulated: string; readonly measured: string }[] {
  const plain = (name: string): string =>
    parseColumnName(name)
      .quantity.toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const byPlain = new Map(simulated.columns.map(({ name }) => [plain(name), name]));
  return measured.columns.flatMap(({ name }) => {
    const near = byPlain.get(plain(name));
    return near === undefined ? [] : [{ simulated: near, measured: name }];
  });
}
