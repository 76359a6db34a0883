/**
 * How a column becomes features, said in full: what a person left open is filled in, so that the same plan comes out
 * whether a default was chosen by name or not at all, in this release and in later ones.
 */
import { DEFAULT_FINGERPRINTS, STATISTICS } from '../descriptors/plan.ts';
import {
  readAsGuess,
  type ColumnOptions,
  type DescriptorOptions,
} from '../preparation/descriptor-plan.ts';
import { featureColumns, type Roles } from '../tables/roles.ts';
import { columnOf, type Column, type Table } from '../tables/table.ts';

/** The options of every input and condition that the measured table has. */
export function fullDescriptorOptions(
  roles: Roles,
  measured: Table,
  chosen: DescriptorOptions,
): DescriptorOptions {
  return Object.fromEntries(
    featureColumns(roles).flatMap((name) => {
      const column = columnOf(measured, name);
      const options = Object.hasOwn(chosen, name) ? (chosen[name] ?? {}) : {};
      return column ? [[name, fullColumnOptions(column, options)]] : [];
    }),
  );
}

/** Only what matters to a column of that kind. */
function fullColumnOptions(column: Column, chosen: ColumnOptions): ColumnOptions {
  if (column.kind === 'number') return { log: chosen.log ?? false };
  const readAs = chosen.readAs ?? readAsGuess(column);
  switch (readAs) {
    case 'smiles': {
      const fingerprint = chosen.fingerprint ?? DEFAULT_FINGERPRINTS[0] ?? 'none';
      return {
        readAs,
        fingerprint,
        physical: fingerprint === 'none' || (chosen.physical ?? false),
      };
    }
    case 'formula': {
      const wanted = chosen.statistics ?? [];
      const statistics = STATISTICS.filter((one) => wanted.length === 0 || wanted.includes(one));
      return { readAs, statistics };
    }
    case 'category':
      return { readAs };
  }
}
