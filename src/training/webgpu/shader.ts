/**
 * The WGSL: `train` runs whole Adam steps and evaluations of one replica in each workgroup, `infer` the forward pass of
 * one batch of rows in each. Barriers stand only in control flow that is the same for a whole workgroup: what decides
 * comes from read-only buffers, or through workgroupUniformLoad.
 */
import {
  activationFunctions,
  backwardFunction,
  forwardFunction,
  updateFunction,
  type Tiling,
} from './shader-layers.ts';
import { sparseFunctions } from './shader-sparse.ts';
import { gatherFunction, header, type ShaderKind } from './shader-tables.ts';
import { DONE, MISSING } from './wire.ts';

export function shaderCode(kind: ShaderKind): string {
  const { activation, tiling } = kind;
  return [
    header(kind),
    activationFunctions(activation),
    gatherFunction(tiling),
    forwardFunction(activation, tiling),
    backwardFunction(activation, tiling),
    updateFunction(tiling),
    kind.sparse ? sparseFunctions(activation, tiling.workgroup) : '',
    lossFunctions(tiling),
    evaluationEnd(tiling),
    trainEntry(kind),
    inferEntry(kind),
  ].join('\n');
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

/** The first layer apart where its inputs are sparse. */
const firstOr = (sparse: boolean, name: 'forward' | 'update', l: string, call: string) =>
  sparse
    ? `if (${l} == 0u) { ${name}Sparse(${call}); } else { ${name}(${call}); }`
    : `${name}(${call});`;

function forwardPass(sparse: boolean, learns: string): string {
  const call = 'shape.layer[l], l + 1u == shape.layers, w, s, rows, lane';
  const lists = /* wgsl */ `
      listInputs(s, rows, ${learns}, lane);
      storageBarrier();`;
  return /* wgsl */ `${sparse ? lists : ''}
      for (var l = 0u; l < shape.layers; l++) {
        ${firstOr(sparse, 'forward', 'l', call)}
        storageBarrier();
      }`;
}

/** The forward pass stands once for steps and evaluations: it is most of the code that a driver compiles. */
function trainEntry({ sparse, tiling: { workgroup } }: ShaderKind): string {
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
      storageBarrier();${forwardPass(sparse, 'steps > 0u')}
      if (steps > 0u) {
        outputDelta(item, record, s, rows, lane);
        storageBarrier();
        let rate = number4(record + RECORD_rate);
        // A layer passes its derivatives down before its weights move; moving them needs no barrier of its own,
        // because the next layer down touches other memory.
        for (var l = shape.layers; l > firstTrained; l--) {
          if (l - 1u > firstTrained) { backward(shape.layer[l - 1u], w, s, rows, lane); }
          storageBarrier();
          ${firstOr(sparse, 'update', 'l - 1u', 'shape.layer[l - 1u], w, s, rows, rate, lane')}
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

function inferEntry({ sparse, tiling: { workgroup } }: ShaderKind): string {
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
  storageBarrier();${forwardPass(sparse, 'false')}
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
