/**
 * Builds one column cell by cell and decides whether it holds numbers or texts, in bounded memory: after the
 * first few thousand cells only numbers (and the odd text) or only texts are kept. Where a late majority
 * contradicts a number column, `finish` asks for a second reading as text, so that no spelling is ever lost.
 */
import {
  booleanOf,
  isMissingText,
  MISSING,
  NOT_FINITE,
  numberOf,
  TEXT,
  WRITTEN_NAN,
  type Decimal,
} from './cells.ts';
import { GrowingNumbers } from './growing.ts';
import type { Column, OddCells } from './table.ts';

/** Cells looked at before a column's form is chosen. */
const DECISION_CELLS = 4096;
/** Equal texts are kept once, as long as a column has no more than this many different ones. */
const MOST_INTERNED = 4096;

export interface BuiltColumn {
  readonly column: Column;
  readonly present: number;
  /** All present values are equal (and there are at least two). */
  readonly constant: boolean;
  /** First cell that says NaN or is infinite. */
  readonly nonFinite: { readonly cells: number; readonly infinite: number; readonly row: number };
  /** Text in a number column. */
  readonly text: { readonly cells: number; readonly example: string; readonly row: number };
}

export class ColumnBuilder {
  private pending: string[] | undefined = [];
  private numbers: GrowingNumbers | undefined;
  private texts: string[] | undefined;
  private readonly interned = new Map<string, string>();
  private readonly state = { what: 0 };
  private oddRows: number[] = [];
  private oddTexts: string[] = [];
  private numeric = 0;
  private textual = 0;
  private nonFinite = { cells: 0, infinite: 0, row: -1 };
  private firstText = { row: -1, example: '' };

  constructor(
    readonly name: string,
    private readonly decimal: Decimal,
    private readonly asText: boolean,
  ) {
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
    let numeric = 0;
    let textual = 0;
    for (const cell of pending) {
      numberOf(cell, this.decimal, this.state);
      if (this.state.what === TEXT) textual++;
      else if (this.state.what === 0 || this.state.what === NOT_FINITE) numeric++;
    }
    if (textual > numeric) this.chooseText(pending);
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
    for (const cell of cells) this.addToNumbers(cell, numbers);
  }

  private addToNumbers(cell: string, numbers: GrowingNumbers): void {
    const value = numberOf(cell, this.decimal, this.state);
    const what = this.state.what;
    if (what === 0) {
      this.numeric++;
    } else if (what !== MISSING) {
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

  private addToTexts(cell: string, texts: string[]): void {
    const trimmed = cell.trim();
    if (isMissingText(trimmed)) {
      texts.push('');
      return;
    }
    if (!this.asText) {
      numberOf(trimmed, this.decimal, this.state);
      if (this.state.what === 0 || this.state.what === NOT_FINITE) this.numeric++;
      else if (this.state.what === TEXT) this.textual++;
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
    let present = 0;
    let first = NaN;
    let constant = true;
    for (const value of values) {
      if (value !== value) continue;
      if (present === 0) first = value;
      else if (value !== first) constant = false;
      present++;
    }
    const odd: OddCells | undefined =
      this.oddRows.length > 0
        ? { rows: Uint32Array.from(this.oddRows), texts: this.oddTexts }
        : undefined;
    return {
      column: { kind: 'number', name: this.name, values, ...(odd ? { odd } : {}) },
      present,
      constant: constant && present > 1,
      nonFinite: this.nonFinite,
      text: { cells: this.textual, ...this.firstText },
    };
  }

  private builtTexts(texts: readonly string[]): BuiltColumn {
    const nothing = {
      nonFinite: { cells: 0, infinite: 0, row: -1 },
      text: { cells: 0, row: -1, example: '' },
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
