/**
 * What an encoder makes of one part of the plan in one table: features per entry (a distinct text, or a row of numbers)
 * and which entry every row has, or why it has none.
 */
import type { FeatureBlock } from './feature-matrix.ts';
import type { FormulaProblem } from './composition/formula.ts';
import type { SmilesProblem } from './smiles/problem.ts';

/** Stands between the parts of a material key, as in tables/material-key.ts. */
export const BETWEEN_KEYS = '\u001f';

/** Why a row has no features. `column` is the name in its own table, `text` and `value` what stood there. */
export type DropReason =
  | { readonly code: 'missing'; readonly column: string }
  | { readonly code: 'not-finite'; readonly column: string; readonly value: number }
  | { readonly code: 'not-positive'; readonly column: string; readonly value: number }
  | {
      readonly code: 'unreadable-formula';
      readonly column: string;
      readonly text: string;
      readonly problem: FormulaProblem;
    }
  | {
      readonly code: 'unreadable-smiles';
      readonly column: string;
      readonly text: string;
      readonly problem: SmilesProblem;
    };

/** What a person should know although no row is dropped for it. */
export interface UnseenLevel {
  readonly code: 'unseen-level';
  /** The simulated table's name of the column. */
  readonly column: string;
  readonly level: string;
  /** Rows with a level that the simulated table does not have: all zeros. */
  readonly rows: number;
}

export interface EncodedPart {
  /** entries x columns. */
  readonly blocks: readonly FeatureBlock[];
  /** The material key's text of each entry. */
  readonly keys: readonly string[];
  /** rows: the entry of each row, or -1. */
  readonly entries: Int32Array<ArrayBuffer>;
  /** Why, for the rows with -1. */
  readonly reasons: ReadonlyMap<number, DropReason>;
  readonly notes: readonly UnseenLevel[];
}
