/**
 * Where everything lies on the GPU, in units of four numbers (vec4): widths are padded to multiples of four, and what
 * is padded stays zero, so shaders have no remainders. Translates the contract's flat weights to and from that.
 */
import { EngineUnavailable } from '../engine.ts';
import { MOST_BLOCKS, MOST_LAYERS, RECORD } from './wire.ts';
import type { FeatureMatrix } from '../../descriptors/feature-matrix.ts';
import { layersOf, type Network } from '../network.ts';

/** One block of feature columns as the GPU holds it: floats first in a row, then bytes packed four to a word. */
export interface BlockLayout {
  readonly kind: 'bytes' | 'float32';
  readonly columns: number;
  /** Where its groups of four columns start among the network's inputs. */
  readonly firstGroup: number;
  readonly groups: number;
  /** Where it starts in a row: in vec4 for floats, in words for bytes. */
  readonly offset: number;
  /** Of float blocks: where its means start among all float groups. */
  readonly firstScaled: number;
}

export interface FeatureLayout {
  readonly blocks: readonly BlockLayout[];
  /** Groups of four input columns, an even number: the last one may belong to no block and stays zero. */
  readonly groups: number;
  /** Groups that are scaled. */
  readonly scaledGroups: number;
  /** vec4 in a row of the table. */
  readonly rowSize: number;
  /** Most inputs are zero: shaders list those that are not. */
  readonly sparse: boolean;
}

export interface LayerLayout {
  readonly inputs: number;
  readonly outputs: number;
  /** Padded widths / 4. */
  readonly in4: number;
  readonly out4: number;
  /** Where the weights (4 in4 rows of out4 vec4) and the bias (out4 vec4) start. */
  readonly weights: number;
  readonly bias: number;
}

export interface Layout {
  readonly network: Network;
  readonly features: FeatureLayout;
  readonly layers: readonly LayerLayout[];
  /** vec4 of one set of weights; a slot holds four: weights, means, squares, best. */
  readonly parameters: number;
  /** Rows that fit into the activations: the largest batch. */
  readonly batch: number;
  /** Where the values of layer boundary i (0 = inputs) start in a slot's scratch, batch x width4. */
  readonly values: readonly number[];
  /** Where the derivatives by hidden boundary i start (0 is unused); the outputs' replace their values. */
  readonly deltas: readonly number[];
  /** Where the lists of sparse inputs start: for each row of a batch, then for each input. */
  readonly lists: number;
  /** vec4 of one slot's scratch. */
  readonly scratch: number;
}

const quarter = (n: number) => Math.ceil(n / 4);
/** Shaders take inputs of a layer eight at a time. */
const even = (n: number) => n + (n % 2);

export function featureLayout(matrix: FeatureMatrix): FeatureLayout {
  const used = matrix.blocks.filter((block) => block.names.length > 0);
  const floatGroups = used
    .filter((block) => block.kind === 'float32')
    .reduce((sum, block) => sum + quarter(block.names.length), 0);
  let groups = 0;
  let scaled = 0;
  let words = 0;
  const blocks = used.map(({ kind, names }): BlockLayout => {
    const size = quarter(names.length);
    const isFloat = kind === 'float32';
    const block = {
      kind,
      columns: names.length,
      firstGroup: groups,
      groups: size,
      offset: isFloat ? scaled : 4 * floatGroups + words,
      firstScaled: isFloat ? scaled : 0,
    };
    groups += size;
    if (isFloat) scaled += size;
    else words += size;
    return block;
  });
  const rowSize = floatGroups + quarter(words);
  const sparse = shareOfNonzero(matrix) <= SPARSE;
  return { blocks, groups: even(groups), scaledGroups: floatGroups, rowSize, sparse };
}

/** Share of inputs that are not zero up to which listing them pays. */
const SPARSE = 0.2;
/** Rows that are looked at, evenly spaced. */
const SAMPLED_ROWS = 200;

/** Of all inputs; scaled columns count as not zero. */
function shareOfNonzero({ rows, blocks }: FeatureMatrix): number {
  const sampled = Math.min(rows, SAMPLED_ROWS);
  let columns = 0;
  let nonzero = 0;
  for (const { kind, names, values } of blocks) {
    columns += names.length;
    if (kind === 'float32') {
      nonzero += sampled * names.length;
      continue;
    }
    for (let i = 0; i < sampled; i++) {
      const from = Math.floor((i * rows) / sampled) * names.length;
      for (let c = 0; c < names.length; c++) nonzero += values[from + c] === 0 ? 0 : 1;
    }
  }
  return nonzero / Math.max(1, sampled * columns);
}

