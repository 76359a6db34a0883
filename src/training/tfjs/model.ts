/** The network and its loss in plain tfjs operations: what autodiff differentiates, and easy to read. */
import * as tf from '@tensorflow/tfjs-core';
import { layersOf, type Activation, type Network } from '../network.ts';
import type { Schedule } from '../schedule.ts';

export interface LayerTensors<T extends tf.Tensor> {
  /** inputs x outputs */
  readonly weights: T;
  /** outputs */
  readonly bias: T;
}

/** Cuts the flat array into tensors, layer by layer. */
export function layerTensors(
  network: Network,
  flat: Float32Array,
): LayerTensors<tf.Tensor2D | tf.Tensor1D>[] {
  return layersOf(network).map((layer) => ({
    weights: tf.tensor2d(flat.slice(layer.weights, layer.bias), [layer.inputs, layer.outputs]),
    bias: tf.tensor1d(flat.slice(layer.bias, layer.bias + layer.outputs)),
  }));
}

function activate(activation: Activation, x: tf.Tensor): tf.Tensor {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'leaky-relu':
      return tf.leakyRelu(x, 0.01);
    case 'tanh':
      return tf.tanh(x);
    case 'silu':
      return tf.mul(x, tf.sigmoid(x));
  }
}

/** Activations of the last hidden layer, rows x its width. */
export function lastHidden(
  activation: Activation,
  layers: readonly LayerTensors<tf.Tensor>[],
  x: tf.Tensor2D,
): tf.Tensor {
  return layers
    .slice(0, -1)
    .reduce<tf.Tensor>(
      (a, { weights, bias }) => activate(activation, tf.add(tf.matMul(a, weights), bias)),
      x,
    );
}

/** Outputs, rows x outputs. */
export function outputs(
  activation: Activation,
  layers: readonly LayerTensors<tf.Tensor>[],
  x: tf.Tensor2D,
): tf.Tensor {
  const { weights, bias } = layers[layers.length - 1]!;
  return tf.add(tf.matMul(lastHidden(activation, layers, x), weights), bias);
}

/** The sum over rows x outputs of label weight x loss of one error; a missing label has weight zero. */
export function weightedLoss(
  schedule: Schedule,
  z: tf.Tensor,
  y: tf.Tensor,
  labelWeights: tf.Tensor,
): tf.Scalar {
  const error = tf.sub(z, y);
  if (schedule.loss === 'mse') return tf.sum(tf.mul(labelWeights, tf.square(error)));
  const { huberDelta } = schedule;
  const size = tf.abs(error);
  // With q = min(|e|, delta): q^2 / 2 + delta (|e| - q) is e^2 / 2 inside and delta (|e| - delta / 2) outside.
  const inside = tf.minimum(size, huberDelta);
  const losses = tf.add(tf.mul(0.5, tf.square(inside)), tf.mul(huberDelta, tf.sub(size, inside)));
  return tf.sum(tf.mul(labelWeights, losses));
}
