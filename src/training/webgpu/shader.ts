/**
 * The WGSL: `train` runs whole Adam steps and evaluations of one replica in each workgroup, `infer` the forward pass of
 * one batch of rows in each. Barriers stand only in control flow that is the same for a whole workgroup: what decides
 * comes from read-only buffers, or through workgroupUniformLoad.
 */
import type { Activation } from '../network.ts';
import {
  activationFunctions,
  backwardFunction,
  forwardFunction,
  repeat,
  updateFunction,
  type Tiling,
} from './shader-layers.ts';
import {
  DONE,
  FLAG,
  GROUP,
  INFERENCE,
  ITEM,
  LOG,
  MISSING,
  MOST_BLOCKS,
  MOST_LAYERS,
  RECORD,
  STATE,
  wgslConstants,
} from './wire.ts';

/** Bindings of group 0; the feature table may be split over several from `features` on. */
export const BINDING = {
  shape: 0,
  program: 1,
  labels: 2,
  tables: 3,
  params: 4,
  scratch: 5,
  state: 6,
  features: 7,
} as const;

/** All that distinguishes compiled shaders; the network's widths are data. */
export interface ShaderKind {
  readonly activation: Activation;
  readonly tiling: Tiling;
  readonly featureBindings: number;
}

export function shaderCode(kind: ShaderKind): string {
  const { activation, tiling } = kind;
  return [
    header(kind),
    activationFunctions(activation),
    gatherFunction(tiling),
    forwardFunction(activation, tiling),
    backwardFunction(activation, tiling),
    updateFunction(tiling),
    lossFunctions(tiling),
    evaluationEnd(tiling),
    trainEntry(tiling),
    inferEntry(tiling),
  ].join('\n');
}

function header({ featureBindings }: ShaderKind): string {
  const last = featureBindings - 1;
  return /* wgsl */ `
struct Layer {
  in4: u32, out4: u32, weights: u32, bias: u32,
  valuesBelow: u32, valuesAbove: u32, deltaBelow: u32, deltaAbove: u32,
}
/** offset: in vec4 for floats, in words for bytes. end: the group after its last. */
struct Block { isFloat: u32, first: u32, end: u32, offset: u32, firstScaled: u32, pad0: u32, pad1: u32, pad2: u32 }
struct Shape {
  layers: u32, blocks: u32, groups: u32, rowSize: u32,
  parameters: u32, scratch: u32, batch: u32, record: u32,
  outputs: u32, lastHidden: u32, featureSplit: u32, pad: u32,
  layer: array<Layer, ${MOST_LAYERS}>,
  block: array<Block, ${MOST_BLOCKS}>,
}
@group(0) @binding(${BINDING.shape}) var<uniform> shape: Shape;
@group(0) @binding(${BINDING.program}) var<storage, read> program: array<u32>;
@group(0) @binding(${BINDING.labels}) var<storage, read> labels: array<vec4u>;
@group(0) @binding(${BINDING.tables}) var<storage, read> tables: array<u32>;
@group(0) @binding(${BINDING.params}) var<storage, read_write> params: array<vec4f>;
@group(0) @binding(${BINDING.scratch}) var<storage, read_write> scratch: array<vec4f>;
@group(0) @binding(${BINDING.state}) var<storage, read_write> state: array<u32>;
${repeat(featureBindings, (i) => `@group(0) @binding(${BINDING.features + i}) var<storage, read> features${i}: array<vec4u>;`)}
${wgslConstants('GROUP', GROUP)}
${wgslConstants('ITEM', ITEM)}
${wgslConstants('FLAG', FLAG)}
${wgslConstants('RECORD', RECORD)}
${wgslConstants('STATE', STATE)}
${wgslConstants('LOG', LOG)}
${wgslConstants('INFERENCE', INFERENCE)}

fn feature(i: u32) -> vec4u {
${repeat(last, (i) => `  if (i < ${i + 1}u * shape.featureSplit) { return features${i}[i - ${i}u * shape.featureSplit]; }`)}
  return features${last}[i - ${last}u * shape.featureSplit];
}
fn number(i: u32) -> f32 { return bitcast<f32>(program[i]); }
fn number4(i: u32) -> vec4f {
  return bitcast<vec4f>(vec4u(program[i], program[i + 1u], program[i + 2u], program[i + 3u]));
}
fn table4(i: u32) -> vec4f {
  return bitcast<vec4f>(vec4u(tables[i], tables[i + 1u], tables[i + 2u], tables[i + 3u]));
}

/** Where a batch's row numbers are written: in the program, in the tables, or nowhere (they count up). */
const IN_PROGRAM = 0u;
const IN_TABLES = 1u;
const CONSECUTIVE = 2u;
fn rowOf(source: u32, first: u32, r: u32) -> u32 {
  if (source == IN_PROGRAM) { return program[first + r]; }
  if (source == IN_TABLES) { return tables[first + r]; }
  return first + r;
}`;
}

