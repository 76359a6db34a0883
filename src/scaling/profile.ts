// The law by variable projection: given alpha, (D, C) is a two-column weighted least squares, so
// the whole likelihood is a curve over alpha and intervals need no optimiser (fitting.md, 3 and 4).
import { cholesky, forward } from './matrix.ts';
import type { LawData } from './types.ts';

/** The constrained and unconstrained best (D, C) at one alpha; D in units of g^alpha. */
export interface ProfilePoint {
  readonly lnAlpha: number;
  readonly Q: number;
  readonly D: number;
  readonly C: number;
  /** Unconstrained minimum and its (D, C) with covariance in units of the weights. */
  readonly freeQ: number;
  readonly freeD: number;
  readonly freeC: number;
  readonly vDD: number;
  readonly vDC: number;
  readonly vCC: number;
  /** On the edges C = 0 and D = 0 without the sign constraint: best value, its Q, and curvature. */
  readonly edgeD: number;
  readonly edgeDQ: number;
  readonly phiSquare: number;
  readonly edgeC: number;
  readonly edgeCQ: number;
  readonly oneSquare: number;
}

/** Sum of squares as a function of alpha for fixed data, weights and floor. */
export interface ProfileProblem {
  readonly k: number;
  /** ln g, the mean of ln n. */
  readonly lnG: number;
  readonly lnU: Float64Array;
  /** Whitening factor of the covariance. */
  readonly factor: Float64Array;
  readonly one: Float64Array;
  readonly y: Float64Array;
  readonly floor: number;
  readonly lnLow: number;
  readonly lnHigh: number;
  /** Scratch for one evaluation. */
  readonly phi: Float64Array;
}

/** Relative misfit on top of the covariance. */
export interface Weighting {
  readonly misfit: number;
  /** Use relative weights 1/level^2 whatever the covariance says. */
  readonly relativeOnly?: boolean;
}

export function profileProblem(
  data: LawData,
  weighting: Weighting,
  floor: number,
  alphaRange: readonly [number, number],
): ProfileProblem {
  const k = data.n.length;
  const lnN = Float64Array.from(data.n, Math.log);
  const lnG = lnN.reduce((sum, v) => sum + v, 0) / k;
  const scatter = data.df === 0 || weighting.relativeOnly === true;
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let v = scatter ? 0 : data.covariance[i * k + j]!;
      if (i === j) v += (scatter ? 1 : weighting.misfit * weighting.misfit) * data.level[i]! ** 2;
      covariance[i * k + j] = v / Math.sqrt(data.weights[i]! * data.weights[j]!);
    }
  }
  const factor = cholesky(covariance, k);
  const shifted = Float64Array.from(data.y, (v) => v - floor);
  return {
    k,
    lnG,
    lnU: lnN.map((v) => v - lnG),
    factor,
    one: forward(factor, k, new Float64Array(k).fill(1)),
    y: forward(factor, k, shifted),
    floor,
    lnLow: Math.log(alphaRange[0]),
    lnHigh: Math.log(alphaRange[1]),
    phi: new Float64Array(k),
  };
}

