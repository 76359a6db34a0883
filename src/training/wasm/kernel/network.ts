/**
 * A fully connected network over one block of rows: forward, and backward with the update of every trained layer.
 * All sizes are padded: inputs to multiples of 4, outputs to 8, rows to 4; what is padded stays zero.
 */
import { nextStep } from './adam';
import { activate, timesSlope } from './activation';
import * as dense from './dense';
import * as sparse from './sparse';

/** For each layer (64 bytes): see setLayer(). */
const MOST_LAYERS = 64;
const layers = memory.data(MOST_LAYERS * 64, 8);
let layerCount: i32 = 0;
let activation: i32 = 0;
let firstTrained: i32 = 0;
export let batch: usize = 0;
export let batchStride: i32 = 0;
/** Room for the tiles of one layer's inputs. */
let tiles: usize = 0;
/** Room for the transpose of the weights of one layer (not the first), and zeros for as many as its inputs. */
let transposed: usize = 0;
let zeros: usize = 0;
/** Inputs of the first layer that are dense; the rest are listed bytes. */
let denseInputs: i32 = 0;
let toM: usize = 0;
let toV: usize = 0;

/** The last `count - first` layers are trained; m and v lie mAfter and vAfter bytes behind the weights. */
export function setNetwork(
  count: i32,
  kind: i32,
  first: i32,
  batchAt: usize,
  stride: i32,
  tilesAt: usize,
  transposedAt: usize,
  zerosAt: usize,
  dense: i32,
  mAfter: usize,
  vAfter: usize,
): void {
  layerCount = count;
  activation = kind;
  firstTrained = first;
  batch = batchAt;
  batchStride = stride;
  tiles = tilesAt;
  transposed = transposedAt;
  zeros = zerosAt;
  denseInputs = dense;
  toM = mAfter;
  toV = vAfter;
}

/** Values (outputs, after the activation), gradients and slopes are rows of `stride` bytes. */
export function setLayer(
  index: i32,
  inputs: i32,
  outputs: i32,
  panels: i32,
  weights: usize,
  bias: usize,
  stride: i32,
  values: usize,
  gradients: usize,
  slopes: usize,
): void {
  const at = layers + index * 64;
  store<i32>(at, inputs);
  store<i32>(at, panels, 4);
  store<u32>(at, <u32>weights, 8);
  store<u32>(at, <u32>bias, 12);
  store<i32>(at, stride, 16);
  store<u32>(at, <u32>values, 20);
  store<u32>(at, <u32>gradients, 24);
  store<u32>(at, <u32>slopes, 28);
  store<i32>(at, outputs, 32);
}

function inputsOf(layer: usize): i32 {
  return load<i32>(layer);
}
/** Padded to a multiple of 4 only. */
function outputsOf(layer: usize): i32 {
  return load<i32>(layer, 32);
}
function panelsOf(layer: usize): i32 {
  return load<i32>(layer, 4);
}
function weightsOf(layer: usize): usize {
  return load<u32>(layer, 8);
}
function biasOf(layer: usize): usize {
  return load<u32>(layer, 12);
}
export function strideOf(layer: usize): i32 {
  return load<i32>(layer, 16);
}
export function valuesOf(layer: usize): usize {
  return load<u32>(layer, 20);
}
export function gradientsOf(layer: usize): usize {
  return load<u32>(layer, 24);
}
function slopesOf(layer: usize): usize {
  return load<u32>(layer, 28);
}

export function lastLayer(): usize {
  return layers + (layerCount - 1) * 64;
}

/** Computes the values of every layer for the first `rows` rows of the batch. */
export function forward(rows: i32): void {
  let x = batch;
  let xStride = batchStride;
  for (let index = 0; index < layerCount; index++) {
    const layer = layers + index * 64;
    const inputs = inputsOf(layer);
    const panels = panelsOf(layer);
    const w = weightsOf(layer);
    const y = valuesOf(layer);
    const stride = strideOf(layer);
    const solid = index == 0 ? denseInputs : inputs;
    dense.tile(x, xStride, tiles, rows, solid);
    dense.forward(tiles, w, inputs * 32, biasOf(layer), y, stride, rows, solid, panels);
    if (solid < inputs) sparse.forward(w + solid * 32, inputs * 32, y, stride, rows, panels);
    if (index < layerCount - 1) {
      activate(activation, y, slopesOf(layer), rows, panels * 8, stride);
    }
    x = y;
    xStride = stride;
  }
}

/** One Adam step from the derivatives by the outputs, which lie in the last layer's gradients. */
export function backward(rows: i32, rate: f32, decay: f64): void {
  nextStep(rate, decay);
  for (let index = layerCount - 1; index >= firstTrained; index--) {
    const layer = layers + index * 64;
    const below = layer - 64;
    const inputs = inputsOf(layer);
    const panels = panelsOf(layer);
    const w = weightsOf(layer);
    const dy = gradientsOf(layer);
    const stride = strideOf(layer);
    const size = inputs * 32;
    // The gradient below needs the weights from before their update.
    if (index > firstTrained) {
      const dx = gradientsOf(below);
      const h = valuesOf(below);
      const dxStride = strideOf(below);
      const outputs = outputsOf(layer);
      dense.transpose(w, size, transposed, inputs, panels);
      dense.tile(dy, stride, tiles, rows, outputs);
      dense.forward(
        tiles,
        transposed,
        panels * 256,
        zeros,
        dx,
        dxStride,
        rows,
        outputs,
        inputs / 8,
      );
      timesSlope(activation, dx, h, slopesOf(below), rows, inputs, dxStride);
    }
    const x = index == 0 ? batch : valuesOf(below);
    const xStride = index == 0 ? batchStride : strideOf(below);
    const solid = index == 0 ? denseInputs : inputs;
    dense.update(x, xStride, dy, stride, w, toM, toV, size, rows, solid, panels);
    if (solid < inputs) {
      sparse.byColumn(rows, stride);
      sparse.update(w + solid * 32, toM, toV, size, dy, panels);
    }
    dense.updateBias(dy, stride, biasOf(layer), toM, toV, rows, panels);
  }
}
