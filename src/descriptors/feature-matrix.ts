/**
 * Features of materials: rows x columns, kept compact as a list of blocks side by side.
 * Bytes (fingerprints) stay unscaled; float32 blocks are scaled by each job with its own mean and deviation.
 */

export interface ByteBlock {
  readonly kind: 'bytes';
  readonly names: readonly string[];
  /** rows x columns, row-major. */
  readonly values: Uint8Array<ArrayBuffer>;
}

export interface FloatBlock {
  readonly kind: 'float32';
  readonly names: readonly string[];
  /** rows x columns, row-major. */
  readonly values: Float32Array<ArrayBuffer>;
}

export type FeatureBlock = ByteBlock | FloatBlock;

export interface FeatureMatrix {
  readonly rows: number;
  readonly blocks: readonly FeatureBlock[];
}

/** How float32 columns are scaled: x -> clamp((x - mean) / scale, -clip, clip), over all float32 columns in block order. */
export interface FeatureScaling {
  readonly mean: Float32Array<ArrayBuffer>;
  readonly scale: Float32Array<ArrayBuffer>;
  readonly clip: number;
}

/** The number of columns of all blocks. */
export function featureCount(matrix: FeatureMatrix): number {
  return matrix.blocks.reduce((sum, block) => sum + block.names.length, 0);
}

/** The given rows, in that order, as a matrix of its own. Throws RangeError for a row that is not there. */
export function gatherRows(matrix: FeatureMatrix, rows: ArrayLike<number>): FeatureMatrix {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (!(row >= 0 && row < matrix.rows)) {
      throw new RangeError(`Row ${row} is not one of the ${matrix.rows} rows.`);
    }
  }
  const blocks = matrix.blocks.map((block): FeatureBlock => {
    const width = block.names.length;
    if (block.kind === 'bytes') {
      const values = new Uint8Array(rows.length * width);
      copyRows(block.values, values, rows, width);
      return { kind: 'bytes', names: block.names, values };
    }
    const values = new Float32Array(rows.length * width);
    copyRows(block.values, values, rows, width);
    return { kind: 'float32', names: block.names, values };
  });
  return { rows: rows.length, blocks };
}

function copyRows<T extends Uint8Array | Float32Array>(
  from: T,
  to: T,
  rows: ArrayLike<number>,
  width: number,
): void {
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] as number) * width;
    to.set(from.subarray(start, start + width), i * width);
  }
}

/** Values that differ by no more than this share of their magnitude differ by float32's rounding: 4 units in the last place. */
const ROUNDING = 2.384185791015625e-7;
/** A scale beside which every difference is 0. */
const SILENT = 1e30;

/**
 * Mean and deviation of every float32 column over all rows, in float64 and rounded once. A column that is constant in these
 * rows, but for float32's rounding, says nothing to whoever learns from them: its scale makes it 0 in every other row
 * too, instead of a value at the clip through weights that nothing has trained.
 */
export function fitScaling(matrix: FeatureMatrix, clip = 10): FeatureScaling {
  const mean: number[] = [];
  const scale: number[] = [];
  for (const block of matrix.blocks) {
    if (block.kind !== 'float32') continue;
    const width = block.names.length;
    for (let column = 0; column < width; column++) {
      let sum = 0;
      let lowest = Infinity;
      let highest = -Infinity;
      for (let row = 0; row < matrix.rows; row++) {
        const value = block.values[row * width + column] as number;
        sum += value;
        if (value < lowest) lowest = value;
        if (value > highest) highest = value;
      }
      const centre = matrix.rows > 0 ? sum / matrix.rows : 0;
      let squares = 0;
      for (let row = 0; row < matrix.rows; row++) {
        const difference = (block.values[row * width + column] as number) - centre;
        squares += difference * difference;
      }
      const varies = highest - lowest > ROUNDING * Math.max(Math.abs(lowest), Math.abs(highest));
      mean.push(centre);
      scale.push(varies ? Math.max(Math.sqrt(squares / matrix.rows), 1e-30) : SILENT);
    }
  }
  return { mean: Float32Array.from(mean), scale: Float32Array.from(scale), clip };
}

/** All columns as float32, rows x columns row-major: bytes as they are, floats scaled. */
export function scaledFeatures(
  matrix: FeatureMatrix,
  scaling: FeatureScaling,
): Float32Array<ArrayBuffer> {
  const total = featureCount(matrix);
  const out = new Float32Array(matrix.rows * total);
  let first = 0;
  let scaled = 0;
  for (const block of matrix.blocks) {
    const width = block.names.length;
    for (let column = 0; column < width; column++) {
      const mean = block.kind === 'float32' ? (scaling.mean[scaled + column] as number) : 0;
      const scale = block.kind === 'float32' ? (scaling.scale[scaled + column] as number) : 1;
      const clip = block.kind === 'float32' ? scaling.clip : Infinity;
      for (let row = 0; row < matrix.rows; row++) {
        const value = Math.fround((block.values[row * width + column] as number) - mean);
        out[row * total + first + column] = Math.min(
          clip,
          Math.max(-clip, Math.fround(value / scale)),
        );
      }
    }
    first += width;
    if (block.kind === 'float32') scaled += width;
  }
  return out;
}
