/**
 * Builds one column cell by cell and decides whether it holds numbers or texts, in bounded memory: after the
 * first few thousand cells only numbers (and the odd text) or only texts are kept. Where a late majority
 * contradicts a number column, `finish` asks for a second reading as text, so that no spelling is ever lost.
 */
import {
  booleanOf,
  BOUNDS,
  cellState,
  decimalOf,
  isMissingText,
  MISSING,
  NOT_FINITE,
  numberOf,
  SPELLED,
  TEXT,
  WRITTEN_NAN,
  type Decimal,
} from './cells.ts';
import { GrowingNumbers } from './growing.ts';
import type { NumberMark, SpelledNumber } from './reading/number-spelling.ts';
import { findSentinels, mayBeSentinel } from './reading/sentinels.ts';
import type { Bounds, Column, OddCells } from './table.ts';
import type { CensoredChoice, RangeChoice, SentinelChoice } from './table-decision.ts';

/** Cells looked at before a column's form is chosen. */
const DECISION_CELLS = 4096;
/** Equal texts are kept once, as long as a column has no more than this many different ones. */
const MOST_INTERNED = 4096;

/** How some cells of a column were spelled: how many, and the first. */
export interface Spelled {
  cells: number;
  readonly example: string;
  readonly row: number;
}
export type SpellingCode = NumberMark | 'censored' | 'range';

export interface BuiltColumn {
  readonly column: Column;
  readonly present: number;
  /** All present values are equal (and there are at least two). */
  readonly constant: boolean;
  /** First cell that says NaN or is infinite. */
  readonly nonFinite: { readonly cells: number; readonly infinite: number; readonly row: number };
  /** Text in a number column. */
  readonly text: { readonly cells: number; readonly example: string; readonly row: number };
  readonly spelled: ReadonlyMap<SpellingCode, Spelled>;
  /** Words for "nothing here" in a number column, with the cells that say so. */
  readonly missingWords: ReadonlyMap<string, number>;
  readonly sentinels: readonly (Spelled & { readonly value: number })[];
  /** A cell that shows that decimals are written with a comma. */
  readonly commaExample?: string;
}

export interface CellChoices {
  readonly decimal: Decimal;
  /** A person said so: then the cells are not asked. */
  readonly decimalChosen?: boolean;
  readonly censored?: CensoredChoice | undefined;
  readonly ranges?: RangeChoice | undefined;
  readonly sentinels?: SentinelChoice | undefined;
}

export class ColumnBuilder {
  private pending: string[] | undefined = [];
  private numbers: GrowingNumbers | undefined;
  private texts: string[] | undefined;
  private readonly interned = new Map<string, string>();
  private readonly state = cellState();
  private decimal: Decimal;
  private oddRows: number[] = [];
  private oddTexts: string[] = [];
  private numeric = 0;
  private textual = 0;
  private nonFinite = { cells: 0, infinite: 0, row: -1 };
  private firstText = { row: -1, example: '' };
  private commaExample: string | undefined;
  private leadingZeros = false;
  private readonly spelled = new Map<SpellingCode, Spelled>();
  private readonly missingWords = new Map<string, number>();
  private readonly uncertainties: { row: number; value: number }[] = [];
  private readonly bounds: { row: number; low: number; high: number }[] = [];

  constructor(
    readonly name: string,
    private readonly choices: CellChoices,
    private readonly asText: boolean,
    private readonly unit = '',
  ) {
    this.decimal = choices.decimal;
    if (asText) this.chooseText([]);
  }

  /** A cell as written in a file of text. */
  add(cell: string): void {
    if (this.numbers) this.addToNumbers(cell, this.numbers);
    else if (this.texts) this.addToTexts(cell, this.texts);
    else this.addToPending(cell);
  }

  /** A cell that the file itself holds as a number. */
  addNumber(value: number): void {
    if (this.numbers && Number.isFinite(value)) {
      this.numeric++;
      this.numbers.push(value + 0);
    } else {
      const written = String(value);
      this.add(this.decimal === ',' ? written.replace('.', ',') : written);
    }
  }

  private addToPending(cell: string): void {
    const pending = (this.pending ??= []);
    pending.push(cell);
    if (pending.length >= DECISION_CELLS) this.decide();
  }

