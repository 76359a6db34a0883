/** What a person may change about how one file is read. Plain JSON: it travels in links and stored experiments. */
import type { Decimal } from './cells.ts';
import type { Separator } from './separator.ts';
import type { CensoredChoice, RangeChoice, SentinelChoice } from './table-decision.ts';
import type { TextEncodingName } from './text-chunks.ts';

export interface ReadChoices {
  /** Columns that stay text whatever they hold. */
  readonly asText?: readonly string[];
  /** As guessed unless chosen: UTF-8 where the bytes are, else what the text looks like. */
  readonly encoding?: TextEncodingName;
  readonly separator?: Separator;
  readonly decimal?: Decimal;
  /** The line (from 1) with the names; 0: there is none. In a workbook, the row. */
  readonly headerRow?: number;
  /** The line (from 1) with which the data begin. */
  readonly firstDataRow?: number;
  /** Whether a row of units below the names is taken for one ('units') or for data. */
  readonly unitsRow?: 'units' | 'data';
  /** Whether mean rows and remarks at the end are rows like all others. */
  readonly rowsAtEnd?: 'leave-out' | 'keep';
  readonly censored?: CensoredChoice;
  readonly ranges?: RangeChoice;
  readonly sentinels?: SentinelChoice;
  /** Of a workbook. */
  readonly sheet?: string;
}
