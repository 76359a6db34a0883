/**
 * The `wasm` engine: one thread, one network at a time, whole stretches of training in one kernel call of about 40 ms.
 * Strict SIMD, own transcendental functions and fixed orders of sums: the same bits in every browser.
 */
import {
  TrainingCancelled,
  TrainingDiverged,
  type Replica,
  type TrainingEngine,
  type TrainingResult,
  type TrainOptions,
} from '../engine.ts';
import type { FeatureMatrix, FeatureScaling } from '../../descriptors/feature-matrix.ts';
import type { Network } from '../network.ts';
import { thinTrace } from '../trace.ts';
import { Arena } from './arena.ts';
import { BLOCK_ROWS, loadNetwork, loadReplica } from './job.ts';
import { createKernel, STATUS, type Kernel } from './kernel-module.ts';
import { nextTask } from './next-task.ts';

/** Changes whenever the numbers may change. */
export const WASM_ENGINE_VERSION = '1';

/** Milliseconds of training between two looks at messages. */
const CHUNK = 40;
/** Rows that predict() loads at once, so that a large table does not swell the memory. */
const PREDICTED_ROWS = 4096;

/** Starts the engine. Throws EngineUnavailable where WebAssembly has no SIMD. */
export async function createWasmEngine(): Promise<TrainingEngine> {
  return new WasmEngine(await createKernel());
}

class WasmEngine implements TrainingEngine {
  readonly name = 'wasm';
  readonly version = WASM_ENGINE_VERSION;
  readonly preferredReplicas = 1;
  private arena: Arena | undefined;
  /** Jobs share one memory, so each waits for the one before. */
  private last: Promise<unknown> = Promise.resolve();
  /** When messages are let in again, whichever replica is being trained then. */
  private nextPause = 0;

  constructor(private readonly kernel: Kernel) {
    this.arena = new Arena(kernel.memory, kernel.heapBase());
  }

  train(network: Network, replica: Replica, options: TrainOptions = {}): Promise<TrainingResult> {
    return this.inTurn((arena) => this.trainNow(arena, network, replica, options));
  }

  predict(
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    features: FeatureMatrix,
    scaling: FeatureScaling,
  ): Promise<Float32Array<ArrayBuffer>> {
    return this.inTurn((arena) =>
      valuesOf(this.kernel, arena, network, weights, features, scaling, network.hidden.length),
    );
  }

  lastHidden(
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    features: FeatureMatrix,
    scaling: FeatureScaling,
  ): Promise<Float32Array<ArrayBuffer>> {
    return this.inTurn((arena) =>
      valuesOf(this.kernel, arena, network, weights, features, scaling, network.hidden.length - 1),
    );
  }

  dispose(): void {
    this.arena = undefined;
  }

  private async trainNow(
    arena: Arena,
    network: Network,
    replica: Replica,
    { cancelled }: TrainOptions,
  ): Promise<TrainingResult> {
    if (cancelled?.()) throw new TrainingCancelled();
    const { kernel } = this;
    const began = performance.now();
    const loaded = loadReplica(kernel, arena, network, replica);
    let status: number = STATUS.goingOn;
    for (let chunk = 4; status === STATUS.goingOn;) {
      const started = performance.now();
      const made = kernel.steps();
      status = kernel.train(chunk);
      const now = performance.now();
      const perStep = (now - started) / Math.max(1, kernel.steps() - made);
      chunk = Math.max(1, Math.min(4 * chunk, Math.round(CHUNK / Math.max(perStep, 1e-4))));
      if (now < this.nextPause) continue;
      await nextTask();
      if (cancelled?.()) throw new TrainingCancelled();
      this.nextPause = performance.now() + CHUNK / 2;
    }
    const steps = kernel.steps();
    const weights = loaded.weights();
    if (status === STATUS.diverged || !weights.every(Number.isFinite)) {
      throw new TrainingDiverged(steps);
    }
    return {
      weights,
      steps,
      stoppedBy: status === STATUS.patience ? 'patience' : 'budget',
      trace: thinTrace(loaded.trace()),
      seconds: (performance.now() - began) / 1000,
    };
  }

  private inTurn<T>(job: (arena: Arena) => T | Promise<T>): Promise<T> {
    const result = this.last.then(() => {
      if (!this.arena) throw new Error('The engine was disposed; create a new one.');
      this.arena.reset();
      return job(this.arena);
    });
    this.last = result.catch(() => undefined);
    return result;
  }
}

/** The values of one layer (hidden layers first, outputs last), rows x its width. */
function valuesOf(
  kernel: Kernel,
  arena: Arena,
  network: Network,
  weights: Float32Array,
  features: FeatureMatrix,
  scaling: FeatureScaling,
  index: number,
): Float32Array<ArrayBuffer> {
  const width = [...network.hidden, network.outputs][index]!;
  const out = new Float32Array(features.rows * width);
  for (let from = 0; from < features.rows; from += PREDICTED_ROWS) {
    arena.reset();
    const to = Math.min(features.rows, from + PREDICTED_ROWS);
    const job = { network, weights, features, scaling, blockRows: BLOCK_ROWS, from, to };
    const { values } = loadNetwork(kernel, arena, job);
    const { address, stride } = values[index]!;
    const indices = arena.copyUint32(Uint32Array.from({ length: to - from }, (_, i) => i));
    for (let first = 0; first < to - from; first += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, to - from - first);
      kernel.forwardRows(indices + 4 * first, count);
      for (let row = 0; row < count; row++) {
        out.set(arena.float32(address + row * stride, width), (from + first + row) * width);
      }
    }
  }
  return out;
}
