/**
 * Numbers as people write them when a plain parser says no: another minus, full-width digits, grouped thousands,
 * Fortran's D, percent, uncertainties, bounds and ranges. What is not wholly understood is no number, never a part of one.
 */
import type { Decimal } from '../cells.ts';

/** What is notable about how a number was written; other spellings leave nothing to decide. */
export type NumberMark = 'grouped' | 'percent' | 'uncertain' | 'approximate' | 'footnote';

export type SpelledNumber =
  | {
      readonly kind: 'number';
      readonly value: number;
      /** One standard deviation (or what the table means by it), in the value's own scale. */
      readonly uncertainty?: number;
      readonly mark?: NumberMark;
    }
  /** '<2.14' is low -Infinity, high 2.14; '1.2-1.4' has both. */
  | { readonly kind: 'bounds'; readonly low: number; readonly high: number };

const LONGEST = 60;
const MINUSES = /[\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d]/g;
const BLANKS = '[ \\u00a0\\u2007\\u2009\\u202f]';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';

/** Groups 1: sign, 2: digits with group marks, 3: decimals, 4: exponent. */
function grammar(decimal: Decimal): string {
  const [point, group] = decimal === '.' ? ['\\.', ','] : [',', '\\.'];
  const whole = `\\d{1,3}(?:${BLANKS}\\d{3})+|\\d{1,3}(?:['’]\\d{3})+|[1-9]\\d{0,2}(?:${group}\\d{3})+|\\d+`;
  const exponent = `[eEdD][+-]?\\d{1,3}|\\s*[x×*·]\\s*10\\^?\\(?[+-]?\\d{1,3}\\)?`;
  return `([+-]?)\\s?(${whole}|(?=${point}\\d))(?:${point}(\\d*))?(${exponent})?`;
}

interface Patterns {
  readonly number: RegExp;
  readonly percent: RegExp;
  readonly bound: RegExp;
  readonly approximate: RegExp;
  readonly plusMinus: RegExp;
  readonly concise: RegExp;
  readonly range: RegExp;
}

function patterns(decimal: Decimal): Patterns {
  const number = grammar(decimal);
  return {
    number: new RegExp(`^${number}$`),
    percent: /^(.+?)\s*([%‰])$/,
    bound: /^(<=|>=|=<|=>|[<>≤≥≦≧⩽⩾])\s*(.+)$/,
    approximate: /^(?:~|≈|≃|≅|∼|〜|ca?\.|ca\s|circa\s|approx\.?\s?|about\s|約)\s*(.+)$/i,
    plusMinus: /^(.+?)\s*(?:±|\+\/-|\+-|\\pm)\s*(.+)$/,
    concise: /^(.*?\d)\s?\((\d+(?:[.,]\d+)?)\)([eEdD][+-]?\d{1,3})?$/,
    range: new RegExp(`^(${number})\\s*(?:-|~|∼|〜|\\.{2,3}|…|to|bis)\\s*(${number})$`),
  };
}

const PATTERNS: Readonly<Record<Decimal, Patterns>> = {
  '.': patterns('.'),
  ',': patterns(','),
};
const FOOTNOTE = /^(.*\d[%)]?)\s*(?:[*†‡§¶]+|\[[a-z\d]{1,2}\]|\([a-z]\))$/;

/** The number that a trimmed cell spells, or undefined. */
export function spelledNumber(cell: string, decimal: Decimal): SpelledNumber | undefined {
  if (cell.length > LONGEST || !/[\d\uff10-\uff19]/.test(cell)) return undefined;
  const text = plain(cell);
  const { bound, approximate, range } = PATTERNS[decimal];
  const direct = numberOrPercent(text, decimal);
  if (direct) return direct;
  const bounded = bound.exec(text);
  if (bounded) {
    const value = numberOrPercent(bounded[2] ?? '', decimal)?.value;
    if (value === undefined) return undefined;
    return /[<≤≦⩽]/.test(bounded[1] ?? '')
      ? { kind: 'bounds', low: -Infinity, high: value }
      : { kind: 'bounds', low: value, high: Infinity };
  }
  const about = approximate.exec(text);
  if (about) return marked(about[1] ?? '', decimal, 'approximate');
  const uncertain = withUncertainty(text, decimal);
  if (uncertain) return uncertain;
  const between = range.exec(text);
  if (between) {
    // Each number's own pattern has four groups.
    const low = plainValue(between[1] ?? '', decimal)?.value;
    const high = plainValue(between[6] ?? '', decimal)?.value;
    if (low !== undefined && high !== undefined && low < high) return { kind: 'bounds', low, high };
    return undefined;
  }
  const noted = FOOTNOTE.exec(text);
  return noted ? marked(noted[1] ?? '', decimal, 'footnote') : undefined;
}

