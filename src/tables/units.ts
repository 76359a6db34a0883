/**
 * Units as expressions: what "J_per_kg_K", "g/cm3" or "kJ mol-1" mean in SI base units. Whatever is not wholly
 * understood is no unit at all, so that a name's last word is not taken for one.
 */
import { halfWidth } from './reading/number-spelling.ts';

/** Exponents of kilogram, metre, second, kelvin, ampere. Mole and atom are numbers: eV and kJ/mol then agree. */
export type Dimension = readonly [number, number, number, number, number];

export interface Unit {
  /** As it should stand on an axis: 'J/(kg K)'. */
  readonly text: string;
  readonly dimension: Dimension;
  /** One of this unit in SI base units. */
  readonly factor: number;
  /** Added after the factor: 273.15 for degrees Celsius alone, 0 else. */
  readonly offset: number;
}

interface Symbol_ {
  readonly factor: number;
  readonly dimension: Dimension;
  readonly text?: string;
  readonly offset?: number;
}

const NUMBER: Dimension = [0, 0, 0, 0, 0];
const LENGTH: Dimension = [0, 1, 0, 0, 0];
const TIME: Dimension = [0, 0, 1, 0, 0];
const MASS: Dimension = [1, 0, 0, 0, 0];
const KELVIN: Dimension = [0, 0, 0, 1, 0];
const ENERGY: Dimension = [1, 2, -2, 0, 0];
const PRESSURE: Dimension = [1, -1, -2, 0, 0];
const VOLUME: Dimension = [0, 3, 0, 0, 0];
const CURRENT: Dimension = [0, 0, 0, 0, 1];

/** CODATA 2018; the elementary charge, Avogadro and Boltzmann constants are exact. */
export const ELEMENTARY_CHARGE = 1.602176634e-19;
export const AVOGADRO = 6.02214076e23;
const HARTREE = 4.3597447222071e-18;
const DALTON = 1.6605390666e-27;

const PREFIXES: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  μ: 1e-6,
  m: 1e-3,
  c: 1e-2,
  d: 1e-1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

/** Taken with every prefix above. */
const PREFIXED: Readonly<Record<string, Symbol_>> = {
  eV: { factor: ELEMENTARY_CHARGE, dimension: ENERGY },
  J: { factor: 1, dimension: ENERGY },
  cal: { factor: 4.184, dimension: ENERGY },
  g: { factor: 1e-3, dimension: MASS },
  m: { factor: 1, dimension: LENGTH },
  s: { factor: 1, dimension: TIME },
  Pa: { factor: 1, dimension: PRESSURE },
  bar: { factor: 1e5, dimension: PRESSURE },
  W: { factor: 1, dimension: [1, 2, -3, 0, 0] },
  V: { factor: 1, dimension: [1, 2, -3, 0, -1] },
  S: { factor: 1, dimension: [-1, -2, 3, 0, 2] },
  Hz: { factor: 1, dimension: [0, 0, -1, 0, 0] },
  mol: { factor: AVOGADRO, dimension: NUMBER },
  L: { factor: 1e-3, dimension: VOLUME },
  K: { factor: 1, dimension: KELVIN },
  N: { factor: 1, dimension: [1, 1, -2, 0, 0] },
  A: { factor: 1, dimension: CURRENT },
  C: { factor: 1, dimension: [0, 0, 1, 0, 1] },
  F: { factor: 1, dimension: [-1, -2, 4, 0, 2] },
  ohm: { factor: 1, dimension: [1, 2, -3, 0, -2], text: 'Ω' },
  T: { factor: 1, dimension: [1, 0, -2, 0, -1] },
};

const CELSIUS: Symbol_ = { factor: 1, dimension: KELVIN, text: '°C', offset: 273.15 };
/** Degrees Celsius, where a name says only C. */
export const CELSIUS_UNIT: Unit = { text: '°C', dimension: KELVIN, factor: 1, offset: 273.15 };
const FAHRENHEIT: Symbol_ = {
  factor: 5 / 9,
  dimension: KELVIN,
  text: '°F',
  offset: 273.15 - (32 * 5) / 9,
};
const ANGSTROM: Symbol_ = { factor: 1e-10, dimension: LENGTH, text: 'Å' };
const DALTONS: Symbol_ = { factor: DALTON, dimension: MASS };

