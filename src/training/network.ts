/** Small fully connected networks: their shape, where each weight lies, and how they start. */
import { Stream, streamKey } from '../random.ts';

export const ACTIVATIONS = ['relu', 'leaky-relu', 'tanh', 'silu'] as const;
/** leaky-relu has slope 0.01 below zero; silu is x / (1 + e^-x). */
export type Activation = (typeof ACTIVATIONS)[number];

export interface Network {
  readonly inputs: number;
  /** Width of each hidden layer; at least one. */
  readonly hidden: readonly number[];
  /** One for each target; the output layer is linear. */
  readonly outputs: number;
  readonly activation: Activation;
}

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where the weights (inputs x outputs, row-major) start in the flat array; the bias follows them. */
  readonly weights: number;
  readonly bias: number;
}

/** The layers, input side first. The flat array is W1, b1, W2, b2, ... */
export function layersOf(network: Network): Layer[] {
  const widths = [network.inputs, ...network.hidden, network.outputs];
  const layers: Layer[] = [];
  let offset = 0;
  for (let i = 0; i + 1 < widths.length; i++) {
    const inputs = widths[i] as number;
    const outputs = widths[i + 1] as number;
    layers.push({ inputs, outputs, weights: offset, bias: offset + inputs * outputs });
    offset += inputs * outputs + outputs;
  }
  return layers;
}

/** The number of weights and biases. */
export function parameterCount(network: Network): number {
  return layersOf(network).reduce((sum, layer) => sum + (layer.inputs + 1) * layer.outputs, 0);
}

/**
 * Initial weights: uniform in +-1 / sqrt(fan-in), biases too (the rule of PyTorch's Linear),
 * keyed by seed, trial and layer alone.
 */
export function initialWeights(
  network: Network,
  seed: number,
  trial: number,
): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(parameterCount(network));
  layersOf(network).forEach((layer, index) => {
    const stream = new Stream(streamKey(seed, 'initialWeights', trial, index));
    const bound = 1 / Math.sqrt(layer.inputs);
    const end = layer.bias + layer.outputs;
    for (let i = layer.weights; i < end; i++) weights[i] = (2 * stream.uniform() - 1) * bound;
  });
  return weights;
}
