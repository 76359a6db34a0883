/** Roles as guessed from two tables and as a person chose them by name: the one becomes the other. */
import { guessRoles } from '../tables/guess-roles.ts';
import { featureColumns, type ColumnGuess, type ColumnRole, type Roles } from '../tables/roles.ts';
import type { Table } from '../tables/table.ts';
import type { RoleChoice } from './document.ts';

/**
 * The roles of two tables' columns. A column that was chosen but stands in neither table is among them, so that checkRoles
 * tells of it. What was chosen as it would have been guessed keeps the guess's reason.
 */
export function rolesOf(choice: RoleChoice | null, simulated: Table, measured: Table): Roles {
  const guess = guessRoles(simulated, measured);
  if (!choice) return guess;
  const known = new Set(guess.columns.map(({ name }) => name));
  const absent = [...choice.inputs, ...choice.conditions].filter((name) => !known.has(name));
  return {
    columns: [
      ...guess.columns.map((column) => chosenRole(column, choice)),
      ...[...new Set(absent)].map((name): ColumnGuess => ({
        name,
        where: 'both',
        role: roleOf(name, choice),
        reason: 'chosen',
      })),
    ],
    ...(choice.simulatedTarget === null ? {} : { simulatedTarget: choice.simulatedTarget }),
    ...(choice.measuredTarget === null ? {} : { measuredTarget: choice.measuredTarget }),
  };
}

function chosenRole(guess: ColumnGuess, choice: RoleChoice): ColumnGuess {
  const { name, where } = guess;
  const isTarget =
    (name === choice.simulatedTarget && where !== 'measured') ||
    (name === choice.measuredTarget && where !== 'simulated');
  const feature = roleOf(name, choice);
  const role = feature === 'ignored' && isTarget ? 'target' : feature;
  if (role === guess.role) return guess;
  const reason = role === 'ignored' && guess.role === 'target' ? 'another-result' : 'chosen';
  return { ...guess, role, reason };
}

function roleOf(name: string, { inputs, conditions }: RoleChoice): ColumnRole {
  if (inputs.includes(name)) return 'input';
  return conditions.includes(name) ? 'condition' : 'ignored';
}

/** The roles by name, as a document has them. */
export function roleChoiceOf(roles: Roles): RoleChoice {
  const named = (role: ColumnRole) =>
    roles.columns.filter((column) => column.role === role).map(({ name }) => name);
  return {
    inputs: named('input'),
    conditions: named('condition'),
    simulatedTarget: roles.simulatedTarget ?? null,
    measuredTarget: roles.measuredTarget ?? null,
  };
}

/** Columns that play a part: inputs, conditions and targets. */
export function usedColumns(roles: Roles): ReadonlySet<string> {
  const { simulatedTarget, measuredTarget } = roles;
  return new Set(
    [...featureColumns(roles), simulatedTarget, measuredTarget].filter(
      (name) => name !== undefined,
    ),
  );
}
