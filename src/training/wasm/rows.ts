/** Copies features into the kernel's memory: floats scaled once, bytes as they are, both in the kernel's column order. */
import type { FeatureMatrix, FeatureScaling } from '../../descriptors/feature-matrix.ts';
import type { Arena } from './arena.ts';
import type { InputLayout } from './layout.ts';

export interface LoadedRows {
  /** Addresses of rows x padded columns. */
  readonly floats: number;
  readonly bytes: number;
  /** The share of bytes that are not zero, and the most of them in one row. */
  readonly density: number;
  readonly mostInRow: number;
}

/** Loads rows `from` ... `to` - 1. Rounds as scaledFeatures() does. */
export function loadRows(
  arena: Arena,
  input: InputLayout,
  features: FeatureMatrix,
  scaling: FeatureScaling,
  from = 0,
  to = features.rows,
): LoadedRows {
  const rows = to - from;
  const floatsAt = arena.zeros(4 * rows * input.floats);
  const bytesAt = arena.zeros(rows * input.bytes);
  const floats = arena.float32(floatsAt, rows * input.floats);
  const bytes = arena.uint8(bytesAt, rows * input.bytes);
  const inRow = new Uint32Array(rows);
  const { mean, scale, clip } = scaling;
  let floatColumn = 0;
  let byteColumn = 0;
  for (const { kind, names, values } of features.blocks) {
    const width = names.length;
    for (let row = 0; row < rows; row++) {
      const start = (from + row) * width;
      if (kind === 'bytes') {
        const out = row * input.bytes + byteColumn;
        let count = 0;
        for (let i = 0; i < width; i++) {
          const value = values[start + i]!;
          bytes[out + i] = value;
          if (value !== 0) count++;
        }
        inRow[row]! += count;
      } else {
        const out = row * input.floats + floatColumn;
        for (let i = 0; i < width; i++) {
          const centred = Math.fround(values[start + i]! - mean[floatColumn + i]!);
          const scaled = Math.fround(centred / scale[floatColumn + i]!);
          floats[out + i] = Math.min(clip, Math.max(-clip, scaled));
        }
      }
    }
    if (kind === 'bytes') byteColumn += width;
    else floatColumn += width;
  }
  let all = 0;
  let mostInRow = 0;
  for (const count of inRow) {
    all += count;
    mostInRow = Math.max(mostInRow, count);
  }
  return {
    floats: floatsAt,
    bytes: bytesAt,
    density: byteColumn > 0 && rows > 0 ? all / (rows * byteColumn) : 0,
    mostInRow,
  };
}