  private decide(): void {
    const pending = this.pending ?? [];
    this.pending = undefined;
    if (!this.choices.decimalChosen) this.decimal = decimalOf(pending, this.choices.decimal);
    let numeric = 0;
    let textual = 0;
    let pairs = 0;
    for (const cell of pending) {
      numberOf(cell, this.decimal, this.state);
      const { what } = this.state;
      if (what === TEXT) textual++;
      else if (what >= 0 || what === NOT_FINITE) {
        numeric++;
        if (!this.leadingZeros && /^0\d+$/.test(cell)) this.leadingZeros = true;
      } else if (what === BOUNDS) {
        // '1-2' may be a range or a name: only the other cells tell.
        if (/[<>≤≥≦≧⩽⩾.,＜＞．]/.test(cell)) numeric++;
        else pairs++;
      }
    }
    if (textual > numeric || (numeric === 0 && pairs > 0)) this.chooseText(pending);
    else this.chooseNumbers(pending);
  }

  private chooseText(cells: readonly string[]): void {
    const texts: string[] = [];
    this.texts = texts;
    this.pending = undefined;
    this.numbers = undefined;
    for (const cell of cells) this.addToTexts(cell, texts);
  }

  private chooseNumbers(cells: readonly string[]): void {
    const numbers = new GrowingNumbers();
    this.numbers = numbers;
    this.texts = undefined;
    this.numeric = 0;
    this.textual = 0;
    if (!this.choices.decimalChosen) {
      this.decimal = decimalOf(cells.slice(0, DECISION_CELLS), this.choices.decimal);
    }
    for (const cell of cells) this.addToNumbers(cell, numbers);
  }

  private addToNumbers(cell: string, numbers: GrowingNumbers): void {
    const value = numberOf(cell, this.decimal, this.state);
    // The path that nearly every cell takes.
    if (this.state.what === 0) {
      this.numeric++;
      numbers.push(value);
      if (this.decimal === ',') this.showComma(cell);
      return;
    }
    this.addUnusual(cell, value, numbers);
  }

  private showComma(cell: string): void {
    if (this.commaExample === undefined && cell.includes(',')) this.commaExample = cell.trim();
  }

  private addUnusual(cell: string, value: number, numbers: GrowingNumbers): void {
    const { what, spelled } = this.state;
    if (what === SPELLED) {
      this.numeric++;
      if (spelled) this.takeSpelled(cell, spelled, numbers.length);
      if (this.decimal === ',') this.showComma(cell);
    } else if (what === MISSING) {
      if (cell !== '') this.takeMissing(cell.trim());
    } else if (what === BOUNDS) {
      this.numeric++;
      numbers.push(spelled ? this.takeSpelled(cell, spelled, numbers.length) : NaN);
      return;
    } else {
      const row = numbers.length;
      if (what === TEXT) {
        if (this.firstText.row < 0) this.firstText = { row, example: cell.trim() };
        this.textual++;
      } else {
        if (this.nonFinite.row < 0) this.nonFinite.row = row;
        this.nonFinite.cells++;
        if (what === NOT_FINITE) this.nonFinite.infinite++;
      }
      if (what !== WRITTEN_NAN) {
        this.oddRows.push(row);
        this.oddTexts.push(cell.trim());
      }
    }
    numbers.push(value);
  }

  private takeMissing(word: string): void {
    if (word !== '') this.missingWords.set(word, (this.missingWords.get(word) ?? 0) + 1);
  }

  /** Keeps what a number's spelling says beyond its value, and returns the value that is taken. */
  private takeSpelled(cell: string, spelled: SpelledNumber, row: number): number {
    const example = cell.trim();
    if (spelled.kind === 'number') {
      if (spelled.mark) this.count(spelled.mark, example, row);
      if (spelled.uncertainty !== undefined) {
        this.uncertainties.push({ row, value: spelled.uncertainty });
      }
      return spelled.value;
    }
    const { low, high } = spelled;
    this.bounds.push({ row, low, high });
    if (Number.isFinite(low) && Number.isFinite(high)) {
      this.count('range', example, row);
      return this.choices.ranges === 'middle' ? (low + high) / 2 : NaN;
    }
    this.count('censored', example, row);
    const bound = Number.isFinite(high) ? high : low;
    if (this.choices.censored === 'half' && bound === high && high > 0) return high / 2;
    return this.choices.censored === 'bound' || this.choices.censored === 'half' ? bound : NaN;
  }

  private count(code: SpellingCode, example: string, row: number): void {
    const known = this.spelled.get(code);
    if (known) known.cells++;
    else this.spelled.set(code, { cells: 1, example, row });
  }

  private addToTexts(cell: string, texts: string[]): void {
    const trimmed = cell.trim();
    if (isMissingText(trimmed)) {
      texts.push('');
      return;
    }
    if (!this.asText) {
      numberOf(trimmed, this.decimal, this.state);
      const { what } = this.state;
      if (what >= 0 || what === NOT_FINITE) this.numeric++;
      else if (what === TEXT) this.textual++;
    }
    const known = this.interned.get(trimmed);
    if (known === undefined && this.interned.size < MOST_INTERNED) {
      this.interned.set(trimmed, trimmed);
    }
    texts.push(known ?? trimmed);
  }

