// Posterior over families, shapes and discrepancies on a grid that is refined twice where its
// weight lies; (D, C) is a truncated bivariate normal in every cell (fitting.md, section 5).
import type { Discrepancy } from './discrepancy.ts';
import type { Family } from './families.ts';
import { cellValue, evaluate, whiten, type GridProblem, type Work } from './grid-cell.ts';

/** One cell: a family at one shape under one discrepancy, with its conditional normal of (D, C). */
export interface GridCell {
  readonly family: Family;
  readonly discrepancy: Discrepancy;
  readonly x: number;
  /** ln weight, not normalised. */
  readonly lnWeight: number;
  /** Means and covariance of (D, C) in the scaled data's units, before truncation. */
  readonly D: number;
  readonly C: number;
  readonly vDD: number;
  readonly vDC: number;
  readonly vCC: number;
}

export interface GridResult {
  readonly cells: readonly GridCell[];
  /** ln evidence of each family, in the order given, without the models' prior shares. */
  readonly lnEvidence: readonly number[];
}

const COARSE = 28;
const FINE = 40;
/** Cells below e^-14 of their family's best are left out when the grid is refined. */
const KEEP = 14;
/** Families and discrepancies this far below the best at coarse resolution get no refinement. */
const PRUNE = 14;
/** Re-gridding stops when at least ten steps carry weight, which two rounds nearly always reach. */
const ROUNDS = 6;

/**
 * The posterior over the given families (their prior shares are `lnShare`, relative to each other).
 * Every (family, discrepancy) that matters is re-gridded twice over x, so that precise data do not fall
 * between grid points.
 */
export function gridPosterior(
  problem: GridProblem,
  families: readonly Family[],
  lnShare: readonly number[],
  pairs: readonly Discrepancy[],
): GridResult {
  const { k } = problem.relative;
  const work: Work = {
    k,
    base: new Float64Array(k),
    raw: new Float64Array(k),
    phi: new Float64Array(k),
    one: new Float64Array(k),
    y: new Float64Array(k),
  };
  const bases = families.map((family) => problem.u.map((u) => family.base(u)));
  const ones = problem.level.map((l) => 1 / l);
  const ys = problem.y.map((v, i) => v / problem.level[i]!);
  const coarse = new Float64Array(COARSE);
  const ranges: { pair: Discrepancy; f: number; low: number; high: number; top: number }[] = [];
  let best = -Infinity;
  const load = (pair: Discrepancy) => {
    whiten(pair.factor, k, ones, work.one);
    whiten(pair.factor, k, ys, work.y);
  };
  for (const pair of pairs) {
    load(pair);
    families.forEach((family, f) => {
      const constant = family.columns === 'floor';
      work.base = bases[f]!;
      const steps = constant ? 1 : COARSE;
      let top = -Infinity;
      for (let i = 0; i < steps; i++) {
        const x = family.low + ((family.high - family.low) * i) / (COARSE - 1);
        coarse[i] = evaluate(problem, family, pair, work, x) + lnShare[f]!;
        if (coarse[i]! > top) top = coarse[i]!;
      }
      let range = { low: 0, high: 0 };
      if (!constant) {
        range = keptRange(coarse, COARSE, family.low, family.high);
        // A narrow peak between two coarse cells must not be pruned for what the cells show of it.
        const value = (x: number) => evaluate(problem, family, pair, work, x) + lnShare[f]!;
        top = Math.max(top, peak(value, coarse, family));
      }
      if (top > best) best = top;
      ranges.push({ pair, f, ...range, top });
    });
  }
  const cells: GridCell[] = [];
  const values = new Float64Array(FINE);
  let loaded: Discrepancy | null = null;
  for (const range of ranges) {
    if (range.top < best - PRUNE) continue;
    const family = families[range.f]!;
    work.base = bases[range.f]!;
    if (loaded !== range.pair) load((loaded = range.pair));
    let { low, high } = range;
    const constant = family.columns === 'floor';
    for (let round = 0; round < ROUNDS && !constant; round++) {
      const step = (high - low) / (FINE - 1);
      for (let i = 0; i < FINE; i++)
        values[i] = evaluate(problem, family, range.pair, work, low + step * i);
      ({ low, high } = keptRange(values, FINE, low, high));
      if (high - low > 10 * step) break;
    }
    const steps = constant ? 1 : FINE;
    const width = constant ? 1 : (high - low) / (FINE - 1);
    for (let i = 0; i < steps; i++) {
      const x = constant ? 0 : low + width * i;
      const ln = evaluate(problem, family, range.pair, work, x);
      if (!(ln + lnShare[range.f]! > best - PRUNE)) continue;
      const { D, C, vDD, vDC, vCC } = cellValue;
      const lnWeight = ln + lnShare[range.f]! + Math.log(width);
      cells.push({ family, discrepancy: range.pair, x, lnWeight, D, C, vDD, vDC, vCC });
    }
  }
  return { cells, lnEvidence: evidence(cells, families, lnShare) };
}

/** Height of the peak around the coarse grid's best cell, by a short golden section. */
function peak(
  value: (x: number) => number,
  coarse: Float64Array,
  { low, high }: Pick<Family, 'low' | 'high'>,
): number {
  let at = 0;
  for (let i = 1; i < COARSE; i++) if (coarse[i]! > coarse[at]!) at = i;
  const step = (high - low) / (COARSE - 1);
  const g = (Math.sqrt(5) - 1) / 2;
  let a = low + step * Math.max(0, at - 1);
  let b = low + step * Math.min(COARSE - 1, at + 1);
  let x1 = b - g * (b - a);
  let x2 = a + g * (b - a);
  let f1 = value(x1);
  let f2 = value(x2);
  let top = Math.max(f1, f2);
  for (let i = 0; i < 8; i++) {
    if (f1 > f2) {
      [b, x2, f2] = [x2, x1, f1];
      x1 = b - g * (b - a);
      f1 = value(x1);
      top = Math.max(top, f1);
    } else {
      [a, x1, f1] = [x1, x2, f2];
      x2 = a + g * (b - a);
      f2 = value(x2);
      top = Math.max(top, f2);
    }
  }
  return top;
}

/** The part of a grid within e^-14 of its top, widened by one cell on each side. */
function keptRange(values: Float64Array, count: number, low: number, high: number) {
  let top = -Infinity;
  for (let i = 0; i < count; i++) if (values[i]! > top) top = values[i]!;
  let first = count - 1;
  let last = 0;
  for (let i = 0; i < count; i++) {
    if (values[i]! > top - KEEP) {
      first = Math.min(first, i);
      last = Math.max(last, i);
    }
  }
  const step = (high - low) / (count - 1);
  return {
    low: low + step * Math.max(0, first - 1),
    high: low + step * Math.min(count - 1, last + 1),
  };
}

function evidence(
  cells: readonly GridCell[],
  families: readonly Family[],
  lnShare: readonly number[],
): number[] {
  const index = new Map(families.map((family, f) => [family, f] as const));
  const top = new Float64Array(families.length).fill(-Infinity);
  const sum = new Float64Array(families.length);
  for (const { family, lnWeight } of cells) {
    const f = index.get(family)!;
    top[f] = Math.max(top[f]!, lnWeight);
  }
  for (const { family, lnWeight } of cells) {
    const f = index.get(family)!;
    sum[f] = sum[f]! + Math.exp(lnWeight - top[f]!);
  }
  return families.map((_, f) =>
    sum[f]! > 0 ? top[f]! + Math.log(sum[f]!) - lnShare[f]! : -Infinity,
  );
}
