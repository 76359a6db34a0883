/**
 * WGSL of one layer: forward, backward to its inputs, and gradient with Adam in one go. Each invocation keeps a tile
 * of rows x 4 columns in registers; weights lie row by row, so neighbouring invocations read neighbouring vec4s.
 */
import type { Activation } from '../network.ts';
import { ADAM } from '../schedule.ts';
import type { Layout } from './layout.ts';

export interface Tiling {
  /** Invocations of a workgroup. */
  readonly workgroup: number;
  /** Rows of a tile in forward and backward products: divides 8. */
  readonly rows: number;
}

/** `template(0)` ... `template(n - 1)`, line by line. */
export const repeat = (n: number, template: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => template(i)).join('\n');

const sum = (n: number, template: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => template(i)).join(' + ');

/** activate(z) and, from the activation's value, slope(a); silu's slope is kept by the forward pass instead. */
export function activationFunctions(activation: Activation): string {
  const bodies: Record<Activation, readonly [string, string]> = {
    relu: ['max(z, vec4f())', 'select(vec4f(), vec4f(1.0), a > vec4f())'],
    'leaky-relu': [
      'select(0.01 * z, z, z > vec4f())',
      'select(vec4f(0.01), vec4f(1.0), a > vec4f())',
    ],
    // Beyond 15 tanh is 1 in float32; some drivers overflow there.
    tanh: ['tanh(clamp(z, vec4f(-15.0), vec4f(15.0)))', '1.0 - a * a'],
    silu: ['z * logistic(z)', 'vec4f(1.0)'],
  };
  const [value, slope] = bodies[activation];
  return /* wgsl */ `
fn logistic(z: vec4f) -> vec4f { return 1.0 / (1.0 + exp(clamp(-z, vec4f(-80.0), vec4f(80.0)))); }
fn activate(z: vec4f) -> vec4f { return ${value}; }
fn slope(a: vec4f) -> vec4f { return ${slope}; }`;
}

/** w, s: where the replica's weights and scratch start. */
export function forwardFunction(layout: Layout, index: number, tiling: Tiling): string {
  const { in4, out4, weights, bias } = layout.layers[index]!;
  const hidden = index < layout.layers.length - 1;
  const silu = layout.network.activation === 'silu';
  const tile = tileRows(layout, index, tiling);
  const store = (r: number) => {
    const at = `${layout.values[index + 1]}u + (row + ${r}u) * ${out4}u + o`;
    if (!hidden) return `    scratch[s + ${at}] = z${r};`;
    const keepSlope = `{ let l = logistic(z${r}); scratch[s + ${layout.deltas[index + 1]}u + (row + ${r}u) * ${out4}u + o] = l * (1.0 + z${r} * (1.0 - l)); }`;
    return `    scratch[s + ${at}] = activate(z${r});${silu ? `\n    ${keepSlope}` : ''}`;
  };
  return /* wgsl */ `
fn forward${index}(w: u32, s: u32, rows: u32, lane: u32) {
  let tiles = ((rows + ${tile - 1}u) / ${tile}u) * ${out4}u;
  for (var tile = lane; tile < tiles; tile += ${tiling.workgroup}u) {
    let o = tile % ${out4}u;
    let row = (tile / ${out4}u) * ${tile}u;
${repeat(tile, (r) => `    var z${r} = params[w + ${bias}u + o];`)}
    var weight = w + ${weights}u + o;
    var value = s + ${layout.values[index]}u + row * ${in4}u;
    for (var k = 0u; k < ${in4}u; k++) {
${repeat(4, (i) => `      let w${i} = params[weight + ${i * out4}u];`)}
${repeat(tile, (r) => `      let a${r} = scratch[value + ${r * in4}u];`)}
${repeat(tile, (r) => `      z${r} += ${sum(4, (i) => `a${r}[${i}] * w${i}`)};`)}
      weight += ${4 * out4}u;
      value++;
    }
${repeat(tile, store)}
  }
}`;
}

