/**
 * The three products of a fully connected layer. Weights lie in panels of 8 columns, [outputs / 8][inputs][8]: what a
 * register tile of 4 rows x 8 columns reads is contiguous. Rows come in multiples of 4, inputs in multiples of 4,
 * outputs in multiples of 8; strides are in bytes. Sums run in a fixed order.
 */
import { adam } from './adam';

/** y = bias + x w, rows x (8 panels). `panelStride` is that of the whole panel, of which the first `inputs` rows count. */
export function forward(
  x: usize,
  xStride: i32,
  w: usize,
  panelStride: i32,
  bias: usize,
  y: usize,
  yStride: i32,
  rows: i32,
  inputs: i32,
  panels: i32,
): void {
  for (let p = 0; p < panels; p++) {
    const bias0 = v128.load(bias + p * 32);
    const bias1 = v128.load(bias + p * 32, 16);
    for (let r = 0; r < rows; r += 4) {
      let x0 = x + r * xStride;
      let x1 = x0 + xStride;
      let x2 = x1 + xStride;
      let x3 = x2 + xStride;
      let a0 = bias0;
      let b0 = bias1;
      let a1 = bias0;
      let b1 = bias1;
      let a2 = bias0;
      let b2 = bias1;
      let a3 = bias0;
      let b3 = bias1;
      let at = w + p * panelStride;
      for (const end = at + inputs * 32; at < end; at += 64) {
        let u = v128.load(at);
        let v = v128.load(at, 16);
        let s = v128.load32_splat(x0);
        a0 = f32x4.add(a0, f32x4.mul(s, u));
        b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(x1);
        a1 = f32x4.add(a1, f32x4.mul(s, u));
        b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(x2);
        a2 = f32x4.add(a2, f32x4.mul(s, u));
        b2 = f32x4.add(b2, f32x4.mul(s, v));
        s = v128.load32_splat(x3);
        a3 = f32x4.add(a3, f32x4.mul(s, u));
        b3 = f32x4.add(b3, f32x4.mul(s, v));
        u = v128.load(at, 32);
        v = v128.load(at, 48);
        s = v128.load32_splat(x0, 4);
        a0 = f32x4.add(a0, f32x4.mul(s, u));
        b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(x1, 4);
        a1 = f32x4.add(a1, f32x4.mul(s, u));
        b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(x2, 4);
        a2 = f32x4.add(a2, f32x4.mul(s, u));
        b2 = f32x4.add(b2, f32x4.mul(s, v));
        s = v128.load32_splat(x3, 4);
        a3 = f32x4.add(a3, f32x4.mul(s, u));
        b3 = f32x4.add(b3, f32x4.mul(s, v));
        x0 += 8;
        x1 += 8;
        x2 += 8;
        x3 += 8;
      }
      let out = y + r * yStride + p * 32;
      v128.store(out, a0);
      v128.store(out, b0, 16);
      out += yStride;
      v128.store(out, a1);
      v128.store(out, b1, 16);
      out += yStride;
      v128.store(out, a2);
      v128.store(out, b2, 16);
      out += yStride;
      v128.store(out, a3);
      v128.store(out, b3, 16);
    }
  }
}

