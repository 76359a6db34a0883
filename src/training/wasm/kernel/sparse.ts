/**
 * The first layer over fingerprint bytes, of which most are 0: only the others are visited. A sum without its zero
 * terms has the same bits. Entries are pairs (u32 offset, f32 value): by row with the offset of the byte's row of
 * weights within a panel, by column with the offset of the batch row in dy.
 */
import { adam } from './adam';

let entries: usize = 0;
let rowEnds: usize = 0;
let columnEntries: usize = 0;
let columnEnds: usize = 0;
let columns: i32 = 0;

/**
 * Where the lists lie: entries and columnEntries hold 8 bytes for each non-zero byte of a batch, rowEnds 4 for each row
 * and 4 more, columnEnds 4 for each column and 4 more. `byteColumns` is a multiple of 16.
 */
export function setSparse(
  entriesAt: usize,
  rowEndsAt: usize,
  columnEntriesAt: usize,
  columnEndsAt: usize,
  byteColumns: i32,
): void {
  entries = entriesAt;
  rowEnds = rowEndsAt;
  columnEntries = columnEntriesAt;
  columnEnds = columnEndsAt;
  columns = byteColumns;
}

/** Starts the lists of a new batch. */
export function clear(): void {
  store<u32>(rowEnds, entries);
}

/** Appends row `r` of the batch, whose bytes start at `from`. */
export function append(r: i32, from: usize): void {
  let end: usize = load<u32>(rowEnds + r * 4);
  for (let c = 0; c < columns; c += 16) {
    let set = ~i8x16.bitmask(i8x16.eq(v128.load(from + c), i8x16.splat(0))) & 0xffff;
    while (set != 0) {
      const column = c + ctz(set);
      store<u32>(end, column * 32);
      store<f32>(end, <f32>load<u8>(from + column), 4);
      end += 8;
      set &= set - 1;
    }
  }
  store<u32>(rowEnds + r * 4, end, 4);
}

/** Appends empty rows until the batch has `padded`. */
export function pad(rows: i32, padded: i32): void {
  const end = load<u32>(rowEnds + rows * 4);
  for (let r = rows; r < padded; r++) store<u32>(rowEnds + r * 4, end, 4);
}

/** Sorts the entries of the batch by column. */
export function byColumn(rows: i32, dyStride: i32): void {
  memory.fill(columnEnds, 0, (columns + 1) * 4);
  const last: usize = load<u32>(rowEnds + rows * 4);
  for (let e = entries; e < last; e += 8) {
    const at = columnEnds + (load<u32>(e) >> 3);
    store<u32>(at, load<u32>(at, 4) + 8, 4);
  }
  let sum = <u32>columnEntries;
  for (let c = 0; c <= columns; c++) {
    sum += load<u32>(columnEnds + c * 4);
    store<u32>(columnEnds + c * 4, sum);
  }
  // Each entry of columnEnds is now its column's start; filling moves it to the end, one column on.
  for (let r = 0; r < rows; r++) {
    const end: usize = load<u32>(rowEnds + r * 4, 4);
    for (let e: usize = load<u32>(rowEnds + r * 4); e < end; e += 8) {
      const at = columnEnds + (load<u32>(e) >> 3);
      const to: usize = load<u32>(at);
      store<u32>(to, r * dyStride);
      store<f32>(to, load<f32>(e, 4), 4);
      store<u32>(at, <u32>to + 8);
    }
  }
}

/** y += bytes w for panels in groups of four, then one by one. `w` is the first panel's row of the first byte. */
export function forward(
  w: usize,
  panelStride: i32,
  y: usize,
  yStride: i32,
  rows: i32,
  panels: i32,
): void {
  let p = 0;
  for (; p + 4 <= panels; p += 4) {
    const w0 = w + p * panelStride;
    const w1 = w0 + panelStride;
    const w2 = w1 + panelStride;
    const w3 = w2 + panelStride;
    for (let r = 0; r < rows; r++) {
      const out = y + r * yStride + p * 32;
      let a0 = v128.load(out);
      let b0 = v128.load(out, 16);
      let a1 = v128.load(out, 32);
      let b1 = v128.load(out, 48);
      let a2 = v128.load(out, 64);
      let b2 = v128.load(out, 80);
      let a3 = v128.load(out, 96);
      let b3 = v128.load(out, 112);
      const end: usize = load<u32>(rowEnds + r * 4, 4);
      for (let e: usize = load<u32>(rowEnds + r * 4); e < end; e += 8) {
        const at: usize = load<u32>(e);
        const x = v128.load32_splat(e, 4);
        a0 = f32x4.add(a0, f32x4.mul(x, v128.load(w0 + at)));
        b0 = f32x4.add(b0, f32x4.mul(x, v128.load(w0 + at, 16)));
        a1 = f32x4.add(a1, f32x4.mul(x, v128.load(w1 + at)));
        b1 = f32x4.add(b1, f32x4.mul(x, v128.load(w1 + at, 16)));
        a2 = f32x4.add(a2, f32x4.mul(x, v128.load(w2 + at)));
        b2 = f32x4.add(b2, f32x4.mul(x, v128.load(w2 + at, 16)));
        a3 = f32x4.add(a3, f32x4.mul(x, v128.load(w3 + at)));
        b3 = f32x4.add(b3, f32x4.mul(x, v128.load(w3 + at, 16)));
      }
      v128.store(out, a0);
      v128.store(out, b0, 16);
      v128.store(out, a1, 32);
      v128.store(out, b1, 48);
      v128.store(out, a2, 64);
      v128.store(out, b2, 80);
      v128.store(out, a3, 96);
      v128.store(out, b3, 112);
    }
  }
  for (; p < panels; p++) {
    const w0 = w + p * panelStride;
    for (let r = 0; r < rows; r++) {
      const out = y + r * yStride + p * 32;
      let a = v128.load(out);
      let b = v128.load(out, 16);
      const end: usize = load<u32>(rowEnds + r * 4, 4);
      for (let e: usize = load<u32>(rowEnds + r * 4); e < end; e += 8) {
        const at = w0 + load<u32>(e);
        const x = v128.load32_splat(e, 4);
        a = f32x4.add(a, f32x4.mul(x, v128.load(at)));
        b = f32x4.add(b, f32x4.mul(x, v128.load(at, 16)));
      }
      v128.store(out, a);
      v128.store(out, b, 16);
    }
  }
}

