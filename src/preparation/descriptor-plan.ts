/** Roles become a descriptor plan: what each chosen column is turned into, as plain JSON that a person may change. */
import type {
  DescriptorPart,
  DescriptorPlan,
  Fingerprint,
  Statistic,
} from '../descriptors/plan.ts';
import { kindOf } from '../tables/kinds.ts';
import type { Roles } from '../tables/roles.ts';
import { columnOf, type Column, type Table } from '../tables/table.ts';

/** How the texts of a column are read. */
export type ReadAs = 'smiles' | 'formula' | 'category';

/** What a person chose for one column; whatever is absent is as guessed or as the descriptors' default. */
export interface ColumnOptions {
  readonly readAs?: ReadAs;
  /** 'none' leaves the physical descriptors alone. */
  readonly fingerprint?: Fingerprint | 'none';
  readonly physical?: boolean;
  /** Marks like [Ce] and [Th] are atoms and no ends of repeat units. */
  readonly endsAsAtoms?: boolean;
  readonly statistics?: readonly Statistic[];
  /** Numbers as log10. */
  readonly log?: boolean;
}

/** By column name. */
export type DescriptorOptions = Readonly<Record<string, ColumnOptions>>;

/** How a column's texts are read unless a person says otherwise. */
export function readAsGuess(column: Column): ReadAs {
  const { kind } = kindOf(column);
  return kind === 'smiles' || kind === 'formula' ? kind : 'category';
}

/** Numbers together, then each SMILES, formula and category column; conditions stay out of the material key. */
export function planFromRoles(
  roles: Roles,
  measured: Table,
  options: DescriptorOptions = {},
): DescriptorPlan {
  const parts: DescriptorPart[] = [];
  for (const condition of [false, true]) {
    const role = condition ? 'condition' : 'input';
    const names = roles.columns.filter((column) => column.role === role).map(({ name }) => name);
    const numbers = names.filter((name) => columnOf(measured, name)?.kind === 'number');
    const log = numbers.filter((name) => options[name]?.log);
    if (numbers.length > 0) {
      const logged = log.length > 0 ? { log } : {};
      parts.push({ kind: 'numbers', columns: numbers, ...logged, condition });
    }
    for (const name of names.filter((one) => !numbers.includes(one))) {
      const column = columnOf(measured, name);
      if (column) parts.push(partOfTexts(column, options[name] ?? {}, condition));
    }
  }
  return parts;
}

function partOfTexts(column: Column, options: ColumnOptions, condition: boolean): DescriptorPart {
  const { name } = column;
  const base = { column: name, condition };
  switch (options.readAs ?? readAsGuess(column)) {
    case 'smiles': {
      const { fingerprint, physical } = options;
      const none = fingerprint === 'none';
      return {
        kind: 'smiles',
        ...base,
        ...(fingerprint ? { fingerprints: none ? [] : [fingerprint] } : {}),
        ...(physical || none ? { physical: true } : {}),
        ...(options.endsAsAtoms ? { endsAsAtoms: true } : {}),
      };
    }
    case 'formula': {
      const { statistics } = options;
      return { kind: 'composition', ...base, ...(statistics?.length ? { statistics } : {}) };
    }
    case 'category':
      return { kind: 'category', ...base };
  }
}
