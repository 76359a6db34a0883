/** A column of a person's own that says which rows are for testing: 'test' and 'train', or 1 and 0. */
import type { Column } from './table.ts';

export interface OwnSplit {
  readonly test: Uint32Array<ArrayBuffer>;
  readonly rest: Uint32Array<ArrayBuffer>;
  /** Rows that say neither; they are in none of the two lists. */
  readonly unclear: Uint32Array<ArrayBuffer>;
}

const TEST = /^(test|testing|test ?set|holdout|hold-out|1|true|yes)$/i;
const REST = /^(train|training|train ?set|valid|validation|val|dev|rest|0|false|no)$/i;

export function ownSplit(column: Column): OwnSplit {
  const test: number[] = [];
  const rest: number[] = [];
  const unclear: number[] = [];
  for (let row = 0; row < column.values.length; row++) {
    const value = String(column.values[row]);
    (TEST.test(value) ? test : REST.test(value) ? rest : unclear).push(row);
  }
  return {
    test: Uint32Array.from(test),
    rest: Uint32Array.from(rest),
    unclear: Uint32Array.from(unclear),
  };
}
