// One cell of the posterior grid: ln density at one shape under one discrepancy, and the normal of
// (D, C) given them. The innermost loop of every prediction.
import type { Discrepancy, RelativeData } from './discrepancy.ts';
import { link, type Family } from './families.ts';
import { logNormalCdf } from './special-functions.ts';

export interface GridProblem {
  readonly relative: RelativeData;
  /** Sizes over g, and errors over `scale`. */
  readonly u: Float64Array;
  readonly y: Float64Array;
  readonly level: Float64Array;
  /** Upper end of the flat prior on the curve's two ends. */
  readonly ceiling: number;
}

/** Scratch for one family and discrepancy at a time. */
export interface Work {
  readonly k: number;
  /** The current family's base at each size. */
  base: Float64Array;
  readonly raw: Float64Array;
  readonly phi: Float64Array;
  readonly one: Float64Array;
  readonly y: Float64Array;
}

/** The relative residual model whitens columns divided by the levels. */
export function whiten(
  factor: Float64Array,
  k: number,
  column: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < k; i++) {
    let sum = column[i]!;
    const row = i * k;
    for (let j = 0; j < i; j++) sum -= factor[row + j]! * out[j]!;
    out[i] = sum / factor[row + i]!;
  }
}

/** Where `evaluate` leaves its last result; one for all, so that the loop allocates nothing. */
export const cellValue = { lnWeight: 0, D: 0, C: 0, vDD: 0, vDC: 0, vCC: 0 };

/** ln posterior density over x at one shape, and the conditional (D, C), into `cellValue`. */
export function evaluate(
  problem: GridProblem,
  family: Family,
  { factor, lnDet, lnPrior }: Discrepancy,
  work: Work,
  x: number,
): number {
  const { k } = work;
  const { level } = problem;
  const raw = work.raw;
  const out = cellValue;
  let q = 0;
  let ln = lnPrior - lnDet;
  let spanPhi = 0;
  if (family.columns !== 'floor') {
    const rate = Math.exp(family.sign * x);
    const firstPhi = link(family.link, rate, work.base[0]!);
    let phi = firstPhi;
    for (let i = 0; i < k; i++) {
      phi = link(family.link, rate, work.base[i]!);
      raw[i] = phi / level[i]!;
    }
    spanPhi = Math.abs(firstPhi - phi);
    whiten(factor, k, raw, work.phi);
    ln += family.lnPrior(x);
    if (family.columns === 'phi') spanPhi = firstPhi;
  }
  let s11 = 0;
  let s12 = 0;
  let s22 = 0;
  let b1 = 0;
  let b2 = 0;
  for (let i = 0; i < k; i++) {
    const p = work.phi[i]!;
    const o = work.one[i]!;
    const v = work.y[i]!;
    s11 += p * p;
    s12 += p * o;
    s22 += o * o;
    b1 += p * v;
    b2 += o * v;
  }
  if (family.columns === 'both') {
    const meanPhi = s12 / s22;
    const meanY = b2 / s22;
    let sxx = 0;
    let sxy = 0;
    for (let i = 0; i < k; i++) {
      const d = work.phi[i]! - meanPhi * work.one[i]!;
      sxx += d * d;
      sxy += d * (work.y[i]! - meanY * work.one[i]!);
    }
    if (!(sxx > 0)) return -Infinity;
    out.D = sxy / sxx;
    out.C = meanY - out.D * meanPhi;
    out.vDD = 1 / sxx;
    out.vDC = -meanPhi / sxx;
    out.vCC = 1 / s22 + (meanPhi * meanPhi) / sxx;
    for (let i = 0; i < k; i++) {
      const r = work.y[i]! - out.D * work.phi[i]! - out.C * work.one[i]!;
      q += r * r;
    }
    ln += -0.5 * (Math.log(sxx) + Math.log(s22)) + Math.log(spanPhi) + Math.log(2 * Math.PI);
    ln += logNormalCdf(out.C / Math.sqrt(out.vCC)) + logNormalCdf(out.D / Math.sqrt(out.vDD));
    ln -= 2 * Math.log(problem.ceiling);
  } else {
    const phiOnly = family.columns === 'phi';
    const s = phiOnly ? s11 : s22;
    const mean = (phiOnly ? b1 : b2) / s;
    for (let i = 0; i < k; i++) {
      const r = work.y[i]! - mean * (phiOnly ? work.phi[i]! : work.one[i]!);
      q += r * r;
    }
    out.D = phiOnly ? mean : 0;
    out.C = phiOnly ? 0 : mean;
    out.vDD = phiOnly ? 1 / s : 0;
    out.vCC = phiOnly ? 0 : 1 / s;
    out.vDC = 0;
    ln += -0.5 * Math.log(s) + 0.5 * Math.log(2 * Math.PI) - Math.log(problem.ceiling);
    if (phiOnly) ln += Math.log(spanPhi);
    ln += logNormalCdf(mean * Math.sqrt(s));
  }
  out.lnWeight = ln - 0.5 * q;
  return out.lnWeight;
}
