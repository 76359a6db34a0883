/** Compiles the kernel once and makes instances of it, each with a memory of its own. */
import { EngineUnavailable } from '../engine.ts';
import bytes from './kernel/index.ts?asc';

/** What kernel/index.ts exports; addresses and counts are plain numbers, flags 0 or 1. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  setNetwork(
    layers: number,
    activation: number,
    firstTrained: number,
    batch: number,
    batchStride: number,
    tiles: number,
    transposed: number,
    zeros: number,
    denseInputs: number,
    mAfter: number,
    vAfter: number,
  ): void;
  setLayer(
    index: number,
    inputs: number,
    outputs: number,
    panels: number,
    weights: number,
    bias: number,
    stride: number,
    values: number,
    gradients: number,
    slopes: number,
  ): void;
  setRows(
    floats: number,
    floatColumns: number,
    bytes: number,
    byteColumns: number,
    sparse: number,
  ): void;
  setSparse(
    entries: number,
    rowEnds: number,
    columnEntries: number,
    columnEnds: number,
    byteColumns: number,
  ): void;
  setLoss(
    labels: number,
    mask: number,
    outputs: number,
    kind: number,
    delta: number,
    table: number,
  ): void;
  setSamples(
    trainingRows: number,
    trainingCount: number,
    validationRows: number,
    validationCount: number,
    order: number,
    picked: number,
    key0: number,
    key1: number,
  ): void;
  setSchedule(
    batchRows: number,
    blockRows: number,
    maxSteps: number,
    interval: number,
    patience: number,
    rates: number,
    rateStride: number,
    weightDecay: number,
  ): void;
  setState(
    weights: number,
    weightBytes: number,
    m: number,
    v: number,
    best: number,
    trace: number,
  ): void;
  begin(): void;
  /** One of STATUS. */
  train(most: number): number;
  steps(): number;
  traceLength(): number;
  forwardRows(rows: number, count: number): void;
}

/** What train() returns. */
export const STATUS = { goingOn: 0, patience: 1, budget: 2, diverged: 3 } as const;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A new instance. Throws EngineUnavailable where WebAssembly has no SIMD. */
export async function createKernel(): Promise<Kernel> {
  if (!WebAssembly.validate(bytes)) {
    throw new EngineUnavailable('no-simd', 'This browser runs no WebAssembly with SIMD.');
  }
  compiled ??= WebAssembly.compile(bytes);
  const instance = await WebAssembly.instantiate(await compiled, {});
  return instance.exports as unknown as Kernel;
}
