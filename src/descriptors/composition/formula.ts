/**
 * Reads a chemical formula: nested brackets, hydrates (· . *), decimals, charges, sub- and superscripts.
 * It never throws and never guesses: what it cannot read it names, with the place and the token.
 */
import { ATOMIC_NUMBER, BEYOND_TABLE } from './element-table.ts';
import { plainText, type PlainText } from './plain-text.ts';
import { tidyFormula, type FormulaNote } from './tidy-formula.ts';

export interface FormulaProblem {
  readonly code:
    | 'empty-formula'
    | 'formula-too-long'
    | 'unknown-element'
    | 'element-without-data'
    | 'unexpected-character'
    | 'unclosed-bracket'
    | 'unmatched-bracket'
    | 'ambiguous-charge'
    | 'amount-out-of-range';
  /** Counted from 0 in the text as it was given. */
  readonly position: number;
  readonly token: string;
}

export interface Composition {
  /** Atomic numbers, each once, in order of appearance. */
  readonly elements: readonly number[];
  /** Amounts above 0, beside `elements`. */
  readonly amounts: readonly number[];
}

export type ParsedFormula =
  | {
      readonly ok: true;
      readonly composition: Composition;
      /** What was set aside, or taken for a sum; absent where the text is the formula alone. */
      readonly notes?: readonly FormulaNote[];
    }
  | { readonly ok: false; readonly problem: FormulaProblem };

export const LONGEST_FORMULA = 1000;
const LARGEST_AMOUNT = 1e6;
const LARGEST_TOTAL = 1e9;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Water after a point, to the end: "CuSO4.5H2O" is a hydrate, while "SrCuO2.5" is a decimal. */
const WATER = /\.(?:\d+(?:\.\d+)?)?\s*[([]?\s*H2O\s*[)\]]?\s*$/y;
const CARET_CHARGE = /\^\s*\{?\s*(?:\d*[+-]+|[+-]+\d*)\s*\}?/y;
/** A bare charge ends the formula, a bracket or the part before a hydrate's point. */
const BARE_CHARGE = /(?:[+-]+|[+-]\d+)\s*(?=$|[)\]}·*])/y;
const SPACED_CHARGE = /\s+\d+[+-]\s*(?=$|[)\]}·*])/y;
const SPACES = /\s+/y;
const COEFFICIENT = /\d+(?:\.\d+)?/y;
const NUMBER = /_?\{?(?:\d+(?:\.\d+)?|\.\d+)\}?/y;

/** Elements and amounts of a formula, or why not. */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LONGEST_FORMULA) {
    return refuse('formula-too-long', 0, `${text.slice(0, 20)}...`);
  }
  return new FormulaReader(plainText(text)).read();
}

function refuse(code: FormulaProblem['code'], position: number, token: string): ParsedFormula {
  return { ok: false, problem: { code, position, token } };
}

class FormulaReader {
  private readonly text: string;
  private readonly notes: readonly FormulaNote[];
  private at = 0;
  /** Atoms in order; a bracket or a hydrate's coefficient multiplies the tail that it spans. */
  private readonly elements: number[] = [];
  private readonly amounts: number[] = [];
  private readonly open: { bracket: string; position: number; first: number }[] = [];
  private partStart = 0;
  private coefficient = 1;
  private failure: ParsedFormula | undefined;

  constructor(private readonly source: PlainText) {
    const { text, notes } = tidyFormula(source.text);
    this.text = text;
    this.notes = notes;
  }

  read(): ParsedFormula {
    this.startPart();
    while (this.failure === undefined && this.at < this.text.length) this.readToken();
    const unclosed = this.open.pop();
    if (this.failure === undefined && unclosed !== undefined) {
      this.fail('unclosed-bracket', unclosed.position, unclosed.bracket);
    }
    this.endPart();
    return this.failure ?? this.total();
  }

  private readToken(): void {
    const character = this.text.charAt(this.at);
    if (character >= 'A' && character <= 'Z') this.readElement();
    else if (character === '(' || character === '[' || character === '{') {
      this.open.push({ bracket: character, position: this.at, first: this.elements.length });
      this.at++;
    } else if (character === ')' || character === ']' || character === '}') this.close(character);
    else if (this.match(SPACED_CHARGE) ?? this.match(CARET_CHARGE) ?? this.match(BARE_CHARGE))
      return;
    else if (character === ' ') this.at++;
    else if (this.isSeparator(character)) {
      this.endPart();
      this.at++;
      this.startPart();
    } else this.fail('unexpected-character', this.at, character);
  }