/** Columns of four panels whose gradients are collected before Adam takes them. */
const RUN = 16;
const PANEL = RUN * 32;
const gradients = memory.data(4 * RUN * 32, 16);

/** The gradient of the bytes' weights, given to Adam; needs byColumn(). */
export function update(
  w: usize,
  toM: usize,
  toV: usize,
  panelStride: i32,
  dy: usize,
  panels: i32,
): void {
  let p = 0;
  for (; p + 4 <= panels; p += 4) {
    const d = dy + p * 32;
    for (let first = 0; first < columns; first += RUN) {
      for (let c = 0; c < RUN; c++) {
        let a0 = f32x4.splat(0);
        let b0 = a0;
        let a1 = a0;
        let b1 = a0;
        let a2 = a0;
        let b2 = a0;
        let a3 = a0;
        let b3 = a0;
        const end: usize = columnEnd(first + c);
        for (let e: usize = columnEnd(first + c - 1); e < end; e += 8) {
          const at = d + load<u32>(e);
          const x = v128.load32_splat(e, 4);
          a0 = f32x4.add(a0, f32x4.mul(x, v128.load(at)));
          b0 = f32x4.add(b0, f32x4.mul(x, v128.load(at, 16)));
          a1 = f32x4.add(a1, f32x4.mul(x, v128.load(at, 32)));
          b1 = f32x4.add(b1, f32x4.mul(x, v128.load(at, 48)));
          a2 = f32x4.add(a2, f32x4.mul(x, v128.load(at, 64)));
          b2 = f32x4.add(b2, f32x4.mul(x, v128.load(at, 80)));
          a3 = f32x4.add(a3, f32x4.mul(x, v128.load(at, 96)));
          b3 = f32x4.add(b3, f32x4.mul(x, v128.load(at, 112)));
        }
        const g = gradients + c * 32;
        v128.store(g, a0);
        v128.store(g, b0, 16);
        v128.store(g, a1, PANEL);
        v128.store(g, b1, PANEL + 16);
        v128.store(g, a2, 2 * PANEL);
        v128.store(g, b2, 2 * PANEL + 16);
        v128.store(g, a3, 3 * PANEL);
        v128.store(g, b3, 3 * PANEL + 16);
      }
      for (let k = 0; k < 4; k++) {
        adam(w + (p + k) * panelStride + first * 32, toM, toV, gradients + k * PANEL, PANEL);
      }
    }
  }
  for (; p < panels; p++) {
    for (let first = 0; first < columns; first += RUN) {
      for (let c = 0; c < RUN; c++) {
        let a = f32x4.splat(0);
        let b = a;
        const end: usize = columnEnd(first + c);
        for (let e: usize = columnEnd(first + c - 1); e < end; e += 8) {
          const at = dy + p * 32 + load<u32>(e);
          const x = v128.load32_splat(e, 4);
          a = f32x4.add(a, f32x4.mul(x, v128.load(at)));
          b = f32x4.add(b, f32x4.mul(x, v128.load(at, 16)));
        }
        v128.store(gradients + c * 32, a);
        v128.store(gradients + c * 32, b, 16);
      }
      adam(w + p * panelStride + first * 32, toM, toV, gradients, PANEL);
    }
  }
}

/** Where the entries of column c end; those of column c + 1 start there. */
function columnEnd(c: i32): usize {
  return c < 0 ? columnEntries : <usize>load<u32>(columnEnds + c * 4);
}
