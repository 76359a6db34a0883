/**
 * Which features say something: constant ones and copies of an earlier one are left out. Decided on the simulated rows alone
 * (see fitted-plan.ts); features that only another table's rows vary can be named, because they are lost.
 */
import type { FeatureBlock } from './feature-matrix.ts';
import type { FittedBlock, LeftOutFeature } from './fitted-plan.ts';

/** A block of features and, for each row, the entry that is the row's. */
export interface RowsOfBlock {
  readonly block: FeatureBlock;
  readonly entries: Uint32Array;
}

interface Place extends RowsOfBlock {
  readonly column: number;
}

/** What is kept of each block, by its rows; all blocks have equally many rows. */
export function fitBlocks(blocks: readonly RowsOfBlock[]): readonly FittedBlock[] {
  const seen = new Map<string, Place[]>();
  return blocks.map((rows): FittedBlock => {
    const { block } = rows;
    const varies = varyingColumns(rows);
    const hashes = columnHashes(rows);
    const columns: number[] = [];
    const leftOut: LeftOutFeature[] = [];
    block.names.forEach((name, column) => {
      if (varies[column] === 0) {
        leftOut.push({ column, name, why: 'constant' });
        return;
      }
      const here = { ...rows, column };
      const hash = `${block.kind} ${hashes[column]}`;
      const candidates = seen.get(hash) ?? [];
      if (candidates.some((one) => sameColumn(one, here))) {
        leftOut.push({ column, name, why: 'duplicate' });
        return;
      }
      seen.set(hash, [...candidates, here]);
      columns.push(column);
    });
    const names = columns.map((column) => block.names[column] ?? '');
    return { kind: block.kind, columns, names, leftOut };
  });
}

/** 1 for every column that has two different values among the rows. */
export function varyingColumns({ block, entries }: RowsOfBlock): Uint8Array {
  const width = block.names.length;
  const { values } = block;
  const varying = new Uint8Array(width);
  const first = (entries[0] ?? 0) * width;
  for (let row = 1; row < entries.length; row++) {
    const start = (entries[row] as number) * width;
    for (let column = 0; column < width; column++) {
      if (values[start + column] !== values[first + column]) varying[column] = 1;
    }
  }
  return varying;
}

/** The kept columns of the rows, in a block of its own; undefined where none is kept. */
export function keepColumns(
  { block, entries }: RowsOfBlock,
  { columns, names }: FittedBlock,
): FeatureBlock | undefined {
  if (columns.length === 0) return undefined;
  const width = block.names.length;
  // A large table of numbers is mostly kept as it is: no second copy then.
  const whole =
    columns.length === width &&
    entries.length * width === block.values.length &&
    entries.every((entry, row) => entry === row);
  const fill = <T extends Uint8Array | Float32Array>(from: T, to: T): T => {
    let at = 0;
    for (const entry of entries) {
      const start = entry * width;
      for (let i = 0; i < columns.length; i++) to[at++] = from[start + (columns[i] ?? 0)] ?? 0;
    }
    return to;
  };
  const size = entries.length * columns.length;
  return block.kind === 'bytes'
    ? { ...block, names, values: whole ? block.values : fill(block.values, new Uint8Array(size)) }
    : {
        ...block,
        names,
        values: whole ? block.values : fill(block.values, new Float32Array(size)),
      };
}

/** FNV-1a over the bits of each column. */
function columnHashes({ block, entries }: RowsOfBlock): Uint32Array {
  const width = block.names.length;
  const words =
    block.kind === 'bytes'
      ? block.values
      : new Uint32Array(block.values.buffer, block.values.byteOffset, block.values.length);
  const hashes = new Uint32Array(width).fill(2166136261);
  for (const entry of entries) {
    const start = entry * width;
    for (let column = 0; column < width; column++) {
      const mixed = (hashes[column] ?? 0) ^ (words[start + column] ?? 0);
      // The multiplication alone never carries high bits down.
      hashes[column] = Math.imul(mixed ^ (mixed >>> 15), 16777619);
    }
  }
  return hashes;
}

function sameColumn(a: Place, b: Place): boolean {
  const [widthA, widthB] = [a.block.names.length, b.block.names.length];
  for (let row = 0; row < a.entries.length; row++) {
    const valueA = a.block.values[(a.entries[row] as number) * widthA + a.column];
    if (valueA !== b.block.values[(b.entries[row] as number) * widthB + b.column]) return false;
  }
  return true;
}
