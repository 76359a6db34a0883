/** RDKit in Web Workers, on every core of the machine that a page may use. */
import { SmilesPool } from './pool.ts';

const MOST_WORKERS = 8;

export function createWebSmilesPool(size = defaultSize()): SmilesPool {
  return new SmilesPool(
    () => new Worker(new URL('./smiles.worker.ts', import.meta.url), { type: 'module' }),
    size,
  );
}

function defaultSize(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1));
}