  private readElement(): void {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && isLower(this.text.charCodeAt(end))) end++;
    const symbol = this.text.slice(start, end);
    const z = ATOMIC_NUMBER.get(symbol);
    if (z === undefined) {
      const real = BEYOND_TABLE.includes(symbol);
      this.fail(real ? 'element-without-data' : 'unknown-element', start, symbol);
      return;
    }
    this.at = end;
    this.elements.push(z);
    this.amounts.push(1);
    this.multiply(this.amounts.length - 1, this.count(false));
  }

  private close(character: string): void {
    const opened = this.open.pop();
    if (opened === undefined || CLOSING[opened.bracket] !== character) {
      this.fail('unmatched-bracket', this.at, character);
      return;
    }
    this.at++;
    this.multiply(opened.first, this.count(character === ']'));
  }

  /** The number after an element or bracket, 1 if there is none. `complex`: "[Fe(CN)6]3-" ends with a charge. */
  private count(complex: boolean): number {
    const start = this.at;
    if (this.text.charAt(start) === ' ') {
      if (this.peek(SPACED_CHARGE)) return 1;
      while (this.text.charAt(this.at) === ' ') this.at++;
    }
    if (this.peek(WATER)) return 1;
    const digits = /^\d+/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    if (digits !== undefined) {
      // "CuSO4.5H2O": the decimals of a number must not swallow a hydrate's coefficient.
      WATER.lastIndex = this.at + digits.length;
      if (WATER.test(this.text)) {
        this.at += digits.length;
        return this.amount(digits, start);
      }
      const sign = this.at + digits.length;
      BARE_CHARGE.lastIndex = sign;
      if (BARE_CHARGE.test(this.text)) {
        if (complex) {
          this.at = sign;
          return 1;
        }
        // "NH4+" counts four; "SO42-" could be SO4 with two charges or 42 oxygens with one.
        if (digits.length > 1 && new Set(this.elements).size > 1) {
          this.fail('ambiguous-charge', this.at, this.text.slice(this.at, sign + 1));
          return 1;
        }
      }
    }
    const number = this.match(NUMBER);
    if (number === undefined) {
      this.at = start;
      return 1;
    }
    return this.amount(number.replace(/[_{}]/g, ''), start);
  }

  private amount(digits: string, position: number): number {
    const value = Number(digits);
    if (value <= LARGEST_AMOUNT) return value;
    this.fail('amount-out-of-range', position, digits);
    return 1;
  }

  private isSeparator(character: string): boolean {
    return (
      character === '·' || character === '*' || (character === '.' && this.elements.length > 0)
    );
  }

  private startPart(): void {
    this.partStart = this.elements.length;
    this.match(SPACES);
    const start = this.at;
    const number = this.match(COEFFICIENT);
    this.coefficient = number === undefined ? 1 : this.amount(number, start);
  }

  private endPart(): void {
    const unclosed = this.open.at(-1);
    if (unclosed !== undefined) this.fail('unclosed-bracket', unclosed.position, unclosed.bracket);
    else if (this.elements.length === this.partStart) {
      if (this.partStart > 0) this.fail('unexpected-character', this.at - 1, this.lastToken());
    } else this.multiply(this.partStart, this.coefficient);
  }

  private lastToken(): string {
    return this.text.charAt(Math.max(0, this.at - 1));
  }

  private multiply(first: number, factor: number): void {
    for (let i = first; factor !== 1 && i < this.amounts.length; i++) {
      this.amounts[i] = (this.amounts[i] ?? 0) * factor;
    }
  }

  private total(): ParsedFormula {
    const sums = new Map<number, number>();
    let all = 0;
    this.elements.forEach((z, i) => {
      const amount = this.amounts[i] ?? 0;
      all += amount;
      if (amount > 0) sums.set(z, (sums.get(z) ?? 0) + amount);
    });
    if (sums.size === 0) return refuse('empty-formula', 0, this.source.original.slice(0, 20));
    if (!(all <= LARGEST_TOTAL)) {
      return refuse('amount-out-of-range', 0, this.source.original.slice(0, 20));
    }
    const composition = { elements: [...sums.keys()], amounts: [...sums.values()] };
    return { ok: true, composition, ...(this.notes.length > 0 ? { notes: this.notes } : {}) };
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private peek(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private fail(code: FormulaProblem['code'], position: number, token: string): void {
    this.failure ??= refuse(code, this.source.originalPosition(position), token);
  }
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}
