/**
 * The WGSL of one network shape: `train` runs whole Adam steps and evaluations of one replica in each workgroup,
 * `infer` the forward pass of one batch of rows in each. Barriers stand only in control flow that is the same for a
 * whole workgroup: what decides comes from read-only buffers or through workgroupUniformLoad.
 */
import type { BlockLayout, Layout } from './layout.ts';
import {
  activationFunctions,
  adamFunction,
  backwardFunction,
  forwardFunction,
  repeat,
  updateFunction,
  type Tiling,
} from './shader-layers.ts';
import {
  FLAG,
  GROUP,
  INFERENCE,
  ITEM,
  LOG,
  MISSING,
  RECORD,
  STATE,
  wgslConstants,
} from './wire.ts';

/** Bindings of group 0; the feature table may be split over several from `features` on. */
export const BINDING = {
  program: 0,
  labels: 1,
  tables: 2,
  params: 3,
  scratch: 4,
  state: 5,
  features: 6,
} as const;

export interface ShaderShape {
  readonly layout: Layout;
  readonly tiling: Tiling;
  /** vec4 in each feature binding but the last. */
  readonly featureSplit: number;
  readonly featureBindings: number;
}

export function shaderCode(shape: ShaderShape): string {
  const { layout, tiling } = shape;
  const count = layout.layers.length;
  return [
    header(shape),
    activationFunctions(layout.network.activation),
    gatherFunction(layout, tiling),
    repeat(count, (i) => forwardFunction(layout, i, tiling)),
    repeat(count - 1, (i) => backwardFunction(layout, i + 1, tiling)),
    adamFunction(layout),
    repeat(count, (i) => updateFunction(layout, i, tiling)),
    lossFunctions(layout, tiling),
    stepFunction(layout),
    evaluationFunction(layout, tiling),
    entryPoints(layout, tiling),
  ].join('\n');
}