const ALONE: Readonly<Record<string, Symbol_>> = {
  degC: CELSIUS,
  '°C': CELSIUS,
  '℃': CELSIUS,
  celsius: CELSIUS,
  Celsius: CELSIUS,
  '°F': FAHRENHEIT,
  degF: FAHRENHEIT,
  '℉': FAHRENHEIT,
  kelvin: { factor: 1, dimension: KELVIN, text: 'K' },
  angstrom: ANGSTROM,
  Angstrom: ANGSTROM,
  ang: ANGSTROM,
  Å: ANGSTROM,
  hartree: { factor: HARTREE, dimension: ENERGY, text: 'Ha' },
  Hartree: { factor: HARTREE, dimension: ENERGY, text: 'Ha' },
  Ha: { factor: HARTREE, dimension: ENERGY },
  atm: { factor: 101_325, dimension: PRESSURE },
  torr: { factor: 101_325 / 760, dimension: PRESSURE },
  debye: { factor: 3.33564e-30, dimension: [0, 1, 1, 0, 1], text: 'D' },
  barrer: { factor: 3.35e-16 * AVOGADRO, dimension: [-1, 0, 1, 0, 0] },
  Barrer: { factor: 3.35e-16 * AVOGADRO, dimension: [-1, 0, 1, 0, 0], text: 'barrer' },
  poise: { factor: 0.1, dimension: [1, -1, -1, 0, 0], text: 'P' },
  cP: { factor: 1e-3, dimension: [1, -1, -1, 0, 0] },
  Da: DALTONS,
  kDa: { factor: 1000 * DALTON, dimension: MASS },
  amu: DALTONS,
  min: { factor: 60, dimension: TIME },
  hr: { factor: 3600, dimension: TIME, text: 'h' },
  percent: { factor: 0.01, dimension: NUMBER, text: '%' },
  '%': { factor: 0.01, dimension: NUMBER },
  ppm: { factor: 1e-6, dimension: NUMBER },
  deg: { factor: Math.PI / 180, dimension: NUMBER, text: '°' },
  '°': { factor: Math.PI / 180, dimension: NUMBER },
  rad: { factor: 1, dimension: NUMBER },
  atom: { factor: 1, dimension: NUMBER },
  cell: { factor: 1, dimension: NUMBER },
  ml: { factor: 1e-6, dimension: VOLUME, text: 'mL' },
  cc: { factor: 1e-6, dimension: VOLUME, text: 'cm3' },
};

/** Letters that names end on for other reasons: units only where the writing shows it ("Tg (C)", "J/C"). */
const AMBIGUOUS = new Set(['A', 'C', 'N', 'F', 'T', 'S', 'L', 'pA', 'pT', 'mT', 'cell', 'atom']);

/** 'valueOf' is in every object and no unit. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function symbolOf(token: string): Symbol_ | undefined {
  const alone = own(ALONE, token) ?? own(PREFIXED, token);
  if (alone) return { text: token, ...alone };
  const prefix = own(PREFIXES, token.slice(0, 1));
  const base = own(PREFIXED, token.slice(1));
  if (prefix === undefined || base === undefined) return undefined;
  return { factor: prefix * base.factor, dimension: base.dimension, text: token };
}

interface Factor {
  readonly symbol: Symbol_;
  readonly exponent: number;
}

/** 'cm3', 'mol-1', 'm^2', '1e-6', 'K'. */
function factorOf(token: string): Factor | undefined {
  if (/^(\d+(\.\d+)?)(e[+-]?\d+|\^[+-]?\d+)?$/.test(token)) {
    const value = Number(token.replace(/^10\^/, '1e'));
    if (!(value > 0)) return undefined;
    return { symbol: { factor: value, dimension: NUMBER, text: token }, exponent: 1 };
  }
  const match = /^([^\d^-]+?)\^?(-?[1-9])?$/.exec(token);
  const symbol = match && symbolOf(match[1] ?? '');
  return symbol ? { symbol, exponent: Number(match[2] ?? 1) } : undefined;
}

