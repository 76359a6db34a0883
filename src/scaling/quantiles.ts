// Quantiles of the normal, t and F(1, df) distributions, and tail probabilities of F.
import { incompleteBeta, logGamma, normalCdf } from './special-functions.ts';

const ratio = (r: number, top: readonly number[], bottom: readonly number[]): number => {
  let a = 0;
  let b = 0;
  for (let i = top.length - 1; i >= 0; i--) {
    a = a * r + (top[i] ?? 0);
    b = b * r + (bottom[i] ?? 0);
  }
  return a / b;
};

const CENTRE: readonly [readonly number[], readonly number[]] = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852546,
  ],
];
const SHOULDER: readonly [readonly number[], readonly number[]] = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
];
const FAR: readonly [readonly number[], readonly number[]] = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

/** Standard normal quantile (Wichura 1988, AS 241 PPND16). */
export function normalQuantile(p: number): number {
  if (!(p > 0)) return -Infinity;
  if (!(p < 1)) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(0.180625 - q * q, ...CENTRE);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const x = r <= 5 ? ratio(r - 1.6, ...SHOULDER) : ratio(r - 5, ...FAR);
  return q < 0 ? -x : x;
}

/** Lower tail of Student's t with `df` > 0 degrees of freedom (need not be whole; may be Infinity). */
export function tCdf(t: number, df: number): number {
  if (df > 1e9) return normalCdf(t);
  const tail = 0.5 * incompleteBeta(df / 2, 0.5, df / (df + t * t));
  return t > 0 ? 1 - tail : tail;
}

const cache = new Map<string, number>();

/** Quantile of Student's t: bisection in safety, Newton for speed. `df` > 0, may be Infinity. */
export function tQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  if (p >= 1) return Infinity;
  if (df > 1e9) return normalQuantile(p);
  const key = `${String(p)} ${String(df)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const logScale = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  const tail = (t: number) => 0.5 * incompleteBeta(df / 2, 0.5, df / (df + t * t));
  let low = 0;
  let high = 2;
  while (tail(high) > 1 - p && high < 1e300) high *= 4;
  let t = Math.min(Math.max(normalQuantile(p), low), high);
  for (let i = 0; i < 200; i++) {
    const excess = tail(t) - (1 - p);
    if (excess > 0) low = t;
    else high = t;
    const density = Math.exp(logScale - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const newton = t + excess / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-14 * Math.max(1, Math.abs(t))) {
      t = next;
      break;
    }
    t = next;
  }
  if (cache.size > 500) cache.clear();
  cache.set(key, t);
  return t;
}

/** Quantile of F with 1 and `df` degrees of freedom: the square of a two-sided t quantile. */
export function f1Quantile(level: number, df: number): number {
  const t = tQuantile((1 + level) / 2, df);
  return t * t;
}

/** Upper tail of F with `df1`, `df2` degrees of freedom; df2 may be Infinity (chi-square / df1). */
export function fUpperTail(x: number, df1: number, df2: number): number {
  if (!(x > 0)) return 1;
  const d2 = Math.min(df2, 1e8);
  return incompleteBeta(d2 / 2, df1 / 2, d2 / (d2 + df1 * x));
}
