/** Activations and their slopes, in place over rows x width floats; `stride` is the distance of rows in bytes. */
import { exp, tanh } from './math';

export const RELU = 0;
export const LEAKY_RELU = 1;
export const TANH = 2;
export const SILU = 3;

/** values = activation(values); silu also writes its slopes, which cannot be had from its values. */
export function activate(
  activation: i32,
  values: usize,
  slopes: usize,
  rows: i32,
  width: i32,
  stride: i32,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const small = f32x4.splat(0.01);
  for (let r = 0; r < rows; r++) {
    const row = values + r * stride;
    const end = row + width * 4;
    if (activation == RELU) {
      for (let at = row; at < end; at += 16) {
        v128.store(at, f32x4.max(v128.load(at), zero));
      }
    } else if (activation == LEAKY_RELU) {
      for (let at = row; at < end; at += 16) {
        const x = v128.load(at);
        v128.store(at, f32x4.max(x, f32x4.mul(x, small)));
      }
    } else if (activation == TANH) {
      for (let at = row; at < end; at += 16) v128.store(at, tanh(v128.load(at)));
    } else {
      const slopeRow = slopes + r * stride;
      for (let at = row; at < end; at += 16) {
        const x = v128.load(at);
        const s = f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
        const h = f32x4.mul(x, s);
        v128.store(at, h);
        v128.store(slopeRow + (at - row), f32x4.add(s, f32x4.mul(h, f32x4.sub(one, s))));
      }
    }
  }
}

/** gradients *= slope of the activation that gave `values`. */
export function timesSlope(
  activation: i32,
  gradients: usize,
  values: usize,
  slopes: usize,
  rows: i32,
  width: i32,
  stride: i32,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const small = f32x4.splat(0.01);
  for (let r = 0; r < rows; r++) {
    const g = gradients + r * stride;
    const h = values + r * stride;
    const bytes = width * 4;
    if (activation == RELU) {
      for (let at = 0; at < bytes; at += 16) {
        v128.store(g + at, v128.and(v128.load(g + at), f32x4.gt(v128.load(h + at), zero)));
      }
    } else if (activation == LEAKY_RELU) {
      for (let at = 0; at < bytes; at += 16) {
        const x = v128.load(g + at);
        const positive = f32x4.gt(v128.load(h + at), zero);
        v128.store(g + at, v128.bitselect(x, f32x4.mul(x, small), positive));
      }
    } else if (activation == TANH) {
      for (let at = 0; at < bytes; at += 16) {
        const y = v128.load(h + at);
        const slope = f32x4.sub(one, f32x4.mul(y, y));
        v128.store(g + at, f32x4.mul(v128.load(g + at), slope));
      }
    } else {
      const s = slopes + r * stride;
      for (let at = 0; at < bytes; at += 16) {
        v128.store(g + at, f32x4.mul(v128.load(g + at), v128.load(s + at)));
      }
    }
  }
}
