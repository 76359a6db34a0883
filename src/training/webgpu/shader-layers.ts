/**
 * WGSL of one layer: forward, backward to its inputs, and gradient with Adam in one go. Widths come from the `shape`
 * uniform, so one compiled shader serves every network: unrolling the layers made compilers take ten times as long.
 * Each invocation keeps a tile of rows x 4 columns in registers; weights lie row by row, so that neighbouring
 * invocations read neighbouring vec4s.
 */
import type { Activation } from '../network.ts';
import { ADAM } from '../schedule.ts';

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

/**
 * tanh to a few units in the last place, as Eigen's ptanh: x P(x^2) / Q(x^2) up to where it is 1. The drivers' tanh
 * goes through exponentials: inexact near 0 on some, overflowing on others.
 */
const TANGENT = /* wgsl */ `
fn tangent(z: vec4f) -> vec4f {
  let x = clamp(z, vec4f(-7.90531110763549805), vec4f(7.90531110763549805));
  let t = x * x;
  let p = ((((((t * -2.76076847742355e-16 + 2.00018790482477e-13) * t + -8.60467152213735e-11) * t
    + 5.12229709037114e-8) * t + 1.48572235717979e-5) * t + 6.37261928875436e-4) * t + 4.89352455891786e-3);
  let q = ((t * 1.19825839466702e-6 + 1.18534705686654e-4) * t + 2.26843463243900e-3) * t + 4.89352518554385e-3;
  return x * p / q;
}`;

/** activate(z) and, from the activation's value, slope(a); silu's slope is kept by the forward pass instead. */
export function activationFunctions(activation: Activation): string {
  const bodies: Record<Activation, readonly [string, string]> = {
    relu: ['max(z, vec4f())', 'select(vec4f(), vec4f(1.0), a > vec4f())'],
    'leaky-relu': [
      'select(0.01 * z, z, z > vec4f())',
      'select(vec4f(0.01), vec4f(1.0), a > vec4f())',
    ],
    tanh: ['tangent(z)', '1.0 - a * a'],
    silu: ['z * logistic(z)', 'vec4f(1.0)'],
  };
  const [value, slope] = bodies[activation];
  return /* wgsl */ `
fn logistic(z: vec4f) -> vec4f { return 1.0 / (1.0 + exp(clamp(-z, vec4f(-80.0), vec4f(80.0)))); }
fn logisticSlope(z: vec4f) -> vec4f { let l = logistic(z); return l * (1.0 + z * (1.0 - l)); }
${activation === 'tanh' ? TANGENT : ''}
fn activate(z: vec4f) -> vec4f { return ${value}; }
fn slope(a: vec4f) -> vec4f { return ${slope}; }`;
}

/** Stores `z` at place `at` of the values above, activated unless `linear`; for silu its slope too. */
export function storeActivated(activation: Activation, z: string, at: string): string {
  const slope =
    activation === 'silu' ? `scratch[s + layer.deltaAbove + ${at}] = logisticSlope(${z});` : '';
  return `if (linear) {
      scratch[s + layer.valuesAbove + ${at}] = ${z};
    } else {
      ${slope}
      scratch[s + layer.valuesAbove + ${at}] = activate(${z});
    }`;
}

/** values(below) x weights + bias, activated unless `linear`. w, s: where the replica's weights and scratch start. */
export function forwardFunction(activation: Activation, { rows, workgroup }: Tiling): string {
  return /* wgsl */ `
fn forward(layer: Layer, linear: bool, w: u32, s: u32, rows: u32, lane: u32) {
  let in4 = layer.in4;
  let out4 = layer.out4;
  let tiles = ((rows + ${rows - 1}u) / ${rows}u) * out4;
  for (var tile = lane; tile < tiles; tile += ${workgroup}u) {
    let o = tile % out4;
    let row = (tile / out4) * ${rows}u;
    let bias = params[w + layer.bias + o];
${repeat(rows, (r) => `    var z${r} = bias;`)}
    var weight = w + layer.weights + o;
    let value = s + layer.valuesBelow + row * in4;
${repeat(rows, (r) => `    let value${r} = value + ${r}u * in4;`)}
    for (var k = 0u; k < in4; k += 2u) {
${repeat(8, (i) => `      let w${i} = params[weight + ${i}u * out4];`)}
${repeat(rows, (r) => `      let a${r} = scratch[value${r} + k];`)}
${repeat(rows, (r) => `      let b${r} = scratch[value${r} + k + 1u];`)}
${repeat(rows, (r) => `      z${r} += ${sum(8, (i) => `${i < 4 ? 'a' : 'b'}${r}[${i & 3}] * w${i}`)};`)}
      weight += 8u * out4;
    }
${repeat(rows, (r) => `    let at${r} = (row + ${r}u) * out4 + o;`)}
${repeat(rows, (r) => `    ${storeActivated(activation, `z${r}`, `at${r}`)}`)}
  }
}`;
}

