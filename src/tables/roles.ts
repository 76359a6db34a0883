/**
 * Which column plays which part in an experiment, as plain data that a person may change: `guessRoles` makes a
 * first guess with its reasons, `keyColumns` and `inputColumns` read it.
 */
import type { Conversion } from './unit-conversion.ts';

export type ColumnRole =
  /** Goes into the network and, unless texts define the material, into the material key. */
  | 'input'
  /** Goes into the network, but does not make another material of a row: a temperature. */
  | 'condition'
  | 'target'
  | 'ignored';

export type RoleReason =
  /** A number with the same name in both tables. */
  | 'common-number'
  | 'smiles'
  | 'formula'
  /** The last common column with a unit after those without one. */
  | 'last-with-unit'
  | 'last-common-number'
  | 'named-as-target'
  /** The names of the two tables' targets are most alike, though not the same. */
  | 'similar-name'
  | 'only-candidate'
  /** Another measured or computed quantity: a result, not an input. */
  | 'another-result'
  /** Another spelling of the material: one is enough. */
  | 'same-material'
  | 'named-as-condition'
  /** A condition by its name, but nothing else could be an input. */
  | 'only-inputs'
  | 'named-as-index'
  /** Numbers the rows: in steps, or with leading zeros. */
  | 'serial'
  /** Says how sure another column is; `of` names it where it is known. */
  | 'uncertainty'
  | 'count'
  | 'in-one-table-only'
  | 'text'
  | 'category'
  | 'constant'
  | 'empty'
  /** Number in one table, text in the other. */
  | 'kinds-differ'
  | 'chosen';

export interface ColumnGuess {
  readonly name: string;
  readonly where: 'both' | 'simulated' | 'measured';
  readonly role: ColumnRole;
  readonly reason: RoleReason;
  /** The column of values that an uncertainty or a count belongs to. */
  readonly of?: string;
}

export type RoleProblem =
  | {
      readonly code: 'no-common-column';
      /** Names that differ only in case, blanks or unit. */
      readonly nearly: readonly { readonly simulated: string; readonly measured: string }[];
    }
  | { readonly code: 'no-input' }
  | { readonly code: 'no-target'; readonly table: 'simulated' | 'measured' }
  | {
      readonly code: 'all-missing-target';
      readonly table: 'simulated' | 'measured';
      readonly column: string;
    }
  | {
      readonly code: 'text-target';
      readonly table: 'simulated' | 'measured';
      readonly column: string;
    }
  | {
      readonly code: 'constant-target';
      readonly table: 'simulated' | 'measured';
      readonly column: string;
    }
  | {
      readonly code: 'missing-column';
      readonly table: 'simulated' | 'measured';
      readonly column: string;
    }
  /** An input or condition without a single value in that table. */
  | {
      readonly code: 'empty-input';
      readonly table: 'simulated' | 'measured';
      readonly column: string;
    }
  | { readonly code: 'target-is-input'; readonly column: string }
  | { readonly code: 'different-targets'; readonly simulated: string; readonly measured: string }
  | {
      readonly code: 'unit-mismatch';
      readonly simulated: { readonly column: string; readonly unit: string };
      readonly measured: { readonly column: string; readonly unit: string };
      /** Turns simulated values into the measured unit; absent where no conversion is known. */
      readonly conversion?: Conversion;
    };

export interface Roles {
  /** Every column of either table: the measured table's in order, then the simulated one's own. */
  readonly columns: readonly ColumnGuess[];
  readonly simulatedTarget?: string;
  readonly measuredTarget?: string;
}

const withRole = (roles: Roles, role: ColumnRole): string[] =>
  roles.columns.filter((column) => column.role === role).map((column) => column.name);

/** Names of the columns that go into the network: inputs, then conditions. */
export function featureColumns(roles: Roles): readonly string[] {
  return [...withRole(roles, 'input'), ...withRole(roles, 'condition')];
}

/** The roles with one column's role chosen by a person. */
export function withColumnRole(roles: Roles, name: string, role: ColumnRole): Roles {
  const columns = roles.columns.map((column): ColumnGuess =>
    column.name === name ? { ...column, role, reason: 'chosen' } : column,
  );
  return { ...roles, columns };
}

/** The roles with other targets: the old ones are ignored from then on. */
export function withTargets(roles: Roles, simulatedTarget: string, measuredTarget: string): Roles {
  const columns = roles.columns.map((column): ColumnGuess => {
    const chosen =
      (column.name === simulatedTarget && column.where !== 'measured') ||
      (column.name === measuredTarget && column.where !== 'simulated');
    if (chosen)
      return column.role === 'target' ? column : { ...column, role: 'target', reason: 'chosen' };
    return column.role === 'target'
      ? { ...column, role: 'ignored', reason: 'another-result' }
      : column;
  });
  return { columns, simulatedTarget, measuredTarget };
}

export interface MaterialKeyColumns {
  /** Texts (SMILES, formulas) as canonicalised by the caller, or numbers rounded to 6 significant digits. */
  readonly form: 'texts' | 'numbers';
  readonly columns: readonly string[];
}

/** What makes two rows the same material: the inputs that are texts, and only where there are none, all inputs. */
export function keyColumns(roles: Roles, isText: (column: string) => boolean): MaterialKeyColumns {
  const inputs = withRole(roles, 'input');
  const texts = inputs.filter(isText);
  return texts.length > 0
    ? { form: 'texts', columns: texts }
    : { form: 'numbers', columns: inputs };
}
