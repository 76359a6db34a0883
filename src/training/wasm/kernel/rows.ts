/** Gathers rows into a batch: float32 columns copied, bytes expanded beside them or listed for the sparse products. */
import { append, clear, pad } from './sparse';

let floats: usize = 0;
let floatColumns: i32 = 0;
let bytes: usize = 0;
let byteColumns: i32 = 0;
let listed: bool = false;

/** floatColumns is a multiple of 4, byteColumns of 16; `sparse` lists bytes instead of expanding them. */
export function setRows(
  floatsAt: usize,
  floatCount: i32,
  bytesAt: usize,
  byteCount: i32,
  sparse: bool,
): void {
  floats = floatsAt;
  floatColumns = floatCount;
  bytes = bytesAt;
  byteColumns = byteCount;
  listed = sparse;
}

/** The rows with the u32 indices at `rows` become the first `count` rows of the batch at `to`; `padded` rows are counted. */
export function gather(rows: usize, count: i32, padded: i32, to: usize, stride: i32): void {
  if (listed) clear();
  for (let r = 0; r < count; r++) {
    const row = load<u32>(rows + r * 4);
    let out = to + r * stride;
    let from = floats + row * floatColumns * 4;
    for (const end = from + floatColumns * 4; from < end; from += 16) {
      v128.store(out, v128.load(from));
      out += 16;
    }
    if (listed) {
      append(r, bytes + row * byteColumns);
    } else {
      expand(bytes + row * byteColumns, out);
    }
  }
  if (listed) pad(count, padded);
}

function expand(from: usize, out: usize): void {
  for (const end = from + byteColumns; from < end; from += 16) {
    const x = v128.load(from);
    const low = i16x8.extend_low_i8x16_u(x);
    const high = i16x8.extend_high_i8x16_u(x);
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(low)));
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(low)), 16);
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(high)), 32);
    v128.store(out, f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(high)), 48);
    out += 64;
  }
}
