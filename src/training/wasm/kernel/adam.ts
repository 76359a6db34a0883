/**
 * Adam with decoupled decay over a run of packed weights. The bias corrections are folded into two factors:
 * lr m^ / (sqrt(v^) + e) = (lr root / (1 - b1^t)) m / (sqrt(v) + e root), root = sqrt(1 - b2^t).
 */

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

let power1: f64 = 1;
let power2: f64 = 1;
let rateFactor: f32 = 0;
let epsilonFactor: f32 = 0;
let keep: f32 = 1;

export function resetAdam(): void {
  power1 = 1;
  power2 = 1;
}

/** Must be called for every step, trained or not: t counts steps. */
export function nextStep(rate: f32, decay: f64): void {
  power1 *= BETA1;
  power2 *= BETA2;
  const root = sqrt<f64>(1 - power2);
  rateFactor = <f32>((<f64>rate * root) / (1 - power1));
  epsilonFactor = <f32>(EPSILON * root);
  keep = <f32>(1 - <f64>rate * decay);
}

/** Moves the `bytes` of weights at `w` (a multiple of 16) by the gradients at `g`; m and v lie `toM`, `toV` bytes after w. */
export function adam(w: usize, toM: usize, toV: usize, g: usize, bytes: i32): void {
  const b1 = f32x4.splat(<f32>BETA1);
  const a1 = f32x4.splat(<f32>(1 - BETA1));
  const b2 = f32x4.splat(<f32>BETA2);
  const a2 = f32x4.splat(<f32>(1 - BETA2));
  const rate = f32x4.splat(rateFactor);
  const epsilon = f32x4.splat(epsilonFactor);
  const kept = f32x4.splat(keep);
  const end = w + bytes;
  let pm = w + toM;
  let pv = w + toV;
  while (w < end) {
    const x = v128.load(g);
    const m = f32x4.add(f32x4.mul(b1, v128.load(pm)), f32x4.mul(a1, x));
    const v = f32x4.add(f32x4.mul(b2, v128.load(pv)), f32x4.mul(f32x4.mul(a2, x), x));
    v128.store(pm, m);
    v128.store(pv, v);
    const move = f32x4.div(f32x4.mul(rate, m), f32x4.add(f32x4.sqrt(v), epsilon));
    v128.store(w, f32x4.sub(f32x4.mul(kept, v128.load(w)), move));
    w += 16;
    pm += 16;
    pv += 16;
    g += 16;
  }
}

/**
 * Sets tiny moments to zero. Without gradient m falls by 0.9 a step and would soon be denormal, which is slow on
 * many machines; called every 64 steps nothing gets from the bounds below to there.
 */
export function flush(m: usize, v: usize, bytes: usize): void {
  const leastM = f32x4.splat(1e-30);
  const leastV = f32x4.splat(1e-36);
  for (const end = m + bytes; m < end; m += 16) {
    const x = v128.load(m);
    v128.store(m, v128.and(x, f32x4.ge(f32x4.abs(x), leastM)));
    const y = v128.load(v);
    v128.store(v, v128.and(y, f32x4.ge(y, leastV)));
    v += 16;
  }
}
