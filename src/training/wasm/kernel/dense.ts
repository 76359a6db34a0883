/**
 * The three products of a fully connected layer. Weights lie in panels of 8 columns, [outputs / 8][inputs][8]: what a
 * register tile of 4 rows x 8 columns reads is contiguous. Rows come in multiples of 4, inputs in multiples of 4,
 * outputs in multiples of 8; strides are in bytes. Sums run in a fixed order.
 */
import { adam } from './adam';

/** Stores the transpose of the 4 x 4 block of a, b, c, d, its rows `step` bytes apart. */
function storeTransposed(a: v128, b: v128, c: v128, d: v128, to: usize, step: i32): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab0, cd0, 0, 2));
  v128.store(to + step, v128.shuffle<i64>(ab0, cd0, 1, 3));
  v128.store(to + 2 * step, v128.shuffle<i64>(ab1, cd1, 0, 2));
  v128.store(to + 3 * step, v128.shuffle<i64>(ab1, cd1, 1, 3));
}

/**
 * Writes w^T in panels, [inputs / 8][8 panels][8], so that dx = dy w^T is a forward product too. Inputs are a multiple
 * of 8 here: they are outputs of the layer below.
 */
export function transpose(w: usize, panelStride: i32, to: usize, inputs: i32, panels: i32): void {
  const toStride = panels * 8 * 32;
  for (let p = 0; p < panels; p++) {
    for (let i = 0; i < inputs; i += 4) {
      const from = w + p * panelStride + i * 32;
      const out = to + (i >> 3) * toStride + p * 8 * 32 + (i & 4) * 4;
      for (let half = 0; half < 32; half += 16) {
        storeTransposed(
          v128.load(from + half),
          v128.load(from + half, 32),
          v128.load(from + half, 64),
          v128.load(from + half, 96),
          out + half * 8,
          32,
        );
      }
    }
  }
}

/**
 * Copies `inputs` columns of x into tiles of 4 rows, [rows / 4][inputs][4]: what forward() broadcasts is contiguous,
 * and one pointer serves all four rows.
 */
export function tile(x: usize, xStride: i32, tiles: usize, rows: i32, inputs: i32): void {
  for (let r = 0; r < rows; r += 4) {
    let at = x + r * xStride;
    for (const end = at + inputs * 4; at < end; at += 16) {
      storeTransposed(
        v128.load(at),
        v128.load(at + xStride),
        v128.load(at + 2 * xStride),
        v128.load(at + 3 * xStride),
        tiles,
        16,
      );
      tiles += 64;
    }
  }
}

/**
 * y = bias + x w, rows x (8 panels), x in tiles. `panelStride` is that of the whole panel, of which the first `inputs`
 * rows count. One input a turn: unrolled, V8 would load everything first and spill the sums.
 */
export function forward(
  tiles: usize,
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
    let x = tiles;
    for (let r = 0; r < rows; r += 4) {
      let a0 = bias0;
      let b0 = bias1;
      let a1 = bias0;
      let b1 = bias1;
      let a2 = bias0;
      let b2 = bias1;
      let a3 = bias0;
      let b3 = bias1;
      let at = w + p * panelStride;
      for (const end = at + inputs * 32; at < end;) {
        const u = v128.load(at);
        const v = v128.load(at, 16);
        let s = v128.load32_splat(x);
        a0 = f32x4.add(a0, f32x4.mul(s, u));
        b0 = f32x4.add(b0, f32x4.mul(s, v));
        s = v128.load32_splat(x, 4);
        a1 = f32x4.add(a1, f32x4.mul(s, u));
        b1 = f32x4.add(b1, f32x4.mul(s, v));
        s = v128.load32_splat(x, 8);
        a2 = f32x4.add(a2, f32x4.mul(s, u));
        b2 = f32x4.add(b2, f32x4.mul(s, v));
        s = v128.load32_splat(x, 12);
        a3 = f32x4.add(a3, f32x4.mul(s, u));
        b3 = f32x4.add(b3, f32x4.mul(s, v));
        at += 32;
        x += 16;
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