/** Rows of the feature table into the inputs of the first layer, scaled; rows beyond the batch become zero. */
function gatherFunction({ workgroup }: Tiling): string {
  return /* wgsl */ `
fn gather(s: u32, base: u32, scaling: u32, clip: f32, source: u32, first: u32, rows: u32, lane: u32) {
  let total = ((rows + 7u) & ~7u) * shape.groups;
  let start = s + shape.layer[0].valuesBelow;
  for (var t = lane; t < total; t += ${workgroup}u) {
    let r = t / shape.groups;
    let g = t % shape.groups;
    var x = vec4f();
    if (r < rows) {
      let row = base + rowOf(source, first, r) * shape.rowSize;
      for (var b = 0u; b < shape.blocks; b++) {
        if (g < shape.block[b].end) {
          let inside = g - shape.block[b].first;
          if (shape.block[b].isFloat == 1u) {
            let at = scaling + (shape.block[b].firstScaled + inside) * 8u;
            let raw = bitcast<vec4f>(feature(row + shape.block[b].offset + inside));
            x = clamp((raw - table4(at)) / table4(at + 4u), vec4f(-clip), vec4f(clip));
          } else {
            let word = shape.block[b].offset + inside;
            let bytes = feature(row + (word >> 2u))[word & 3u];
            x = vec4f(vec4u(bytes, bytes >> 8u, bytes >> 16u, bytes >> 24u) & vec4u(255u));
          }
          break;
        }
      }
    }
    scratch[start + t] = x;
  }
}`;
}

function lossFunctions({ workgroup }: Tiling): string {
  return /* wgsl */ `
/** z - y, zero where the label is missing. */
fn errorOf(item: u32, row: u32, out4: u32, o: u32, z: vec4f) -> vec4f {
  let bits = labels[program[item + ITEM_labels] + row * out4 + o];
  return select(z - bitcast<vec4f>(bits), vec4f(), bits == vec4u(${MISSING}u));
}
fn isHuber(item: u32) -> bool { return (program[item + ITEM_flags] & FLAG_huber) != 0u; }
fn notFinite(z: vec4f) -> bool {
  return any((bitcast<vec4u>(z) & vec4u(0x7f800000u)) == vec4u(0x7f800000u));
}

/** Outputs become derivatives of the loss; rows that only fill a tile get none, so they move nothing. */
fn outputDelta(item: u32, record: u32, s: u32, rows: u32, lane: u32) {
  let last = shape.layer[shape.layers - 1u];
  let delta = number(item + ITEM_huberDelta);
  let rowNumbers = record + RECORD_labelWeights + 4u * last.out4;
  for (var t = lane; t < ((rows + 7u) & ~7u) * last.out4; t += ${workgroup}u) {
    let r = t / last.out4;
    let o = t % last.out4;
    let at = s + last.valuesAbove + t;
    if (r >= rows) {
      scratch[at] = vec4f();
      continue;
    }
    let z = scratch[at];
    if (notFinite(z)) {
      let diverged = program[item + ITEM_slot] * STATE_size + STATE_divergedAt;
      if (state[diverged] == 0u) { state[diverged] = program[record + RECORD_step]; }
    }
    let e = errorOf(item, program[rowNumbers + r], last.out4, o, z);
    let d = select(2.0 * e, clamp(e, vec4f(-delta), vec4f(delta)), isHuber(item));
    scratch[at] = d * number4(record + RECORD_labelWeights + 4u * o);
  }
}

/** This invocation's share of the weighted loss over evaluated rows. */
fn lossOf(item: u32, first: u32, s: u32, rows: u32, lane: u32) -> f32 {
  let last = shape.layer[shape.layers - 1u];
  let delta = number(item + ITEM_huberDelta);
  var total = 0.0;
  for (var t = lane; t < rows * last.out4; t += ${workgroup}u) {
    let r = t / last.out4;
    let o = t % last.out4;
    let e = errorOf(item, tables[first + r], last.out4, o, scratch[s + last.valuesAbove + t]);
    let q = min(abs(e), vec4f(delta));
    let loss = select(e * e, 0.5 * q * q + delta * (abs(e) - q), isHuber(item));
    total += dot(loss, table4(program[item + ITEM_validationWeights] + 4u * o));
  }
  return total;
}`;
}

function evaluationEnd({ workgroup }: Tiling): string {
  return /* wgsl */ `
var<workgroup> shares: array<f32, ${workgroup}>;
var<workgroup> decision: u32;

/** Adds what this item evaluated; at the end of an evaluation early stopping, and the best weights are kept. */
fn endEvaluation(item: u32, w: u32, total: f32, lane: u32) {
  let flags = program[item + ITEM_flags];
  shares[lane] = total;
  workgroupBarrier();
  if (lane == 0u) {
    let at = program[item + ITEM_slot] * STATE_size;
    var loss = 0.0;
    if ((flags & FLAG_evaluationStarts) == 0u) { loss = bitcast<f32>(state[at + STATE_sum]); }
    for (var i = 0u; i < ${workgroup}u; i++) { loss += shares[i]; }
    state[at + STATE_sum] = bitcast<u32>(loss);
    decision = 0u;
    if ((flags & FLAG_evaluationEnds) != 0u) {
      if (loss < bitcast<f32>(state[at + STATE_lowest])) {
        state[at + STATE_lowest] = bitcast<u32>(loss);
        state[at + STATE_without] = 0u;
        decision = 1u;
      } else {
        state[at + STATE_without] += 1u;
      }
      let impatient = state[at + STATE_without] >= program[item + ITEM_patience];
      if (impatient && (flags & FLAG_mayStop) != 0u) { state[at + STATE_stopped] = 1u; }
    }
  }
  if (workgroupUniformLoad(&decision) == 1u) {
    for (var i = lane; i < shape.parameters; i += ${workgroup}u) {
      params[w + 3u * shape.parameters + i] = params[w + i];
    }
  }
  storageBarrier();
}`;
}