  /** The column, or 'reread-as-text' where the cells read as numbers turned out to be mostly texts. */
  finish(): BuiltColumn | 'reread-as-text' {
    if (this.pending) this.decide();
    // A text column's cells are kept as written, so it can still become numbers.
    if (this.texts && !this.asText && this.numeric > this.textual) {
      this.chooseNumbers(this.texts);
    }
    if (this.numbers) {
      if (this.textual > this.numeric + this.nonFinite.infinite) return 'reread-as-text';
      return this.builtNumbers(this.numbers);
    }
    return this.builtTexts(this.texts ?? []);
  }

  private builtNumbers(numbers: GrowingNumbers): BuiltColumn {
    const values = numbers.toFloat64Array();
    this.numbers = undefined;
    const asRead = extent(values);
    const sentinels = this.takeSentinels(values, asRead);
    const { present, low, high } = sentinels.length > 0 ? extent(values) : asRead;
    const odd: OddCells | undefined =
      this.oddRows.length > 0
        ? { rows: Uint32Array.from(this.oddRows), texts: this.oddTexts }
        : undefined;
    const bounds: Bounds | undefined =
      this.bounds.length > 0
        ? {
            rows: Uint32Array.from(this.bounds, ({ row }) => row),
            low: Float64Array.from(this.bounds, ({ low }) => low),
            high: Float64Array.from(this.bounds, ({ high }) => high),
          }
        : undefined;
    return {
      column: {
        kind: 'number',
        name: this.name,
        values,
        ...(odd ? { odd } : {}),
        ...(bounds ? { bounds } : {}),
        ...(this.uncertainties.length > 0 ? { uncertainty: this.uncertaintyOf(values) } : {}),
        ...(this.unit === '' ? {} : { unit: this.unit }),
        ...(this.leadingZeros ? { leadingZeros: true as const } : {}),
      },
      present,
      constant: present > 1 && low === high,
      nonFinite: this.nonFinite,
      text: { cells: this.textual, ...this.firstText },
      spelled: this.spelled,
      missingWords: this.missingWords,
      sentinels,
      ...(this.commaExample === undefined ? {} : { commaExample: this.commaExample }),
    };
  }

  private uncertaintyOf(values: Float64Array): Float64Array<ArrayBuffer> {
    const all = new Float64Array(values.length).fill(NaN);
    for (const { row, value } of this.uncertainties) all[row] = value;
    return all;
  }

  /** Finds the sentinels and, unless a person keeps them, empties their cells. */
  private takeSentinels(values: Float64Array, { low, high }: Extent): BuiltColumn['sentinels'] {
    // Whatever stands apart is at an end: nearly every column is done here.
    if (!mayBeSentinel(low) && !mayBeSentinel(high)) return [];
    return findSentinels(values).map((value) => {
      const row = values.indexOf(value);
      let cells = 0;
      for (let i = row; i < values.length; i++) {
        if (values[i] !== value) continue;
        cells++;
        if (this.choices.sentinels !== 'keep') values[i] = NaN;
      }
      return { value, cells, row, example: String(value) };
    });
  }

  private builtTexts(texts: readonly string[]): BuiltColumn {
    const nothing = {
      nonFinite: { cells: 0, infinite: 0, row: -1 },
      text: { cells: 0, row: -1, example: '' },
      spelled: new Map<SpellingCode, Spelled>(),
      missingWords: new Map<string, number>(),
      sentinels: [],
    };
    const present = texts.reduce((sum, text) => sum + (text === '' ? 0 : 1), 0);
    const first = texts.find((text) => text !== '');
    const constant = present > 1 && texts.every((text) => text === '' || text === first);
    if (!this.asText && texts.every((text) => text === '' || booleanOf(text) !== undefined)) {
      const values = Float64Array.from(texts, (text) => booleanOf(text) ?? NaN);
      return {
        column: { kind: 'number', name: this.name, values },
        present,
        constant,
        ...nothing,
      };
    }
    return {
      column: { kind: 'text', name: this.name, values: texts },
      present,
      constant,
      ...nothing,
    };
  }
}

interface Extent {
  readonly present: number;
  readonly low: number;
  readonly high: number;
}

function extent(values: Float64Array): Extent {
  let present = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value !== value) continue;
    present++;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { present, low, high };
}