/** Derivatives by the layer's inputs (a hidden layer's activations), times that layer's slope. */
export function backwardFunction(layout: Layout, index: number, tiling: Tiling): string {
  const { in4, out4, weights } = layout.layers[index]!;
  const silu = layout.network.activation === 'silu';
  const tile = tiling.rows;
  const store = (r: number) => {
    const at = (start: number) => `scratch[s + ${start}u + (row + ${r}u) * ${in4}u + i]`;
    const delta = at(layout.deltas[index]!);
    const slope = silu ? delta : `slope(${at(layout.values[index]!)})`;
    return `    ${delta} = d${r} * ${slope};`;
  };
  // Neighbouring invocations take neighbouring rows first: weights are shared by them, deltas lie a row apart.
  return /* wgsl */ `
fn backward${index}(w: u32, s: u32, rows: u32, lane: u32) {
  let rowTiles = (rows + ${tile - 1}u) / ${tile}u;
  let tiles = rowTiles * ${in4}u;
  for (var tile = lane; tile < tiles; tile += ${tiling.workgroup}u) {
    let row = (tile % rowTiles) * ${tile}u;
    let i = tile / rowTiles;
${repeat(tile, (r) => `    var d${r} = vec4f();`)}
    var weight = w + ${weights}u + 4u * i * ${out4}u;
    var delta = s + ${layout.deltas[index + 1]}u + row * ${out4}u;
    for (var k = 0u; k < ${out4}u; k++) {
${repeat(4, (i) => `      let w${i} = params[weight + ${i * out4}u];`)}
${repeat(tile, (r) => `      let g${r} = scratch[delta + ${r * out4}u];`)}
${repeat(tile, (r) => `      d${r} += ${sum(4, (i) => `g${r}[${i}] * vec4f(w0[${i}], w1[${i}], w2[${i}], w3[${i}])`)};`)}
      weight++;
      delta++;
    }
${repeat(tile, store)}
  }
}`;
}

/** The gradient by the layer's weights, used by Adam at once and never stored. */
export function updateFunction(layout: Layout, index: number, tiling: Tiling): string {
  const { in4, out4, weights, bias } = layout.layers[index]!;
  const groups = in4 % 2 === 0 && tiling.rows >= 8 ? 2 : 1;
  const delta = layout.deltas[index + 1]!;
  return /* wgsl */ `
fn update${index}(w: u32, s: u32, rows: u32, rate: vec4f, lane: u32) {
  for (var tile = lane; tile < ${(in4 / groups) * out4}u; tile += ${tiling.workgroup}u) {
    let o = tile % ${out4}u;
    let i = (tile / ${out4}u) * ${groups}u;
${repeat(4 * groups, (c) => `    var g${c} = vec4f();`)}
    var value = s + ${layout.values[index]}u + i;
    var delta = s + ${delta}u + o;
    for (var row = 0u; row < rows; row++) {
      let d = scratch[delta];
${repeat(groups, (j) => `      let a${j} = scratch[value + ${j}u];`)}
${repeat(4 * groups, (c) => `      g${c} += a${c >> 2}[${c & 3}] * d;`)}
      value += ${in4}u;
      delta += ${out4}u;
    }
    let weight = w + ${weights}u + 4u * i * ${out4}u + o;
${repeat(4 * groups, (c) => `    adam(weight + ${c * out4}u, g${c}, rate);`)}
  }
  for (var o = lane; o < ${out4}u; o += ${tiling.workgroup}u) {
    var g = vec4f();
    for (var row = 0u; row < rows; row++) { g += scratch[s + ${delta}u + row * ${out4}u + o]; }
    adam(w + ${bias}u + o, g, rate);
  }
}`;
}

/** rate: learning rate, rate x decay, 1 / (1 - beta1^t), 1 / (1 - beta2^t). */
export function adamFunction({ parameters }: Layout): string {
  const { beta1, beta2, epsilon } = ADAM;
  return /* wgsl */ `
fn adam(at: u32, g: vec4f, rate: vec4f) {
  let m = ${beta1} * params[at + ${parameters}u] + ${1 - beta1} * g;
  let v = ${beta2} * params[at + ${2 * parameters}u] + ${1 - beta2} * g * g;
  params[at + ${parameters}u] = m;
  params[at + ${2 * parameters}u] = v;
  let w = params[at];
  params[at] = w - rate.y * w - rate.x * (m * rate.z) / (sqrt(v * rate.w) + ${epsilon});
}`;
}

/** A narrow layer has few tiles: smaller ones keep more invocations busy. */
function tileRows(layout: Layout, index: number, tiling: Tiling): number {
  const { out4 } = layout.layers[index]!;
  let rows = tiling.rows;
  while (rows > 2 && (layout.batch / rows) * out4 < tiling.workgroup / 2) rows /= 2;
  return rows;
}