const FORWARD_PASS = /* wgsl */ `
      for (var l = 0u; l < shape.layers; l++) {
        forward(shape.layer[l], l + 1u == shape.layers, w, s, rows, lane);
        storageBarrier();
      }`;

/** The forward pass stands once for steps and evaluations: it is most of the code that a driver compiles. */
function trainEntry({ workgroup }: Tiling): string {
  return /* wgsl */ `
@compute @workgroup_size(${workgroup})
fn train(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let list = group.x * GROUP_size;
  let items = program[list + GROUP_items];
  for (var i = 0u; i < items; i++) {
    let item = groups.x * GROUP_size + (program[list + GROUP_firstItem] + i) * ITEM_size;
    let slot = program[item + ITEM_slot];
    let w = slot * 4u * shape.parameters;
    let s = slot * shape.scratch;
    let at = slot * STATE_size;
    if (lane == 0u) { decision = state[at + STATE_stopped]; }
    let stopped = workgroupUniformLoad(&decision);
    let steps = program[item + ITEM_steps];
    let evaluated = program[item + ITEM_evaluateRows];
    let firstTrained = program[item + ITEM_firstTrained];
    var passes = max(steps, (evaluated + shape.batch - 1u) / shape.batch);
    if (stopped == 1u) { passes = 0u; }
    var total = 0.0;
    for (var pass_ = 0u; pass_ < passes; pass_++) {
      let record = program[item + ITEM_records] + pass_ * shape.record;
      var source = IN_PROGRAM;
      var first = record + RECORD_labelWeights + 4u * shape.layer[shape.layers - 1u].out4;
      var rows = 0u;
      if (steps > 0u) {
        if (program[record + RECORD_learns] == 0u) { continue; }
        rows = program[record + RECORD_rows];
      } else {
        source = IN_TABLES;
        let done = pass_ * shape.batch;
        first = program[item + ITEM_validationRows] + program[item + ITEM_evaluateFrom] + done;
        rows = min(shape.batch, evaluated - done);
      }
      gather(s, program[item + ITEM_features], program[item + ITEM_scaling], number(item + ITEM_clip),
        source, first, rows, lane);
      storageBarrier();${FORWARD_PASS}
      if (steps > 0u) {
        outputDelta(item, record, s, rows, lane);
        storageBarrier();
        let rate = number4(record + RECORD_rate);
        // A layer passes its derivatives down before its weights move; moving them needs no barrier of its own,
        // because the next layer down touches other memory.
        for (var l = shape.layers; l > firstTrained; l--) {
          if (l - 1u > firstTrained) { backward(shape.layer[l - 1u], w, s, rows, lane); }
          storageBarrier();
          update(shape.layer[l - 1u], w, s, rows, rate, lane);
        }
      } else {
        total += lossOf(item, first, s, rows, lane);
      }
      storageBarrier();
    }
    if (passes > 0u && evaluated > 0u) { endEvaluation(item, w, total, lane); }
    if (lane == 0u) {
      let answer = program[item + ITEM_log];
      state[answer + LOG_done] = select(${DONE.computed}u, ${DONE.stoppedBefore}u, stopped == 1u);
      state[answer + LOG_loss] = state[at + STATE_sum];
      state[answer + LOG_divergedAt] = state[at + STATE_divergedAt];
    }
    storageBarrier();
  }
}`;
}

function inferEntry({ workgroup }: Tiling): string {
  return /* wgsl */ `
@compute @workgroup_size(${workgroup})
fn infer(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let w = 0u;
  let s = group.x * shape.scratch;
  let done = group.x * shape.batch;
  let first = program[INFERENCE_from] + done;
  let rows = min(shape.batch, program[INFERENCE_rows] - first);
  gather(s, program[INFERENCE_features], program[INFERENCE_scaling], number(INFERENCE_clip),
    CONSECUTIVE, first, rows, lane);
  storageBarrier();${FORWARD_PASS}
  let last = shape.layer[shape.layers - 1u];
  let hidden = program[INFERENCE_hidden] == 1u;
  let width = select(shape.outputs, shape.lastHidden, hidden);
  let width4 = select(last.out4, last.in4, hidden);
  let start = s + select(last.valuesAbove, last.valuesBelow, hidden);
  for (var t = lane; t < rows * width; t += ${workgroup}u) {
    let r = t / width;
    let c = t % width;
    state[(done + r) * width + c] = bitcast<u32>(scratch[start + r * width4 + (c >> 2u)][c & 3u]);
  }
}`;
}
