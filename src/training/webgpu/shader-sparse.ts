/**
 * WGSL of the first layer for inputs that are mostly zero, as fingerprints are: what is not zero is listed once for each
 * mini-batch, by row for the forward pass and by input for the gradient, and only that is multiplied. A list is a count
 * and then indices, as floats (exact below 2^24), four to a vec4.
 */
import type { Activation } from '../network.ts';
import { storeActivated } from './shader-layers.ts';

export function sparseFunctions(activation: Activation, workgroup: number): string {
  return /* wgsl */ `
fn rowList(s: u32, row: u32) -> u32 { return s + shape.lists + row * (shape.groups + 1u); }
fn inputList(s: u32, input: u32) -> u32 {
  return s + shape.lists + shape.batch * (shape.groups + 1u) + input * (shape.batch / 4u + 1u);
}
fn listed(list: u32, k: u32) -> u32 { return u32(scratch[list + (k >> 2u)][k & 3u]); }

/** Inputs of each row; for a training step also rows of each input. */
fn listInputs(s: u32, rows: u32, learns: bool, lane: u32) {
  let values = s + shape.layer[0].valuesBelow;
  for (var r = lane; r < rows; r += ${workgroup}u) {
    let list = rowList(s, r);
    var n = 0u;
    for (var g = 0u; g < shape.groups; g++) {
      let x = scratch[values + r * shape.groups + g];
      for (var c = 0u; c < 4u; c++) {
        if (x[c] != 0.0) {
          n++;
          scratch[list + (n >> 2u)][n & 3u] = f32(4u * g + c);
        }
      }
    }
    scratch[list][0] = f32(n);
  }
  if (!learns) { return; }
  for (var i = lane; i < 4u * shape.groups; i += ${workgroup}u) {
    let list = inputList(s, i);
    var n = 0u;
    for (var r = 0u; r < rows; r++) {
      if (scratch[values + r * shape.groups + (i >> 2u)][i & 3u] != 0.0) {
        n++;
        scratch[list + (n >> 2u)][n & 3u] = f32(r);
      }
    }
    scratch[list][0] = f32(n);
  }
}

/** As forward(); rows that only fill a tile of the next layer get the bias. */
fn forwardSparse(layer: Layer, linear: bool, w: u32, s: u32, rows: u32, lane: u32) {
  let out4 = layer.out4;
  for (var t = lane; t < ((rows + 7u) & ~7u) * out4; t += ${workgroup}u) {
    let o = t % out4;
    let row = t / out4;
    var z = params[w + layer.bias + o];
    if (row < rows) {
      let list = rowList(s, row);
      let n = listed(list, 0u);
      let values = s + layer.valuesBelow + row * layer.in4;
      for (var k = 1u; k <= n; k++) {
        let i = listed(list, k);
        z += scratch[values + (i >> 2u)][i & 3u] * params[w + layer.weights + i * out4 + o];
      }
    }
    ${storeActivated(activation, 'z', 't')}
  }
}

/** As update(). */
fn updateSparse(layer: Layer, w: u32, s: u32, rows: u32, rate: vec4f, lane: u32) {
  let out4 = layer.out4;
  for (var t = lane; t < 4u * layer.in4 * out4; t += ${workgroup}u) {
    let o = t % out4;
    let i = t / out4;
    let list = inputList(s, i);
    let n = listed(list, 0u);
    let value = s + layer.valuesBelow + (i >> 2u);
    var g = vec4f();
    for (var k = 1u; k <= n; k++) {
      let row = listed(list, k);
      g += scratch[value + row * layer.in4][i & 3u] * scratch[s + layer.deltaAbove + row * out4 + o];
    }
    adam(w + layer.weights + t, g, rate);
  }
  updateBias(layer, w, s, rows, rate, lane);
}`;
}
