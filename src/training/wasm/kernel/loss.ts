/**
 * Loss of a batch and its derivative by each output: for each output the mean over its present labels, then the mean
 * over outputs that have a label. Sums in float64.
 */

export const MSE = 0;
export const HUBER = 1;

let labels: usize = 0;
let mask: usize = 0;
let outputs: i32 = 0;
let kind: i32 = MSE;
let delta: f64 = 1;
/** For each output (32 bytes): f64 sum of losses, f64 weight of a label, i32 number of labels. */
let table: usize = 0;

/** Labels and mask (0 = all present) are rows x outputs; `tableAt` has room for 32 bytes for each output. */
export function setLoss(
  labelsAt: usize,
  maskAt: usize,
  outputCount: i32,
  lossKind: i32,
  huberDelta: f64,
  tableAt: usize,
): void {
  labels = labelsAt;
  mask = maskAt;
  outputs = outputCount;
  kind = lossKind;
  delta = huberDelta;
  table = tableAt;
}

/** Starts the sums over the `count` rows (u32 indices at `rows`); returns the number of outputs that have a label. */
export function start(rows: usize, count: i32): i32 {
  let active = 0;
  for (let o = 0; o < outputs; o++) {
    let present = count;
    if (mask != 0) {
      present = 0;
      for (let r = 0; r < count; r++) {
        present += load<u8>(mask + load<u32>(rows + r * 4) * outputs + o);
      }
    }
    if (present > 0) active++;
    store<f64>(table + o * 32, 0);
    store<i32>(table + o * 32, present, 16);
  }
  for (let o = 0; o < outputs; o++) {
    const present = load<i32>(table + o * 32, 16);
    store<f64>(table + o * 32, present > 0 ? 1.0 / (<f64>present * <f64>active) : 0, 8);
  }
  return active;
}

/** Adds the rows' losses; z and dz have `stride` bytes a row, dz = 0 writes no derivative. */
export function add(rows: usize, count: i32, z: usize, dz: usize, stride: i32): void {
  for (let o = 0; o < outputs; o++) {
    const at = table + o * 32;
    const weight = load<f64>(at, 8);
    let sum = load<f64>(at);
    for (let r = 0; r < count; r++) {
      const label = load<u32>(rows + r * 4) * outputs + o;
      let slope: f64 = 0;
      if (mask == 0 || load<u8>(mask + label) != 0) {
        const e = <f64>load<f32>(z + r * stride + o * 4) - <f64>load<f32>(labels + label * 4);
        if (kind == MSE) {
          sum += e * e;
          slope = 2 * e;
        } else if (abs(e) <= delta) {
          sum += 0.5 * e * e;
          slope = e;
        } else {
          sum += delta * (abs(e) - 0.5 * delta);
          slope = copysign(delta, e);
        }
      }
      if (dz != 0) store<f32>(dz + r * stride + o * 4, <f32>(weight * slope));
    }
    store<f64>(at, sum);
  }
}

/** The loss over all rows added since start(). */
export function total(): f64 {
  let sum: f64 = 0;
  for (let o = 0; o < outputs; o++) {
    sum += load<f64>(table + o * 32) * load<f64>(table + o * 32, 8);
  }
  return sum;
}
