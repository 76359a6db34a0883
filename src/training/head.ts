/**
 * What happens between the two stages: the pretrained output is put on the measured scale.
 * One property: a line y = a + b z; then, only where leave-one-out clearly prefers it, a ridge correction of the last layer
 * centred on that line. Another property: a new last layer by ridge regression. Float64, so the bits are the same everywhere.
 */
import { layersOf, type Network } from './network.ts';
import { fitRidge } from './ridge.ts';

export interface Head {
  /** The network with one output. */
  readonly network: Network;
  readonly weights: Float32Array<ArrayBuffer>;
}

/** The same network with only its first output. */
export function firstOutputOnly(network: Network, weights: Float32Array<ArrayBuffer>): Head {
  if (network.outputs === 1) return { network, weights };
  const single: Network = { ...network, outputs: 1 };
  const [from, to] = [lastLayer(network), lastLayer(single)];
  const result = new Float32Array(to.bias + 1);
  result.set(weights.subarray(0, from.weights));
  for (let i = 0; i < from.inputs; i++) {
    result[to.weights + i] = weights[from.weights + i * from.outputs]!;
  }
  result[to.bias] = weights[from.bias]!;
  return { network: single, weights: result };
}

/**
 * The line y = a + b z by least squares, folded into the output layer.
 * When z does not vary, b stays 1 and only the level is moved.
 */
export function recalibrate(
  { network, weights }: Head,
  outputs: ArrayLike<number>,
  values: ArrayLike<number>,
): Head {
  const { slope, intercept } = fitLine(outputs, values);
  const layer = lastLayer(network);
  const result = weights.slice();
  for (let i = 0; i < layer.inputs; i++) result[layer.weights + i]! *= slope;
  result[layer.bias] = slope * weights[layer.bias]! + intercept;
  return { network, weights: result };
}

/**
 * Ridge regression of what the line leaves over on the last hidden layer (rows x width), taken only where the squared
 * leave-one-out error falls by more than one standard error of its paired difference; else the head as it is.
 */
export function correctByRidge(
  head: Head,
  hidden: ArrayLike<number>,
  outputs: ArrayLike<number>,
  values: ArrayLike<number>,
): Head {
  const rows = values.length;
  if (rows < 8) return head;
  const { slope, intercept, leaveOneOut } = fitLine(outputs, values);
  const left = Float64Array.from(
    { length: rows },
    (_, i) => values[i]! - intercept - slope * outputs[i]!,
  );
  const layer = lastLayer(head.network);
  const ridge = fitRidge(hidden, left, layer.inputs);
  const gain = (i: number) =>
    leaveOneOut[i]! * leaveOneOut[i]! - ridge.leaveOneOut[i]! * ridge.leaveOneOut[i]!;
  let mean = 0;
  for (let i = 0; i < rows; i++) {
    mean += gain(i) / rows;
  }
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const difference = gain(i) - mean;
    squares += difference * difference;
  }
  if (!(mean > Math.sqrt(squares / (rows - 1) / rows))) return head;
  const result = head.weights.slice();
  for (let i = 0; i < layer.inputs; i++) result[layer.weights + i]! += ridge.weights[i]!;
  result[layer.bias]! += ridge.intercept;
  return { network: head.network, weights: result };
}

/** A new last layer with one output, by ridge regression on the last hidden layer (rows x width). */
export function newHead(
  network: Network,
  weights: Float32Array<ArrayBuffer>,
  hidden: ArrayLike<number>,
  values: ArrayLike<number>,
): Head {
  const head = firstOutputOnly(network, weights);
  const layer = lastLayer(head.network);
  const ridge = fitRidge(hidden, values, layer.inputs);
  const result = head.weights.slice();
  result.set(ridge.weights, layer.weights);
  result[layer.bias] = ridge.intercept;
  return { network: head.network, weights: result };
}

export interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly leaveOneOut: Float64Array;
}

/** Least squares of y on z with exact leave-one-out residuals; slope 1 when z does not vary. */
export function fitLine(z: ArrayLike<number>, y: ArrayLike<number>): Line {
  const rows = y.length;
  let meanZ = 0;
  let meanY = 0;
  for (let i = 0; i < rows; i++) {
    meanZ += z[i]! / rows;
    meanY += y[i]! / rows;
  }
  let zz = 0;
  let zy = 0;
  for (let i = 0; i < rows; i++) {
    zz += (z[i]! - meanZ) * (z[i]! - meanZ);
    zy += (z[i]! - meanZ) * (y[i]! - meanY);
  }
  const varies = zz > 1e-12 * rows * (meanZ * meanZ + 1e-12);
  const slope = varies ? zy / zz : 1;
  const intercept = meanY - slope * meanZ;
  const leaveOneOut = Float64Array.from({ length: rows }, (_, i) => {
    const leverage = 1 / rows + (varies ? ((z[i]! - meanZ) * (z[i]! - meanZ)) / zz : 0);
    return (y[i]! - intercept - slope * z[i]!) / Math.max(1 - leverage, 1e-9);
  });
  return { slope, intercept, leaveOneOut };
}

function lastLayer(network: Network) {
  const layer = layersOf(network).at(-1);
  if (!layer) throw new RangeError('The network has no layers.');
  return layer;
}