function marked(text: string, decimal: Decimal, mark: NumberMark): SpelledNumber | undefined {
  const found = numberOrPercent(text, decimal) ?? withUncertainty(text, decimal);
  return found && { ...found, mark };
}

type PlainSpelling = Extract<SpelledNumber, { kind: 'number' }>;

function numberOrPercent(text: string, decimal: Decimal): PlainSpelling | undefined {
  const number = plainValue(text, decimal);
  if (number) return number;
  const percent = PATTERNS[decimal].percent.exec(text);
  if (!percent) return undefined;
  const shift = percent[2] === '%' ? 2 : 3;
  const found = plainValue(percent[1] ?? '', decimal, shift);
  return found && { ...found, mark: 'percent' };
}

/** '1.23(4)' is 1.23 ± 0.04: the digits stand below the last ones; '1.23 (0.04)' says it in full. */
function withUncertainty(text: string, decimal: Decimal): PlainSpelling | undefined {
  const { plusMinus, concise } = PATTERNS[decimal];
  const sum = plusMinus.exec(text);
  if (sum) {
    const value = plainValue(sum[1] ?? '', decimal)?.value;
    const uncertainty = plainValue(sum[2] ?? '', decimal)?.value;
    if (value === undefined || uncertainty === undefined || uncertainty < 0) return undefined;
    return { kind: 'number', value, uncertainty, mark: 'uncertain' };
  }
  const short = concise.exec(text);
  if (!short) return undefined;
  const [, written = '', digits = '', exponent = ''] = short;
  const value = plainValue(written + exponent, decimal)?.value;
  if (value === undefined || /[eEdD]/.test(written)) return undefined;
  const power = Number(exponent.replace(/[eEdD]/, '') || 0);
  const decimals = /[.,]/.test(digits) ? 0 : decimalsOf(written, decimal);
  const uncertainty = Number(`${digits.replace(',', '.')}e${power - decimals}`);
  return { kind: 'number', value, uncertainty, mark: 'uncertain' };
}

function decimalsOf(written: string, decimal: Decimal): number {
  const at = written.lastIndexOf(decimal);
  return at < 0 ? 0 : written.length - at - 1;
}

/** `shift`: places to the right that the decimal point moves to the left, so that 31.2 % is the double 0.312. */
function plainValue(text: string, decimal: Decimal, shift = 0): PlainSpelling | undefined {
  const found = PATTERNS[decimal].number.exec(text);
  if (!found) return undefined;
  const [, sign = '', whole = '', decimals = '', written = ''] = found;
  const digits = whole.replace(/\D/g, '');
  if (digits === '' && decimals === '') return undefined;
  const exponent = Number(written.replace(/^\s*[x×*·]\s*10\^?|^[eEdD]|[()]/g, '') || 0) - shift;
  const value = Number(`${sign}${digits || '0'}.${decimals || '0'}e${exponent}`);
  if (!Number.isFinite(value)) return undefined;
  const grouped = digits.length < whole.length;
  return { kind: 'number', value: value + 0, ...(grouped ? { mark: 'grouped' as const } : {}) };
}

/** One minus, half-width digits and marks. */
export function halfWidth(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(MINUSES, '-')
    .replace(/\u3000/g, ' ');
}

/** Exponents of ten in plain digits too; superscripts elsewhere stay what they are. */
function plain(cell: string): string {
  return halfWidth(cell)
    .replace(/(?<=[x×*·]\s?10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) =>
      [...raised].map((c) => '0123456789+-'.charAt(SUPERSCRIPTS.indexOf(c))).join(''),
    )
    .trim();
}