function header({ featureBindings, featureSplit }: ShaderShape): string {
  const choose = Array.from(
    { length: featureBindings - 1 },
    (_, i) =>
      `  if (i < ${(i + 1) * featureSplit}u) { return features${i}[i - ${i * featureSplit}u]; }`,
  ).join('\n');
  const last = featureBindings - 1;
  return /* wgsl */ `
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
${choose}
  return features${last}[i - ${last * featureSplit}u];
}
fn number(i: u32) -> f32 { return bitcast<f32>(program[i]); }
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
function gatherFunction({ features, values }: Layout, { workgroup }: Tiling): string {
  const load = (block: BlockLayout) =>
    block.kind === 'float32'
      ? `
        let at = scaling + (g - ${block.firstGroup}u + ${block.firstScaled}u) * 8u;
        let raw = bitcast<vec4f>(feature(row + ${block.offset}u + g - ${block.firstGroup}u));
        x = clamp((raw - table4(at)) / table4(at + 4u), vec4f(-clip), vec4f(clip));`
      : `
        let word = ${block.offset}u + g - ${block.firstGroup}u;
        let bytes = feature(row + (word >> 2u))[word & 3u];
        x = vec4f(vec4u(bytes, bytes >> 8u, bytes >> 16u, bytes >> 24u) & vec4u(255u));`;
  const choose = features.blocks
    .map((block, i) =>
      i < features.blocks.length - 1
        ? `if (g < ${block.firstGroup + block.groups}u) {${load(block)}
      } else `
        : `{${load(block)}
      }`,
    )
    .join('');
  return /* wgsl */ `
fn gather(s: u32, base: u32, scaling: u32, clip: f32, source: u32, first: u32, rows: u32, lane: u32) {
  let total = ((rows + 7u) & ~7u) * ${features.groups}u;
  for (var t = lane; t < total; t += ${workgroup}u) {
    let r = t / ${features.groups}u;
    let g = t % ${features.groups}u;
    var x = vec4f();
    if (r < rows) {
      let row = base + rowOf(source, first, r) * ${features.rowSize}u;
      ${choose}
    }
    scratch[s + ${values[0]}u + t] = x;
  }
}`;
}

function lossFunctions({ layers, values }: Layout, { workgroup }: Tiling): string {
  const { out4 } = layers.at(-1)!;
  return /* wgsl */ `
/** z - y, zero where the label is missing. */
fn errorOf(item: u32, row: u32, o: u32, z: vec4f) -> vec4f {
  let bits = labels[program[item + ITEM_labels] + row * ${out4}u + o];
  return select(z - bitcast<vec4f>(bits), vec4f(), bits == vec4u(${MISSING}u));
}
fn isHuber(item: u32) -> bool { return (program[item + ITEM_flags] & FLAG_huber) != 0u; }
fn notFinite(z: vec4f) -> bool {
  return any((bitcast<vec4u>(z) & vec4u(0x7f800000u)) == vec4u(0x7f800000u));
}

/** Outputs become derivatives of the loss. */
fn outputDelta(item: u32, record: u32, s: u32, rows: u32, lane: u32) {
  let delta = number(item + ITEM_huberDelta);
  let rowNumbers = record + RECORD_labelWeights + ${4 * out4}u;
  for (var t = lane; t < rows * ${out4}u; t += ${workgroup}u) {
    let r = t / ${out4}u;
    let o = t % ${out4}u;
    let z = scratch[s + ${values.at(-1)}u + t];
    if (notFinite(z)) {
      let slot = program[item + ITEM_slot] * STATE_size;
      if (state[slot + STATE_divergedAt] == 0u) { state[slot + STATE_divergedAt] = program[record + RECORD_step]; }
    }
    let e = errorOf(item, program[rowNumbers + r], o, z);
    let weights = record + RECORD_labelWeights + 4u * o;
    let weight = vec4f(number(weights), number(weights + 1u), number(weights + 2u), number(weights + 3u));
    let d = select(2.0 * e, clamp(e, vec4f(-delta), vec4f(delta)), isHuber(item));
    scratch[s + ${values.at(-1)}u + t] = d * weight;
  }
}

/** This invocation's share of the weighted loss over evaluated rows. */
fn lossOf(item: u32, first: u32, s: u32, rows: u32, lane: u32) -> f32 {
  let delta = number(item + ITEM_huberDelta);
  var total = 0.0;
  for (var t = lane; t < rows * ${out4}u; t += ${workgroup}u) {
    let r = t / ${out4}u;
    let o = t % ${out4}u;
    let e = errorOf(item, tables[first + r], o, scratch[s + ${values.at(-1)}u + t]);
    let q = min(abs(e), vec4f(delta));
    let loss = select(e * e, 0.5 * q * q + delta * (abs(e) - q), isHuber(item));
    total += dot(loss, table4(program[item + ITEM_validationWeights] + 4u * o));
  }
  return total;
}`;
}

const forwardCalls = (count: number) =>
  repeat(count, (i) => `  forward${i}(w, s, rows, lane);\n  storageBarrier();`);

function stepFunction({ layers, parameters, scratch, network }: Layout): string {
  const last = layers.length - 1;
  const { out4 } = layers[last]!;
  // Each layer passes its derivatives down before its weights move; moving them needs no barrier of its own,
  // because the next layer down touches other memory.
  const backwardCalls = repeat(last, (n) => {
    const i = last - n;
    return `  if (first < ${i}u) { backward${i}(w, s, rows, lane); }
  storageBarrier();
  if (first <= ${i}u) { update${i}(w, s, rows, rate, lane); }`;
  });
  void network;
  return /* wgsl */ `
fn trainStep(item: u32, record: u32, lane: u32) {
  let slot = program[item + ITEM_slot];
  let w = slot * ${4 * parameters}u;
  let s = slot * ${scratch}u;
  let rows = program[record + RECORD_rows];
  let first = program[item + ITEM_firstTrained];
  gather(s, program[item + ITEM_features], program[item + ITEM_scaling], number(item + ITEM_clip),
    IN_PROGRAM, record + RECORD_labelWeights + ${4 * out4}u, rows, lane);
  storageBarrier();
${forwardCalls(layers.length)}
  outputDelta(item, record, s, rows, lane);
  storageBarrier();
  let rate = vec4f(number(record + RECORD_rate), number(record + RECORD_decay),
    number(record + RECORD_meanFactor), number(record + RECORD_squareFactor));
${backwardCalls}
  if (first == 0u) { update0(w, s, rows, rate, lane); }
  storageBarrier();
}`;
}

function evaluationFunction(layout: Layout, { workgroup }: Tiling): string {
  const { layers, parameters, scratch, batch } = layout;
  return /* wgsl */ `
var<workgroup> shares: array<f32, ${workgroup}>;
var<workgroup> decision: u32;

/** Some rows of an evaluation; at its end early stopping, and the best weights are kept. */
fn evaluate(item: u32, lane: u32) {
  let slot = program[item + ITEM_slot];
  let w = slot * ${4 * parameters}u;
  let s = slot * ${scratch}u;
  let flags = program[item + ITEM_flags];
  let start = program[item + ITEM_validationRows] + program[item + ITEM_evaluateFrom];
  let count = program[item + ITEM_evaluateRows];
  var total = 0.0;
  for (var done = 0u; done < count; done += ${batch}u) {
    let rows = min(${batch}u, count - done);
    gather(s, program[item + ITEM_features], program[item + ITEM_scaling], number(item + ITEM_clip),
      IN_TABLES, start + done, rows, lane);
    storageBarrier();
  ${forwardCalls(layers.length)}
    total += lossOf(item, start + done, s, rows, lane);
    storageBarrier();
  }
  shares[lane] = total;
  workgroupBarrier();
  if (lane == 0u) {
    let at = slot * STATE_size;
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
    for (var i = lane; i < ${parameters}u; i += ${workgroup}u) {
      params[w + ${3 * parameters}u + i] = params[w + i];
    }
  }
  storageBarrier();
}`;
}

function entryPoints(layout: Layout, { workgroup }: Tiling): string {
  const { layers, batch, network, scratch, values } = layout;
  const hidden = layers.at(-1)!;
  const recordSize = recordWords(layout);
  const copyOut = (width: number, width4: number, start: number) => `
    for (var t = lane; t < rows * ${width}u; t += ${workgroup}u) {
      let r = t / ${width}u;
      let c = t % ${width}u;
      state[(done + r) * ${width}u + c] = bitcast<u32>(scratch[s + ${start}u + r * ${width4}u + (c >> 2u)][c & 3u]);
    }`;
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
    let at = program[item + ITEM_slot] * STATE_size;
    if (lane == 0u) { decision = state[at + STATE_stopped]; }
    let stopped = workgroupUniformLoad(&decision);
    if (stopped == 0u) {
      for (var step = 0u; step < program[item + ITEM_steps]; step++) {
        let record = program[item + ITEM_records] + step * ${recordSize}u;
        if (program[record + RECORD_learns] == 1u) { trainStep(item, record, lane); }
      }
      if (program[item + ITEM_evaluateRows] > 0u) { evaluate(item, lane); }
    }
    if (lane == 0u) {
      let log = program[item + ITEM_log];
      state[log + LOG_done] = 1u - stopped;
      state[log + LOG_loss] = state[at + STATE_sum];
      state[log + LOG_divergedAt] = state[at + STATE_divergedAt];
    }
    storageBarrier();
  }
}

@compute @workgroup_size(${workgroup})
fn infer(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let w = 0u;
  let s = group.x * ${scratch}u;
  let done = group.x * ${batch}u;
  let first = program[INFERENCE_from] + done;
  let rows = min(${batch}u, program[INFERENCE_rows] - first);
  gather(s, program[INFERENCE_features], program[INFERENCE_scaling], number(INFERENCE_clip),
    CONSECUTIVE, first, rows, lane);
  storageBarrier();
${forwardCalls(layers.length)}
  if (program[INFERENCE_hidden] == 1u) {${copyOut(hidden.inputs, hidden.in4, values.at(-2)!)}
  } else {${copyOut(network.outputs, hidden.out4, values.at(-1)!)}
  }
}`;
}

/** Words of one step's record. */
export function recordWords({ layers, batch }: Layout): number {
  return RECORD.labelWeights + 4 * layers.at(-1)!.out4 + batch;
}
