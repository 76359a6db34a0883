/**
 * How the kernel sees a network: padded layers, weights in panels of 8 outputs ([outputs / 8][inputs][8]), and input
 * columns reordered so that all float32 columns come first, padded to 4, then all bytes, padded to 16.
 */
import { featureCount, type FeatureMatrix } from '../../descriptors/feature-matrix.ts';
import { layersOf, type Layer, type Network } from '../network.ts';

/** The kernel's table of layers ends there. */
const MOST_LAYERS = 64;

/** Columns of a register tile. */
export const PANEL = 8;

export interface InputLayout {
  /** Padded numbers of columns. */
  readonly floats: number;
  readonly bytes: number;
  /** For each column of the matrix, its place in the kernel's order. */
  readonly places: Uint32Array;
}

export interface PackedLayer {
  readonly layer: Layer;
  /** Padded. */
  readonly inputs: number;
  readonly panels: number;
  /** Offsets in floats into the packed weights. */
  readonly weights: number;
  readonly bias: number;
  /** Distance of two rows of its values, in bytes. */
  readonly stride: number;
}

export interface PackedNetwork {
  readonly network: Network;
  readonly input: InputLayout;
  readonly layers: readonly PackedLayer[];
  /** Distance of two rows of the batch, in bytes. */
  readonly batchStride: number;
  /** Packed weights, in floats. */
  readonly length: number;
}

function padded(count: number, multiple: number): number {
  return Math.ceil(count / multiple) * multiple;
}

/** Bytes of a row: an odd number of cache lines, so that the rows of a tile do not fall into the same cache set. */
function strideOf(floats: number): number {
  return 64 * (Math.ceil(floats / 16) | 1);
}

function inputLayout(features: FeatureMatrix): InputLayout {
  const width = (kind: 'bytes' | 'float32') =>
    features.blocks.reduce((sum, block) => sum + (block.kind === kind ? block.names.length : 0), 0);
  const floats = padded(width('float32'), 4);
  const bytes = padded(width('bytes'), 16);
  const places = new Uint32Array(featureCount(features));
  const next = { float32: 0, bytes: floats };
  let column = 0;
  for (const { kind, names } of features.blocks) {
    for (let i = 0; i < names.length; i++) places[column++] = next[kind]++;
  }
  return { floats, bytes, places };
}

/** Throws RangeError when the features do not have the network's number of inputs, or for too many layers. */
export function packedNetwork(network: Network, features: FeatureMatrix): PackedNetwork {
  const input = inputLayout(features);
  if (input.places.length !== network.inputs) {
    throw new RangeError(
      `The network has ${network.inputs} inputs, the features ${input.places.length} columns.`,
    );
  }
  if (network.hidden.length >= MOST_LAYERS) {
    throw new RangeError(
      `${network.hidden.length} hidden layers are more than ${MOST_LAYERS - 1}, the most there can be.`,
    );
  }
  let inputs = input.floats + input.bytes;
  const batchStride = strideOf(inputs);
  let length = 0;
  const layers = layersOf(network).map((layer): PackedLayer => {
    const panels = Math.ceil(layer.outputs / PANEL);
    const weights = length;
    const bias = weights + panels * inputs * PANEL;
    length = bias + panels * PANEL;
    const packed = { layer, inputs, panels, weights, bias, stride: strideOf(panels * PANEL) };
    inputs = panels * PANEL;
    return packed;
  });
  return { network, input, layers, batchStride, length };
}

/** Calls `pair(flat, packed)` with the two indices of every weight. */
function forEachWeight(
  { layers, input }: PackedNetwork,
  pair: (flat: number, packed: number) => void,
): void {
  layers.forEach(({ layer, inputs, weights, bias }, index) => {
    for (let i = 0; i < layer.inputs; i++) {
      const place = index === 0 ? (input.places[i] as number) : i;
      for (let o = 0; o < layer.outputs; o++) {
        const panel = Math.floor(o / PANEL) * inputs + place;
        pair(layer.weights + i * layer.outputs + o, weights + panel * PANEL + (o % PANEL));
      }
    }
    for (let o = 0; o < layer.outputs; o++) pair(layer.bias + o, bias + o);
  });
}

/** Writes flat weights to `packed`, which must be zero in its padding. */
export function pack(packing: PackedNetwork, flat: Float32Array, packed: Float32Array): void {
  if (flat.length !== weightCount(packing)) {
    throw new RangeError(`${flat.length} weights do not fit a network of ${weightCount(packing)}.`);
  }
  forEachWeight(packing, (from, to) => (packed[to] = flat[from] as number));
}

/** The flat weights. */
export function unpack(packing: PackedNetwork, packed: Float32Array): Float32Array<ArrayBuffer> {
  const flat = new Float32Array(weightCount(packing));
  forEachWeight(packing, (to, from) => (flat[to] = packed[from] as number));
  return flat;
}

function weightCount({ layers }: PackedNetwork): number {
  return layers.reduce((sum, { layer }) => sum + (layer.inputs + 1) * layer.outputs, 0);
}