/** A unit from its factors above and below the line, or undefined where one of them is none. */
export function unitOfTokens(above: readonly string[], below: readonly string[]): Unit | undefined {
  const dimension = [0, 0, 0, 0, 0];
  let factor = 1;
  const texts: [string[], string[]] = [[], []];
  const tokens = [
    ...above.map((token): [string, number] => [token, 1]),
    ...below.map((token): [string, number] => [token, -1]),
  ];
  let offset = 0;
  for (const [token, sign] of tokens) {
    const one = factorOf(token);
    if (!one) return undefined;
    const exponent = one.exponent * sign;
    // Not the power operator, whose last digit may differ between browsers.
    for (let i = 0; i < Math.abs(exponent); i++) {
      factor = exponent > 0 ? factor * one.symbol.factor : factor / one.symbol.factor;
    }
    one.symbol.dimension.forEach(
      (power, i) => (dimension[i] = (dimension[i] ?? 0) + power * exponent),
    );
    const size = Math.abs(exponent);
    const text = `${one.symbol.text ?? token}${size === 1 ? '' : size}`;
    texts[exponent > 0 ? 0 : 1].push(text);
    if (tokens.length === 1 && exponent === 1) offset = one.symbol.offset ?? 0;
  }
  if (tokens.length === 0) return undefined;
  return { text: fraction(...texts), dimension: dimension as unknown as Dimension, factor, offset };
}

function fraction(above: readonly string[], below: readonly string[]): string {
  const top = above.length > 0 ? above.join(' ') : '1';
  if (below.length === 0) return top;
  return `${top}/${below.length > 1 ? `(${below.join(' ')})` : below.join('')}`;
}

/** A unit as written in brackets: 'g/cm3', 'kJ mol-1', 'W/(m K)', 'J/mol/K', '10^-6/K'. */
export function parseUnit(written: string): Unit | undefined {
  const plain = halfWidth(written)
    .replace(/° ?([CF])(?![a-z])/g, '°$1')
    .replace(/(wt|vol|mol|at|mass|重量|質量)\.?-? ?%/gi, '%')
    .replace(/[⁻−]/g, '-')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)))
    .replace(/[()]/g, ' ')
    .replace(/[·⋅*]/g, ' ')
    .replace(/\*\*/g, '^');
  const [above = '', ...below] = plain.split(/\s*\/\s*|\s+per\s+|_per_/);
  const tokens = (part: string): string[] => part.split(/[\s_]+/).filter((token) => token !== '');
  const top = tokens(above).filter((token) => token !== '1');
  return unitOfTokens(top, below.flatMap(tokens));
}

/** The unit that the last words of `name_of_quantity_unit` make, with the words before; undefined for none. */
export function unitOfSuffix(words: readonly string[]): { unit: Unit; words: number } | undefined {
  for (let first = 1; first < words.length; first++) {
    const suffix = words.slice(first);
    const per = suffix.indexOf('per');
    const above = per < 0 ? suffix : suffix.slice(0, per);
    const below = per < 0 ? [] : suffix.slice(per + 1).filter((word) => word !== 'per');
    if (per >= 0 && below.length === 0) continue;
    // One word without 'per' must be plain beyond doubt; more words must have their 'per'.
    if (per < 0 && (suffix.length > 1 || AMBIGUOUS.has(suffix[0] ?? ''))) continue;
    if (per < 0 && /^[\d.e+-]+$/i.test(suffix[0] ?? '')) continue;
    const unit = unitOfTokens(above, below);
    if (unit) return { unit, words: suffix.length };
  }
  return undefined;
}
