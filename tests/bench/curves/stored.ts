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

/** Tables of the development half; all others are for testing alone. */
const DEVELOPMENT: readonly string[] = [
  'oqmd iit frdm masses boiling cosmo',
  'frdm-masses duzu-masses oqmd-iit ffv-tg',
]
  .join(' ')
  .split(' ');

export const isDevelopment = ({ table }: StoredCurve): boolean => DEVELOPMENT.includes(table);

export function readCurves(kind: StoredCurve['kind']): StoredCurve[] {
  const file = path.resolve(`tests/fixtures/scaling/curves-${kind}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StoredCurve[]) : [];
}