/** The four sums of lanes of a, b, c, d. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** dx = dy w^T, rows x inputs: dot products of rows of dy and w, so that w needs no transposed copy. */
export function backward(
  dy: usize,
  dyStride: i32,
  w: usize,
  panelStride: i32,
  dx: usize,
  dxStride: i32,
  rows: i32,
  inputs: i32,
  panels: i32,
): void {
  for (let i = 0; i < inputs; i += 4) {
    for (let r = 0; r < rows; r += 2) {
      let d0 = dy + r * dyStride;
      let d1 = d0 + dyStride;
      const end = d0 + panels * 32;
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      let at = w + i * 32;
      while (d0 < end) {
        let u = v128.load(d0);
        let v = v128.load(d1);
        let s = v128.load(at);
        a0 = f32x4.add(a0, f32x4.mul(u, s));
        b0 = f32x4.add(b0, f32x4.mul(v, s));
        s = v128.load(at, 32);
        a1 = f32x4.add(a1, f32x4.mul(u, s));
        b1 = f32x4.add(b1, f32x4.mul(v, s));
        s = v128.load(at, 64);
        a2 = f32x4.add(a2, f32x4.mul(u, s));
        b2 = f32x4.add(b2, f32x4.mul(v, s));
        s = v128.load(at, 96);
        a3 = f32x4.add(a3, f32x4.mul(u, s));
        b3 = f32x4.add(b3, f32x4.mul(v, s));
        u = v128.load(d0, 16);
        v = v128.load(d1, 16);
        s = v128.load(at, 16);
        a0 = f32x4.add(a0, f32x4.mul(u, s));
        b0 = f32x4.add(b0, f32x4.mul(v, s));
        s = v128.load(at, 48);
        a1 = f32x4.add(a1, f32x4.mul(u, s));
        b1 = f32x4.add(b1, f32x4.mul(v, s));
        s = v128.load(at, 80);
        a2 = f32x4.add(a2, f32x4.mul(u, s));
        b2 = f32x4.add(b2, f32x4.mul(v, s));
        s = v128.load(at, 112);
        a3 = f32x4.add(a3, f32x4.mul(u, s));
        b3 = f32x4.add(b3, f32x4.mul(v, s));
        at += panelStride;
        d0 += 32;
        d1 += 32;
      }
      const out = dx + r * dxStride + i * 4;
      v128.store(out, sums(a0, a1, a2, a3));
      v128.store(out + dxStride, sums(b0, b1, b2, b3));
    }
  }
}

/** Rows of a panel whose gradients are collected before Adam takes them. */
const RUN = 32;
const gradients = memory.data(RUN * 32, 16);

/** dw = x^T dy, given to Adam as it comes: gradients never leave the first-level cache. */
export function update(
  x: usize,
  xStride: i32,
  dy: usize,
  dyStride: i32,
  w: usize,
  toM: usize,
  toV: usize,
  panelStride: i32,
  rows: i32,
  inputs: i32,
  panels: i32,
): void {
  for (let p = 0; p < panels; p++) {
    const columns = dy + p * 32;
    const columnsEnd = columns + rows * dyStride;
    for (let first = 0; first < inputs; first += RUN) {
      const count = min(RUN, inputs - first);
      for (let i = 0; i < count; i += 4) {
        let a0 = f32x4.splat(0);
        let b0 = a0;
        let a1 = a0;
        let b1 = a0;
        let a2 = a0;
        let b2 = a0;
        let a3 = a0;
        let b3 = a0;
        let xr = x + (first + i) * 4;
        for (let d = columns; d < columnsEnd;) {
          const u = v128.load(d);
          const v = v128.load(d, 16);
          let s = v128.load32_splat(xr);
          a0 = f32x4.add(a0, f32x4.mul(s, u));
          b0 = f32x4.add(b0, f32x4.mul(s, v));
          s = v128.load32_splat(xr, 4);
          a1 = f32x4.add(a1, f32x4.mul(s, u));
          b1 = f32x4.add(b1, f32x4.mul(s, v));
          s = v128.load32_splat(xr, 8);
          a2 = f32x4.add(a2, f32x4.mul(s, u));
          b2 = f32x4.add(b2, f32x4.mul(s, v));
          s = v128.load32_splat(xr, 12);
          a3 = f32x4.add(a3, f32x4.mul(s, u));
          b3 = f32x4.add(b3, f32x4.mul(s, v));
          d += dyStride;
          xr += xStride;
        }
        const out = gradients + i * 32;
        v128.store(out, a0);
        v128.store(out, b0, 16);
        v128.store(out, a1, 32);
        v128.store(out, b1, 48);
        v128.store(out, a2, 64);
        v128.store(out, b2, 80);
        v128.store(out, a3, 96);
        v128.store(out, b3, 112);
      }
      adam(w + p * panelStride + first * 32, toM, toV, gradients, count * 32);
    }
  }
}

/** The bias gradient, sums of the columns of dy, given to Adam. */
export function updateBias(
  dy: usize,
  dyStride: i32,
  bias: usize,
  toM: usize,
  toV: usize,
  rows: i32,
  panels: i32,
): void {
  for (let p = 0; p < panels; p++) {
    let a = f32x4.splat(0);
    let b = a;
    for (let r = 0; r < rows; r++) {
      const at = dy + r * dyStride + p * 32;
      a = f32x4.add(a, v128.load(at));
      b = f32x4.add(b, v128.load(at, 16));
    }
    v128.store(gradients, a);
    v128.store(gradients, b, 16);
    adam(bias + p * 32, toM, toV, gradients, 32);
  }
}
