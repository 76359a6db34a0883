/** Which rows of a table can be used, and for every other row the reason and its line: nothing is left out silently. */
import { columnOf, lineOfRow, type NumberColumn, type Table } from './table.ts';

export type DropReason =
  | 'missing-input'
  | 'missing-target'
  /** Text or an infinite value where a number should be; `text` is what stands there. */
  | 'odd-input'
  | 'odd-target'
  /** No material key: the caller could not read the SMILES or formula. */
  | 'no-key';

export interface DroppedRow {
  readonly row: number;
  readonly line: number;
  readonly reason: DropReason;
  /** The first column that is to blame; absent for 'no-key'. */
  readonly column?: string;
  readonly text?: string;
}

export interface UsableRows {
  /** Ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly dropped: readonly DroppedRow[];
}

export interface RowNeeds {
  /** Inputs and conditions: numbers or texts that must be there. */
  readonly features: readonly string[];
  readonly target: string;
  /** Keys of all rows, '' where there is none. */
  readonly keys?: readonly string[];
}

/** Throws RangeError for a column that the table does not have. */
export function usableRows(table: Table, { features, target, keys }: RowNeeds): UsableRows {
  const needed = [
    ...features.map((name) => needOf(table, name, 'input')),
    needOf(table, target, 'target'),
  ];
  const rows: number[] = [];
  const dropped: DroppedRow[] = [];
  for (let row = 0; row < table.rows; row++) {
    const broken = needed.find((need) => !need.has(row));
    if (broken) {
      const text = broken.oddText(row);
      const reason = `${text === undefined ? 'missing' : 'odd'}-${broken.part}` as const;
      dropped.push({
        row,
        line: lineOfRow(table, row),
        reason,
        column: broken.name,
        ...(text === undefined ? {} : { text }),
      });
    } else if (keys?.[row] === '') {
      dropped.push({ row, line: lineOfRow(table, row), reason: 'no-key' });
    } else {
      rows.push(row);
    }
  }
  return { rows: Uint32Array.from(rows), dropped };
}

interface Need {
  readonly name: string;
  readonly part: 'input' | 'target';
  has(row: number): boolean;
  oddText(row: number): string | undefined;
}

function needOf(table: Table, name: string, part: 'input' | 'target'): Need {
  const column = columnOf(table, name);
  if (!column) throw new RangeError(`The table ${table.name} has no column "${name}".`);
  if (column.kind === 'text') {
    return { name, part, has: (row) => column.values[row] !== '', oddText: () => undefined };
  }
  const odd = oddTexts(column);
  return {
    name,
    part,
    has: (row) => Number.isFinite(column.values[row]),
    oddText: (row) => odd.get(row),
  };
}

function oddTexts({ odd }: NumberColumn): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  odd?.rows.forEach((row, i) => texts.set(row, odd.texts[i] ?? ''));
  return texts;
}
