/**
 * What the reader decided about a file by itself, as codes with parameters: the page shows each as one line with
 * "change". `change` is what to read the file again with; where it depends on what a person types, it is absent.
 */
import type { Decimal } from './cells.ts';
import type { ReadChoices } from './read-choices.ts';
import type { TextEncodingName } from './text-chunks.ts';

/** Some cells of one column. */
export interface CellsOfColumn {
  readonly column: string;
  readonly cells: number;
  /** The first of them as written, and its line. */
  readonly example: string;
  readonly line: number;
}

export type TableDecision =
  | {
      /** Not UTF-8: guessed from the text itself. */
      readonly code: 'encoding';
      readonly encoding: TextEncodingName;
      /** Two pieces of the text that show whether the guess is right. */
      readonly samples: readonly string[];
      /** The other encodings in which the text could be, the likelier first. */
      readonly others: readonly { readonly encoding: TextEncodingName; readonly sample: string }[];
    }
  /** Lines above the header that are not part of the table. */
  | { readonly code: 'lines-above'; readonly lines: number; readonly example: string }
  /** The header is not the first line that holds something. */
  | { readonly code: 'header-row'; readonly line: number; readonly names: readonly string[] }
  /** No header at all: a person said so. */
  | { readonly code: 'no-header' }
  | {
      readonly code: 'units-row';
      readonly line: number;
      readonly units: readonly string[];
      readonly change: ReadChoices;
    }
  /** Rows between header and data that hold neither names, units nor values. */
  | {
      readonly code: 'rows-below-header';
      readonly lines: readonly number[];
      readonly example: string;
    }
  /** Mean rows, signatures and remarks at the end. */
  | {
      readonly code: 'rows-at-end';
      readonly rows: number;
      readonly line: number;
      readonly example: string;
      readonly change: ReadChoices;
    }
  | {
      readonly code: 'renamed-columns';
      readonly columns: readonly {
        readonly position: number;
        readonly from: string;
        readonly to: string;
      }[];
    }
  /** Every line ends with a separator more than the header has. */
  | { readonly code: 'empty-last-column' }
  /** The header has one name less than the rows have cells: the first column is an index, as R writes it. */
  | { readonly code: 'header-one-short'; readonly column: string }
  | { readonly code: 'separated-by-blanks' }
  | {
      readonly code: 'decimal-comma';
      readonly columns: readonly string[];
      readonly example: string;
      readonly change: ReadChoices;
    }
  /** '1,000' or '18 851.2' were read as one number. */
  | { readonly code: 'grouped-digits'; readonly columns: readonly CellsOfColumn[] }
  | { readonly code: 'percent'; readonly columns: readonly CellsOfColumn[] }
  /** The value was taken, the uncertainty kept beside it. */
  | { readonly code: 'uncertainties'; readonly columns: readonly CellsOfColumn[] }
  | { readonly code: 'approximate'; readonly columns: readonly CellsOfColumn[] }
  | { readonly code: 'footnotes'; readonly columns: readonly CellsOfColumn[] }
  | {
      /** '<2.14' and '> 3'. */
      readonly code: 'censored';
      readonly taken: CensoredChoice;
      readonly columns: readonly CellsOfColumn[];
      readonly change: ReadChoices;
    }
  | {
      readonly code: 'ranges';
      readonly taken: RangeChoice;
      readonly columns: readonly CellsOfColumn[];
      readonly change: ReadChoices;
    }
  | {
      /** -9999, 1E+30: known ways to write "nothing", far from all other values. */
      readonly code: 'sentinels';
      readonly taken: 'missing' | 'kept';
      readonly columns: readonly (CellsOfColumn & { readonly value: number })[];
      readonly change: ReadChoices;
    }
  /** Words and marks that were taken for "nothing here" in number columns. */
  | {
      readonly code: 'missing-words';
      readonly cells: number;
      readonly words: readonly { readonly text: string; readonly cells: number }[];
    }
  /** Of a workbook with several sheets: the one that holds the table. */
  | { readonly code: 'sheet'; readonly sheet: string; readonly sheets: readonly string[] }
  /** The name ends with .gz, the content is plain. */
  | { readonly code: 'not-gzip' };

/** What becomes of '<2.14': no value, 2.14, or half of it (above zero; '>' has only its bound). */
export type CensoredChoice = 'leave-out' | 'bound' | 'half';
export type RangeChoice = 'leave-out' | 'middle';
export type SentinelChoice = 'missing' | 'keep';

export type { Decimal };
