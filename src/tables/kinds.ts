/**
 * What a column holds, with the evidence a person can judge it by: the share of present cells that fit, and an
 * example of one that does not. A first guess by spelling only, which may be changed.
 */
import { isSpelledLikeFormula, isSpelledLikeSmiles } from './chemistry-spelling.ts';
import type { Column, NumberColumn, TextColumn } from './table.ts';

export type ColumnKind =
  'number' | 'integer' | 'boolean' | 'smiles' | 'formula' | 'category' | 'text' | 'empty';

export interface KindEvidence {
  readonly kind: ColumnKind;
  /** Cells that are not empty. */
  readonly present: number;
  readonly missing: number;
  /** Present cells that fit the kind. */
  readonly fitting: number;
  /** fitting / present, or 0 where nothing is present. */
  readonly share: number;
  /** Different values; counting stops at 1,000. */
  readonly distinct: number;
  /** The first present cell that does not fit. */
  readonly exception?: { readonly row: number; readonly text: string };
}

/** Below this share of fitting cells a column of texts is no column of SMILES or formulas. */
const CHEMISTRY_SHARE = 0.8;
const MOST_CATEGORIES = 50;
const MOST_DISTINCT = 1000;

/** Columns never change, and a page asks again and again. */
const known = new WeakMap<Column, KindEvidence>();

/** Takes over what another thread found, so that the page does not go through a large column itself. */
export function rememberKinds(columns: readonly Column[], kinds: readonly KindEvidence[]): void {
  columns.forEach((column, index) => {
    const evidence = kinds[index];
    if (evidence) known.set(column, evidence);
  });
}

export function kindOf(column: Column): KindEvidence {
  let evidence = known.get(column);
  if (!evidence) {
    evidence = column.kind === 'number' ? kindOfNumbers(column) : kindOfTexts(column);
    known.set(column, evidence);
  }
  return evidence;
}

function kindOfNumbers(column: NumberColumn): KindEvidence {
  const { values, odd } = column;
  const distinct = new Set<number>();
  let numbers = 0;
  let integers = true;
  for (const value of values) {
    if (value !== value) continue;
    numbers++;
    if (!Number.isInteger(value)) integers = false;
    if (distinct.size < MOST_DISTINCT) distinct.add(value);
  }
  const present = numbers + (odd?.rows.length ?? 0);
  const boolean = distinct.size === 2 && distinct.has(0) && distinct.has(1);
  const kind =
    present === 0 ? 'empty' : boolean ? 'boolean' : integers && numbers > 0 ? 'integer' : 'number';
  const row = odd?.rows[0];
  return {
    kind,
    present,
    missing: values.length - present,
    fitting: numbers,
    share: present > 0 ? numbers / present : 0,
    distinct: distinct.size,
    ...(row === undefined ? {} : { exception: { row, text: odd?.texts[0] ?? '' } }),
  };
}

/** A column of 0 and 1: one bit of a fingerprint, or yes and no. */
export function isBits(column: Column): boolean {
  return column.kind === 'number' && kindOf(column).kind === 'boolean';
}

interface Fit {
  count: number;
  exception?: { row: number; text: string };
}

function kindOfTexts(column: TextColumn): KindEvidence {
  const distinct = new Set<string>();
  const spellings = new Map<string, number>();
  const smiles: Fit = { count: 0 };
  const formula: Fit = { count: 0 };
  let present = 0;
  column.values.forEach((text, row) => {
    if (text === '') return;
    present++;
    if (distinct.size < MOST_DISTINCT) distinct.add(text);
    // Texts that come again (and in most columns many do) are judged once.
    let judged = spellings.get(text);
    if (judged === undefined) {
      judged = (isSpelledLikeSmiles(text) ? 1 : 0) + (isSpelledLikeFormula(text) ? 2 : 0);
      if (spellings.size < MOST_DISTINCT) spellings.set(text, judged);
    }
    judge(smiles, (judged & 1) > 0, row, text);
    judge(formula, (judged & 2) > 0, row, text);
  });
  const missing = column.values.length - present;
  const seen = { present, missing, distinct: distinct.size };
  if (present === 0) return { kind: 'empty', ...seen, fitting: 0, share: 0 };
  const few = distinct.size <= MOST_CATEGORIES && distinct.size <= Math.max(2, present / 5);
  // Na, K, Li and No over and over: which cation it is, not what a material consists of.
  const elements = few && [...distinct].every((text) => /^[A-Z][a-z]?$/.test(text));
  const named = /smiles|smi$|formula|composition|compound/i.test(column.name);
  const chemical =
    elements && !named
      ? undefined
      : chemistryOf(column.name, smiles.count / present, formula.count / present);
  if (chemical) {
    const { count, exception } = chemical === 'smiles' ? smiles : formula;
    return {
      kind: chemical,
      ...seen,
      fitting: count,
      share: count / present,
      ...(exception ? { exception } : {}),
    };
  }
  return { kind: few ? 'category' : 'text', ...seen, fitting: present, share: 1 };
}

function judge(fit: Fit, fits: boolean, row: number, text: string): void {
  if (fits) fit.count++;
  else fit.exception ??= { row, text };
}

/** Many texts ("CO", "CN") are both: the name decides, then the larger share, then SMILES. */
function chemistryOf(
  name: string,
  smiles: number,
  formula: number,
): 'smiles' | 'formula' | undefined {
  if (/smiles|psmiles|smi$/i.test(name) && smiles >= 0.5) return 'smiles';
  if (/formula|composition|compound/i.test(name) && formula >= 0.5) return 'formula';
  if (Math.max(smiles, formula) < CHEMISTRY_SHARE) return undefined;
  return formula > smiles ? 'formula' : 'smiles';
}
