/** What a person changes about a pair of tables: a new SeriesDocument for each change, with the guess made explicit. */
import type { ColumnOptions } from '../preparation/descriptor-plan.ts';
import type { Side } from '../tables/side.ts';
import type { ColumnRole, Roles } from '../tables/roles.ts';
import type { RoleChoice, SeriesChoices, SeriesDocument } from './document.ts';
import { DEFAULT_CHOICES } from './defaults.ts';
import { roleChoiceOf } from './role-choice.ts';

/** The pair of these tables with nothing chosen yet. */
export function newSeries(simulated: number, measured: number): SeriesDocument {
  return { simulated, measured, roles: null, choices: DEFAULT_CHOICES };
}

/** `roles` are the effective ones: what was a guess until now becomes a choice. */
export function withColumnRole(
  series: SeriesDocument,
  roles: Roles,
  name: string,
  role: Exclude<ColumnRole, 'target'>,
): SeriesDocument {
  const now = roleChoiceOf(roles);
  const without = (names: readonly string[]) => names.filter((one) => one !== name);
  return {
    ...series,
    roles: {
      ...now,
      inputs: role === 'input' ? [...without(now.inputs), name] : without(now.inputs),
      conditions:
        role === 'condition' ? [...without(now.conditions), name] : without(now.conditions),
    },
  };
}

/** Another target on one side; where the other side has none yet and a column of that name, it takes that. */
export function withTarget(
  series: SeriesDocument,
  roles: Roles,
  side: Side,
  name: string,
): SeriesDocument {
  const now = roleChoiceOf(roles);
  const common = roles.columns.some((column) => column.name === name && column.where === 'both');
  const other = common ? name : null;
  const targets: Pick<RoleChoice, 'simulatedTarget' | 'measuredTarget'> =
    side === 'simulated'
      ? { simulatedTarget: name, measuredTarget: now.measuredTarget ?? other }
      : { simulatedTarget: now.simulatedTarget ?? other, measuredTarget: name };
  const isTarget = (one: string) =>
    one === targets.simulatedTarget || one === targets.measuredTarget;
  return {
    ...series,
    roles: {
      ...targets,
      inputs: now.inputs.filter((one) => !isTarget(one)),
      conditions: now.conditions.filter((one) => !isTarget(one)),
    },
  };
}

/** Back to what the tables suggest. */
export function withGuessedRoles(series: SeriesDocument): SeriesDocument {
  return { ...series, roles: null };
}

export function withChoices(
  series: SeriesDocument,
  change: Partial<SeriesChoices>,
): SeriesDocument {
  return { ...series, choices: { ...series.choices, ...change } };
}

/** Further options of one column; the others of that column stay. */
export function withColumnOptions(
  series: SeriesDocument,
  name: string,
  options: ColumnOptions,
): SeriesDocument {
  const { descriptors } = series.choices;
  const before = Object.hasOwn(descriptors, name) ? descriptors[name] : {};
  return withChoices(series, {
    descriptors: { ...descriptors, [name]: { ...before, ...options } },
  });
}