/** Derivatives by the layer's inputs (a hidden layer's activations), times that layer's slope. */
export function backwardFunction(activation: Activation, { rows, workgroup }: Tiling): string {
  const store = (r: number) => {
    const at = (start: string) => `scratch[s + layer.${start} + (row + ${r}u) * in4 + i]`;
    const delta = at('deltaBelow');
    const slope = activation === 'silu' ? delta : `slope(${at('valuesBelow')})`;
    return `    ${delta} = d${r} * ${slope};`;
  };
  // Neighbouring invocations take neighbouring rows first: weights are shared by them, deltas lie a row apart.
  return /* wgsl */ `
fn backward(layer: Layer, w: u32, s: u32, rows: u32, lane: u32) {
  let in4 = layer.in4;
  let out4 = layer.out4;
  let rowTiles = (rows + ${rows - 1}u) / ${rows}u;
  for (var tile = lane; tile < rowTiles * in4; tile += ${workgroup}u) {
    let row = (tile % rowTiles) * ${rows}u;
    let i = tile / rowTiles;
${repeat(rows, (r) => `    var d${r} = vec4f();`)}
    let weight = w + layer.weights + 4u * i * out4;
    let delta = s + layer.deltaAbove + row * out4;
${repeat(rows, (r) => `    let delta${r} = delta + ${r}u * out4;`)}
    for (var k = 0u; k < out4; k += 2u) {
${repeat(4, (i) => `      let w${i} = params[weight + ${i}u * out4 + k];`)}
${repeat(4, (i) => `      let v${i} = params[weight + ${i}u * out4 + k + 1u];`)}
${repeat(4, (i) => `      let c${i} = vec4f(w0[${i}], w1[${i}], w2[${i}], w3[${i}]);`)}
${repeat(4, (i) => `      let c${i + 4} = vec4f(v0[${i}], v1[${i}], v2[${i}], v3[${i}]);`)}
${repeat(rows, (r) => `      let g${r} = scratch[delta${r} + k];`)}
${repeat(rows, (r) => `      let h${r} = scratch[delta${r} + k + 1u];`)}
${repeat(rows, (r) => `      d${r} += ${sum(8, (i) => `${i < 4 ? 'g' : 'h'}${r}[${i & 3}] * c${i}`)};`)}
    }
${repeat(rows, store)}
  }
}`;
}

/** The gradient by the layer's weights, used by Adam at once and never stored: tiles of 8 inputs x 4 outputs. */
export function updateFunction({ workgroup }: Tiling): string {
  const { beta1, beta2, epsilon } = ADAM;
  return /* wgsl */ `
/** rate: learning rate, rate x decay, 1 / (1 - beta1^t), 1 / (1 - beta2^t). */
fn adam(at: u32, g: vec4f, rate: vec4f) {
  let m = ${beta1} * params[at + shape.parameters] + ${1 - beta1} * g;
  let v = ${beta2} * params[at + 2u * shape.parameters] + ${1 - beta2} * g * g;
  params[at + shape.parameters] = m;
  params[at + 2u * shape.parameters] = v;
  let w = params[at];
  params[at] = w - rate.y * w - rate.x * (m * rate.z) / (sqrt(v * rate.w) + ${epsilon});
}

fn updateBias(layer: Layer, w: u32, s: u32, rows: u32, rate: vec4f, lane: u32) {
  let out4 = layer.out4;
  for (var o = lane; o < out4; o += ${workgroup}u) {
    var g = vec4f();
    for (var row = 0u; row < rows; row++) { g += scratch[s + layer.deltaAbove + row * out4 + o]; }
    adam(w + layer.bias + o, g, rate);
  }
}

fn update(layer: Layer, w: u32, s: u32, rows: u32, rate: vec4f, lane: u32) {
  let in4 = layer.in4;
  let out4 = layer.out4;
  for (var tile = lane; tile < (in4 / 2u) * out4; tile += ${workgroup}u) {
    let o = tile % out4;
    let i = (tile / out4) * 2u;
    var g: array<vec4f, 8>;
${repeat(8, (c) => `    var g${c} = vec4f();`)}
    var value = s + layer.valuesBelow + i;
    var delta = s + layer.deltaAbove + o;
    for (var row = 0u; row < rows; row += 4u) {
${repeat(4, (r) => `      let d${r} = scratch[delta + ${r}u * out4];`)}
${repeat(4, (r) => `      let a${r} = scratch[value + ${r}u * in4];`)}
${repeat(4, (r) => `      let b${r} = scratch[value + ${r}u * in4 + 1u];`)}
${repeat(4, (c) => `      g${c} += ${sum(4, (r) => `a${r}[${c}] * d${r}`)};`)}
${repeat(4, (c) => `      g${c + 4} += ${sum(4, (r) => `b${r}[${c}] * d${r}`)};`)}
      value += 4u * in4;
      delta += 4u * out4;
    }
${repeat(8, (c) => `    g[${c}] = g${c};`)}
    let weight = w + layer.weights + 4u * i * out4 + o;
    for (var c = 0u; c < 8u; c++) { adam(weight + c * out4, g[c], rate); }
  }
  updateBias(layer, w, s, rows, rate, lane);
}`;
}
