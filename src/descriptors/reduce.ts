/**
 * Drops features that say nothing: constant ones, and copies of an earlier one. Decided on the simulated rows alone and
 * applied to both tables: a network is pretrained once on the simulated table and serves every measured one, so its
 * inputs must not depend on the target. Features that only the measured rows vary are named, because they are lost.
 */
import type { FeatureBlock, FeatureMatrix } from './feature-matrix.ts';

export interface Reduction {
  readonly simulated: FeatureMatrix;
  readonly measured: FeatureMatrix;
  readonly computed: number;
  readonly constant: number;
  readonly duplicate: number;
  /** Constant in the simulated rows, but not in the measured ones (a temperature simulated at one value only). */
  readonly constantButMeasuredVaries: readonly string[];
}

/** Rows are the kept ones of each table; blocks and names must be the same on both sides. */
export function reduceFeatures(simulated: FeatureMatrix, measured: FeatureMatrix): Reduction {
  let constant = 0;
  let duplicate = 0;
  let computed = 0;
  const varies: string[] = [];
  const seen = new Map<string, { block: FeatureBlock; column: number }[]>();
  const kept = simulated.blocks.map((block, index) => {
    const width = block.names.length;
    computed += width;
    const changes = varyingColumns(block, simulated.rows);
    const other = measured.blocks[index];
    const measuredChanges = other ? varyingColumns(other, measured.rows) : new Uint8Array(width);
    const hashes = columnHashes(block, simulated.rows);
    const columns: number[] = [];
    for (let column = 0; column < width; column++) {
      if (changes[column] === 0) {
        constant++;
        if (measuredChanges[column] === 1) varies.push(block.names[column] ?? '');
        continue;
      }
      const hash = `${block.kind} ${hashes[column]}`;
      const candidates = seen.get(hash) ?? [];
      if (
        candidates.some((one) => sameColumn(one.block, one.column, block, column, simulated.rows))
      ) {
        duplicate++;
        continue;
      }
      seen.set(hash, [...candidates, { block, column }]);
      columns.push(column);
    }
    return columns;
  });
  return {
    simulated: select(simulated, kept),
    measured: select(measured, kept),
    computed,
    constant,
    duplicate,
    constantButMeasuredVaries: varies,
  };
}

/** 1 for every column that has two different values. */
function varyingColumns(block: FeatureBlock, rows: number): Uint8Array {
  const width = block.names.length;
  const { values } = block;
  const varying = new Uint8Array(width);
  for (let row = 1; row < rows; row++) {
    const start = row * width;
    for (let column = 0; column < width; column++) {
      if (values[start + column] !== values[column]) varying[column] = 1;
    }
  }
  return varying;
}

/** FNV-1a over the bits of each column. */
function columnHashes(block: FeatureBlock, rows: number): Uint32Array {
  const width = block.names.length;
  const words =
    block.kind === 'bytes'
      ? block.values
      : new Uint32Array(block.values.buffer, block.values.byteOffset, block.values.length);
  const hashes = new Uint32Array(width).fill(2166136261);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let column = 0; column < width; column++) {
      const mixed = (hashes[column] ?? 0) ^ (words[start + column] ?? 0);
      // The multiplication alone never carries high bits down.
      hashes[column] = Math.imul(mixed ^ (mixed >>> 15), 16777619);
    }
  }
  return hashes;
}

function sameColumn(
  a: FeatureBlock,
  columnA: number,
  b: FeatureBlock,
  columnB: number,
  rows: number,
): boolean {
  const [widthA, widthB] = [a.names.length, b.names.length];
  for (let row = 0; row < rows; row++) {
    if (a.values[row * widthA + columnA] !== b.values[row * widthB + columnB]) return false;
  }
  return true;
}

function select(matrix: FeatureMatrix, kept: readonly (readonly number[])[]): FeatureMatrix {
  const blocks: FeatureBlock[] = [];
  matrix.blocks.forEach((block, index) => {
    const columns = kept[index] ?? [];
    if (columns.length === 0) return;
    const names = columns.map((column) => block.names[column] ?? '');
    if (block.kind === 'bytes') {
      const values = new Uint8Array(matrix.rows * columns.length);
      copyColumns(block.values, block.names.length, values, columns, matrix.rows);
      blocks.push({ kind: 'bytes', names, values });
    } else {
      const values = new Float32Array(matrix.rows * columns.length);
      copyColumns(block.values, block.names.length, values, columns, matrix.rows);
      blocks.push({ kind: 'float32', names, values });
    }
  });
  return { rows: matrix.rows, blocks };
}

function copyColumns(
  from: Uint8Array | Float32Array,
  width: number,
  to: Uint8Array | Float32Array,
  columns: readonly number[],
  rows: number,
): void {
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    for (let i = 0; i < columns.length; i++) to[at++] = from[start + (columns[i] ?? 0)] ?? 0;
  }
}
