// Draws from the grid posterior with fixed quasi-random numbers: the same data give the same draws,
// a new point moves them smoothly, and nothing flickers.
import type { GridCell } from './grid-posterior.ts';
import { normalCdf } from './special-functions.ts';
import { normalQuantile } from './quantiles.ts';

/** Radical inverse of `index` in `base` (van der Corput), in (0, 1). */
export function radicalInverse(index: number, base: number): number {
  let value = 0;
  let scale = 1 / base;
  for (let i = index; i > 0; i = Math.floor(i / base)) {
    value += (i % base) * scale;
    scale /= base;
  }
  return value;
}

export interface Draws {
  /** Cell of each draw. */
  readonly cell: readonly GridCell[];
  /** Scaled D and C of each draw. */
  readonly D: Float64Array;
  readonly C: Float64Array;
}

/**
 * `count` equally weighted draws: cells by systematic sampling in grid order, C from its normal
 * truncated at 0, D given C truncated at 0.
 */
export function drawPosterior(cells: readonly GridCell[], count: number): Draws {
  let top = -Infinity;
  for (const c of cells) if (c.lnWeight > top) top = c.lnWeight;
  let total = 0;
  for (const c of cells) total += Math.exp(c.lnWeight - top);
  const chosen: GridCell[] = [];
  const D = new Float64Array(count);
  const C = new Float64Array(count);
  let reached = 0;
  let s = 0;
  for (const cell of cells) {
    reached += Math.exp(cell.lnWeight - top) / total;
    while (s < count && (s + 0.5) / count < reached + (cell === cells[cells.length - 1] ? 1 : 0)) {
      const u1 = radicalInverse(s + 1, 2);
      const u2 = radicalInverse(s + 1, 3);
      const c = truncatedNormal(cell.C, cell.vCC, u1);
      const slope = cell.vCC > 0 ? cell.vDC / cell.vCC : 0;
      const rest = Math.max(0, cell.vDD - slope * cell.vDC);
      C[s] = c;
      D[s] = truncatedNormal(cell.D + slope * (c - cell.C), rest, u2);
      chosen.push(cell);
      s += 1;
    }
  }
  return { cell: chosen, D, C };
}

/** Quantile u of a normal truncated to the non-negative half line. */
export function truncatedNormal(mean: number, variance: number, u: number): number {
  if (!(variance > 0)) return Math.max(0, mean);
  const sd = Math.sqrt(variance);
  const z = mean / sd;
  if (z < -6) {
    // Far in the tail the excess over 0 is close to exponential with rate -mean / variance.
    return (-Math.log1p(-u) * sd) / -z;
  }
  // From the upper side, where 1 - p does not cancel.
  return Math.max(0, mean - sd * normalQuantile(normalCdf(z) * (1 - u)));
}