/** Evaluates the profile at one ln alpha. Sums of squares come from residuals, so they may reach 0. */
export function profileAt(problem: ProfileProblem, lnAlpha: number): ProfilePoint {
  const { k, lnU, factor, one, y, floor } = problem;
  const alpha = Math.exp(lnAlpha);
  const { phi } = problem;
  for (let i = 0; i < k; i++) phi[i] = Math.exp(-alpha * lnU[i]!);
  forward(factor, k, phi, phi);
  let s11 = 0;
  let s12 = 0;
  let s22 = 0;
  let b2 = 0;
  let b1 = 0;
  for (let i = 0; i < k; i++) {
    s11 += phi[i]! * phi[i]!;
    s12 += phi[i]! * one[i]!;
    s22 += one[i]! * one[i]!;
    b1 += phi[i]! * y[i]!;
    b2 += one[i]! * y[i]!;
  }
  const meanPhi = s12 / s22;
  const meanY = b2 / s22;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < k; i++) {
    const x = phi[i]! - meanPhi * one[i]!;
    sxx += x * x;
    sxy += x * (y[i]! - meanY * one[i]!);
  }
  const freeD = sxx > 0 ? sxy / sxx : 0;
  const freeC = meanY - freeD * meanPhi;
  const edgeD = b1 / s11;
  const edgeC = meanY;
  let none = 0;
  let freeQ = 0;
  let edgeDQ = 0;
  let edgeCQ = 0;
  for (let i = 0; i < k; i++) {
    const a = y[i]! - freeD * phi[i]! - freeC * one[i]!;
    const b = y[i]! - edgeD * phi[i]!;
    const c = y[i]! - edgeC * one[i]!;
    freeQ += a * a;
    edgeDQ += b * b;
    edgeCQ += c * c;
    none += y[i]! * y[i]!;
  }
  const inside = freeD >= 0 && freeC >= 0;
  const floorQ = edgeD >= 0 ? edgeDQ : none;
  const flatQ = edgeC >= 0 ? edgeCQ : none;
  const onFloor = floorQ <= flatQ;
  return {
    lnAlpha,
    Q: inside ? freeQ : Math.min(floorQ, flatQ),
    D: inside ? freeD : onFloor ? Math.max(0, edgeD) : 0,
    C: (inside ? freeC : onFloor ? 0 : Math.max(0, edgeC)) + floor,
    freeQ,
    freeD,
    freeC,
    vDD: 1 / sxx,
    vDC: -meanPhi / sxx,
    vCC: 1 / s22 + (meanPhi * meanPhi) / sxx,
    edgeD,
    edgeDQ,
    phiSquare: s11,
    edgeC,
    edgeCQ,
    oneSquare: s22,
  };
}

export interface ProfileMinimum {
  readonly best: ProfilePoint;
  /** Other local minima with Q less than 2 above the best. */
  readonly others: readonly ProfilePoint[];
  readonly coarse: readonly ProfilePoint[];
}

export const COARSE = 121;

/** 121 log-spaced alphas, then golden section in every promising valley. */
export function minimiseProfile(problem: ProfileProblem): ProfileMinimum {
  const { lnLow, lnHigh } = problem;
  const coarse = Array.from({ length: COARSE }, (_, i) =>
    profileAt(problem, lnLow + ((lnHigh - lnLow) * i) / (COARSE - 1)),
  );
  const valleys: ProfilePoint[] = [];
  for (let i = 0; i < COARSE; i++) {
    const here = coarse[i]!;
    const before = coarse[i - 1];
    const after = coarse[i + 1];
    if ((before && before.Q < here.Q) || (after && after.Q <= here.Q)) continue;
    valleys.push(golden(problem, before?.lnAlpha ?? lnLow, after?.lnAlpha ?? lnHigh, here));
  }
  valleys.sort((a, b) => a.Q - b.Q);
  const best = valleys[0] ?? coarse[0]!;
  const others = valleys.filter((v) => v !== best && v.Q < best.Q + 2 && v.Q < best.edgeCQ);
  return { best, others, coarse };
}

/** Golden section for the minimum of Q between two ln alphas, to 1e-11 in ln alpha. */
function golden(
  problem: ProfileProblem,
  low: number,
  high: number,
  start: ProfilePoint,
): ProfilePoint {
  const g = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let p = profileAt(problem, b - g * (b - a));
  let q = profileAt(problem, a + g * (b - a));
  while (b - a > 1e-11) {
    if (p.Q < q.Q) {
      b = q.lnAlpha;
      q = p;
      p = profileAt(problem, b - g * (b - a));
    } else {
      a = p.lnAlpha;
      p = q;
      q = profileAt(problem, a + g * (b - a));
    }
  }
  return [p, q, profileAt(problem, low), profileAt(problem, high)].reduce(
    (best, x) => (x.Q < best.Q ? x : best),
    start,
  );
}