/** Throws EngineUnavailable for a network or a table with more parts than the `shape` uniform holds. */
export function layoutOf(network: Network, features: FeatureLayout, batch: number): Layout {
  if (network.hidden.length + 1 > MOST_LAYERS || features.blocks.length > MOST_BLOCKS) {
    throw new EngineUnavailable(
      'backend-refused',
      `This engine takes at most ${MOST_LAYERS} layers and ${MOST_BLOCKS} feature blocks.`,
    );
  }
  const layers: LayerLayout[] = [];
  let offset = 0;
  layersOf(network).forEach(({ inputs, outputs }, index) => {
    const in4 = index === 0 ? features.groups : even(quarter(inputs));
    const out4 = even(quarter(outputs));
    const bias = offset + 4 * in4 * out4;
    layers.push({ inputs, outputs, in4, out4, weights: offset, bias });
    offset = bias + out4;
  });
  const widths = [features.groups, ...layers.map((layer) => layer.out4)];
  let scratch = 0;
  const take = (width: number) => {
    const start = scratch;
    scratch += batch * width;
    return start;
  };
  const values = widths.map(take);
  const deltas = widths.map((width, i) => (i === 0 || i === widths.length - 1 ? 0 : take(width)));
  deltas[widths.length - 1] = values[widths.length - 1]!;
  const lists = scratch;
  if (features.sparse) {
    scratch += batch * (features.groups + 1) + 4 * features.groups * (batch / 4 + 1);
  }
  return { network, features, layers, parameters: offset, batch, values, deltas, lists, scratch };
}

/** Calls `copy` for each row of each layer's weights, and for its bias, with where it lies on both sides. */
function eachRow(layout: Layout, copy: (flat: number, padded: number, width: number) => void) {
  layersOf(layout.network).forEach((flat, index) => {
    const { weights, bias, out4 } = layout.layers[index]!;
    const row = (i: number, paddedRow: number) =>
      copy(flat.weights + i * flat.outputs, 4 * (weights + paddedRow * out4), flat.outputs);
    if (index === 0) {
      let column = 0;
      for (const block of layout.features.blocks) {
        for (let i = 0; i < block.columns; i++) row(column++, 4 * block.firstGroup + i);
      }
    } else {
      for (let i = 0; i < flat.inputs; i++) row(i, i);
    }
    copy(flat.bias, 4 * bias, flat.outputs);
  });
}

/** The flat weights of the contract as the GPU holds them: 4 x parameters numbers. */
export function packWeights(layout: Layout, flat: Float32Array): Float32Array<ArrayBuffer> {
  const padded = new Float32Array(4 * layout.parameters);
  eachRow(layout, (from, to, width) => padded.set(flat.subarray(from, from + width), to));
  return padded;
}

export function unpackWeights(layout: Layout, padded: Float32Array): Float32Array<ArrayBuffer> {
  const last = layersOf(layout.network).at(-1)!;
  const flat = new Float32Array(last.bias + last.outputs);
  eachRow(layout, (to, from, width) => flat.set(padded.subarray(from, from + width), to));
  return flat;
}

/** A table as the GPU holds it: rows x 4 rowSize words. */
export function packFeatures(
  { blocks, rowSize }: FeatureLayout,
  matrix: FeatureMatrix,
): Uint32Array<ArrayBuffer> {
  const stride = 4 * rowSize;
  const words = new Uint32Array(matrix.rows * stride);
  const floats = new Float32Array(words.buffer);
  const bytes = new Uint8Array(words.buffer);
  const used = matrix.blocks.filter((block) => block.names.length > 0);
  used.forEach((block, index) => {
    const { columns, offset } = blocks[index]!;
    for (let row = 0; row < matrix.rows; row++) {
      const from = row * columns;
      if (block.kind === 'bytes') {
        // Four bytes of a word in memory order: WebGPU and every machine it runs on are little-endian.
        bytes.set(block.values.subarray(from, from + columns), 4 * (row * stride + offset));
      } else {
        floats.set(block.values.subarray(from, from + columns), row * stride + 4 * offset);
      }
    }
  });
  return words;
}

/** Words of one step's record. */
export function recordWords({ layers, batch }: Layout): number {
  return RECORD.labelWeights + 4 * layers.at(-1)!.out4 + batch;
}

/** The `shape` uniform of the shader: widths and places as plain words. */
export function packShape(layout: Layout, featureSplit: number): Uint32Array<ArrayBuffer> {
  const { layers, features, values, deltas, network } = layout;
  const words = new Uint32Array(12 + 8 * (MOST_LAYERS + MOST_BLOCKS));
  words.set([layers.length, features.blocks.length, features.groups, features.rowSize]);
  words.set([layout.parameters, layout.scratch, layout.batch, recordWords(layout)], 4);
  words.set([network.outputs, network.hidden.at(-1)!, featureSplit, layout.lists], 8);
  layers.forEach(({ in4, out4, weights, bias }, i) => {
    const places = [values[i]!, values[i + 1]!, deltas[i]!, deltas[i + 1]!];
    words.set([in4, out4, weights, bias, ...places], 12 + 8 * i);
  });
  features.blocks.forEach(({ kind, firstGroup, groups, offset, firstScaled }, i) => {
    const block = [
      kind === 'float32' ? 1 : 0,
      firstGroup,
      firstGroup + groups,
      offset,
      firstScaled,
    ];
    words.set(block, 12 + 8 * (MOST_LAYERS + i));
  });
  return words;
}
