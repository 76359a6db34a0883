/**
 * The training kernel: one call makes many steps of one network, with mini-batches, evaluation and early stopping.
 * The page lays out the memory and describes it by the set...() functions; the contract is that of ../../engine.ts.
 */
import { flush, nextStep, resetAdam } from './adam';
import { epochOrder } from './epoch';
import * as loss from './loss';
import {
  batch,
  batchStride,
  backward,
  forward,
  gradientsOf,
  lastLayer,
  strideOf,
  valuesOf,
} from './network';
import { gather } from './rows';

export { setLoss } from './loss';
export { setLayer, setNetwork } from './network';
export { setRows } from './rows';
export { setSparse } from './sparse';

const GOING_ON = 0;
const PATIENCE = 1;
const BUDGET = 2;
const DIVERGED = 3;

/** Moments are kept clear of denormals every so many steps. */
const FLUSH_INTERVAL = 64;

let trainingRows: usize = 0;
let trainingCount: i32 = 0;
let validationRows: usize = 0;
let validationCount: i32 = 0;
let order: usize = 0;
let picked: usize = 0;
let key0: u32 = 0;
let key1: u32 = 0;

let batchRows: i32 = 0;
let blockRows: i32 = 0;
let maxSteps: i32 = 0;
let interval: i32 = 0;
let patience: i32 = 0;
let rates: usize = 0;
let rateStride: i32 = 0;
let decay: f64 = 0;

let weights: usize = 0;
let weightBytes: usize = 0;
let moments1: usize = 0;
let moments2: usize = 0;
let best: usize = 0;
let trace: usize = 0;

let step: i32 = 0;
let evaluations: i32 = 0;
let lowest: f64 = Infinity;
let without: i32 = 0;

/** Where this kernel's own data end: the page's memory starts there. */
export function heapBase(): usize {
  return __heap_base;
}

/** The rows to train and validate on (u32 indices), room for an epoch's order and for a block's indices, the batch key. */
export function setSamples(
  trainingAt: usize,
  trainingRowCount: i32,
  validationAt: usize,
  validationRowCount: i32,
  orderAt: usize,
  pickedAt: usize,
  keyWord0: u32,
  keyWord1: u32,
): void {
  trainingRows = trainingAt;
  trainingCount = trainingRowCount;
  validationRows = validationAt;
  validationCount = validationRowCount;
  order = orderAt;
  picked = pickedAt;
  key0 = keyWord0;
  key1 = keyWord1;
}

/** Rates are float32, rateStrideBytes apart (0 = the same for each step). Blocks are the rows evaluated at once. */
export function setSchedule(
  rowsOfBatch: i32,
  rowsOfBlock: i32,
  most: i32,
  evaluationInterval: i32,
  mostWithout: i32,
  ratesAt: usize,
  rateStrideBytes: i32,
  weightDecay: f64,
): void {
  batchRows = rowsOfBatch;
  blockRows = rowsOfBlock;
  maxSteps = most;
  interval = evaluationInterval;
  patience = mostWithout;
  rates = ratesAt;
  rateStride = rateStrideBytes;
  decay = weightDecay;
}

/** Packed weights, their moments, the best weights (all weightBytesCount long), and 16 bytes for each evaluation. */
export function setState(
  weightsAt: usize,
  weightBytesCount: usize,
  mAt: usize,
  vAt: usize,
  bestAt: usize,
  traceAt: usize,
): void {
  weights = weightsAt;
  weightBytes = weightBytesCount;
  moments1 = mAt;
  moments2 = vAt;
  best = bestAt;
  trace = traceAt;
}

/** Starts a job: fresh Adam, step 0. */
export function begin(): void {
  memory.fill(moments1, 0, weightBytes);
  memory.fill(moments2, 0, weightBytes);
  resetAdam();
  step = 0;
  evaluations = 0;
  lowest = Infinity;
  without = 0;
}

/** Steps made so far. */
export function steps(): i32 {
  return step;
}

/** Evaluations made so far. */
export function traceLength(): i32 {
  return evaluations;
}

/** Trains for `most` steps, or to the end. */
export function train(most: i32): i32 {
  if (step == 0 && validationCount > 0 && !evaluate()) return DIVERGED;
  for (const end = min(maxSteps, step + most); step < end;) {
    if (!trainStep()) return DIVERGED;
    step++;
    if (step % FLUSH_INTERVAL == 0) flush(moments1, moments2, weightBytes);
    if (validationCount > 0 && (step % interval == 0 || step == maxSteps)) {
      if (!evaluate()) return DIVERGED;
      if (without >= patience) return PATIENCE;
    }
  }
  return step >= maxSteps ? BUDGET : GOING_ON;
}

/** Forward of the rows with the u32 indices at `rows`, at most a block: results lie in the layers' values. */
export function forwardRows(rows: usize, count: i32): void {
  const padded = (count + 3) & ~3;
  gather(rows, count, padded, batch, batchStride);
  forward(padded);
}

/** False when the loss is not finite. */
function trainStep(): bool {
  const perEpoch = (trainingCount + batchRows - 1) / batchRows;
  const position = step % perEpoch;
  if (position == 0) epochOrder(key0, key1, step / perEpoch, order, trainingCount);
  const first = position * batchRows;
  const count = min(batchRows, trainingCount - first);
  for (let r = 0; r < count; r++) {
    const at = load<u32>(order + (first + r) * 4);
    store<u32>(picked + r * 4, load<u32>(trainingRows + at * 4));
  }
  const rate = load<f32>(rates + step * rateStride);
  if (loss.start(picked, count) == 0) {
    nextStep(rate, decay);
    return true;
  }
  forwardRows(picked, count);
  const last = lastLayer();
  const stride = strideOf(last);
  const gradients = gradientsOf(last);
  const padded = (count + 3) & ~3;
  for (let r = count; r < padded; r++) memory.fill(gradients + r * stride, 0, stride);
  loss.add(picked, count, valuesOf(last), gradients, stride);
  if (!isFinite(loss.total())) return false;
  backward(padded, rate, decay);
  return true;
}

/** Validates and keeps the best weights; false when the loss is not finite. */
function evaluate(): bool {
  const last = lastLayer();
  loss.start(validationRows, validationCount);
  for (let first = 0; first < validationCount; first += blockRows) {
    const rows = validationRows + first * 4;
    const count = min(blockRows, validationCount - first);
    forwardRows(rows, count);
    loss.add(rows, count, valuesOf(last), 0, strideOf(last));
  }
  const value = loss.total();
  store<i32>(trace + evaluations * 16, step);
  store<f64>(trace + evaluations * 16, value, 8);
  evaluations++;
  if (value < lowest) {
    lowest = value;
    without = 0;
    memory.copy(best, weights, weightBytes);
  } else {
    without++;
  }
  return isFinite(value);
}
