// The stored development curves: errors that were made by training, with the tables they came from.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface StoredCurve {
  readonly kind: 'transfer' | 'learning' | 'run';
  readonly table: string;
  readonly name: string;
  readonly n: readonly number[];
  /** trials x sizes. */
  readonly trials: readonly (readonly number[])[];
}

/**
 * Development: what choices were made on. Test: not tuned to, but seen while choosing. Untouched: made after the choices.
 * A pair of tables belongs where its name stands; pairs share simulated tables across parts.
 */
export type Part = 'development' | 'test' | 'untouched';

const DEVELOPMENT: readonly string[] = [
  ...['oqmd', 'iit', 'frdm', 'masses', 'boiling', 'cosmo'],
  ...['frdm-masses', 'duzu-masses', 'oqmd-iit'],
];
const UNTOUCHED: readonly string[] = ['chi', 'mp-iit', 'ffv-o2', 'ffv-tg'];

/** Runs were made of all tables at once, so their untouched part is only another test. */
export function partOf({ table, kind }: StoredCurve): Part {
  if (DEVELOPMENT.includes(table)) return 'development';
  return kind !== 'run' && UNTOUCHED.includes(table) ? 'untouched' : 'test';
}

export function readCurves(kind: StoredCurve['kind']): StoredCurve[] {
  const file = path.resolve(`tests/fixtures/scaling/curves-${kind}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StoredCurve[]) : [];
}
