/** Lays a job out in the kernel's memory and tells the kernel where everything is. */
import { streamKey } from '../../random.ts';
import type { FeatureMatrix, FeatureScaling } from '../../descriptors/feature-matrix.ts';
import { STAGE_NUMBER, type Replica, type TracePoint } from '../engine.ts';
import { ACTIVATIONS, type Network } from '../network.ts';
import { learningRates } from '../schedule.ts';
import type { Arena } from './arena.ts';
import type { Kernel } from './kernel-module.ts';
import { pack, packedNetwork, unpack, type PackedNetwork } from './layout.ts';
import { loadRows } from './rows.ts';

/** Rows that are evaluated at once, at least. */
export const BLOCK_ROWS = 64;
/** Above this share of non-zero bytes the dense products are about as fast (measured: equal at 0.4). */
const SPARSE_BELOW = 0.35;

export interface LoadedNetwork {
  readonly packing: PackedNetwork;
  /** Addresses of the packed weights and, when training, of their moments. */
  readonly weights: number;
  readonly m: number;
  readonly v: number;
  /** Address and stride of each layer's values, hidden layers first. */
  readonly values: readonly { readonly address: number; readonly stride: number }[];
}

/** Reserves and describes a network for blocks of `blockRows`, and loads its weights and rows `from` ... `to` - 1. */
export function loadNetwork(
  kernel: Kernel,
  arena: Arena,
  job: {
    readonly network: Network;
    readonly weights: Float32Array;
    readonly features: FeatureMatrix;
    readonly scaling: FeatureScaling;
    readonly blockRows: number;
    /** Index of the first trained layer; absent = forward only. */
    readonly firstTrained?: number;
    readonly from?: number;
    readonly to?: number;
  },
): LoadedNetwork {
  const { network, features, scaling, blockRows, firstTrained } = job;
  const packing = packedNetwork(network, features);
  const { input, layers, batchStride, length } = packing;
  const bytes = 4 * length;
  const training = firstTrained !== undefined;
  const weights = arena.zeros(bytes);
  pack(packing, job.weights, arena.float32(weights, length));
  const m = training ? arena.reserve(bytes) : 0;
  const v = training ? arena.reserve(bytes) : 0;
  const batch = arena.zeros(blockRows * batchStride);
  const rows = loadRows(arena, input, features, scaling, job.from, job.to);
  const sparse = input.bytes > 0 && rows.density < SPARSE_BELOW;
  kernel.setRows(rows.floats, input.floats, rows.bytes, input.bytes, sparse ? 1 : 0);
  if (sparse) {
    const list = 8 * blockRows * rows.mostInRow;
    const rowEnds = arena.reserve(4 * (blockRows + 1));
    const columnEnds = arena.reserve(4 * (input.bytes + 1));
    kernel.setSparse(arena.reserve(list), rowEnds, arena.reserve(list), columnEnds, input.bytes);
  }
  const widest = Math.max(...layers.map(({ inputs, panels }) => Math.max(inputs, 8 * panels)));
  const tiles = arena.reserve(4 * blockRows * widest);
  const largest = Math.max(...layers.slice(1).map(({ inputs, panels }) => 8 * inputs * panels));
  const transposed = training ? arena.reserve(4 * largest) : 0;
  const zeros = arena.zeros(4 * widest);
  kernel.setNetwork(
    layers.length,
    ACTIVATIONS.indexOf(network.activation),
    firstTrained ?? layers.length,
    batch,
    batchStride,
    tiles,
    transposed,
    zeros,
    sparse ? input.floats : input.floats + input.bytes,
    m - weights,
    v - weights,
  );
  const values = layers.map((layer, index) => {
    const size = blockRows * layer.stride;
    const address = arena.zeros(size);
    kernel.setLayer(
      index,
      layer.inputs,
      4 * Math.ceil(layer.layer.outputs / 4),
      layer.panels,
      weights + 4 * layer.weights,
      weights + 4 * layer.bias,
      layer.stride,
      address,
      training ? arena.zeros(size) : 0,
      network.activation === 'silu' ? arena.zeros(size) : 0,
    );
    return { address, stride: layer.stride };
  });
  return { packing, weights, m, v, values };
}

function checkRows(rows: Uint32Array, count: number): void {
  for (const row of rows) {
    if (row >= count) throw new RangeError(`Row ${row} is not one of the ${count} rows.`);
  }
}

export interface LoadedReplica {
  /** The best weights so far (the present ones, without validation rows). */
  weights(): Float32Array<ArrayBuffer>;
  /** Every evaluation. */
  trace(): TracePoint[];
}

/** Loads a replica and starts it. Throws RangeError for rows that are not there. */
export function loadReplica(
  kernel: Kernel,
  arena: Arena,
  network: Network,
  replica: Replica,
): LoadedReplica {
  const { schedule, features, labels, trainingRows, validationRows } = replica;
  checkRows(trainingRows, features.rows);
  checkRows(validationRows, features.rows);
  const layers = network.hidden.length + 1;
  const trained = schedule.trainable === 'all' ? layers : schedule.trainable;
  const blockRows = Math.max(BLOCK_ROWS, 4 * Math.ceil(schedule.batch / 4));
  const { packing, weights, m, v } = loadNetwork(kernel, arena, {
    network,
    weights: replica.initialWeights,
    features,
    scaling: replica.scaling,
    blockRows,
    firstTrained: Math.max(0, layers - trained),
  });
  kernel.setLoss(
    arena.copyFloat32(labels.values),
    labels.mask ? arena.copyUint8(labels.mask) : 0,
    network.outputs,
    schedule.loss === 'mse' ? 0 : 1,
    schedule.huberDelta,
    arena.reserve(32 * network.outputs),
  );
  const [key0, key1] = streamKey(
    replica.seed,
    'batches',
    STAGE_NUMBER[replica.stage],
    replica.trial,
  );
  kernel.setSamples(
    arena.copyUint32(trainingRows),
    trainingRows.length,
    arena.copyUint32(validationRows),
    validationRows.length,
    arena.reserve(4 * trainingRows.length),
    arena.reserve(4 * schedule.batch),
    key0,
    key1,
  );
  const constant = schedule.decay === 'constant';
  const rates = learningRates(constant ? { ...schedule, maxSteps: 1 } : schedule);
  kernel.setSchedule(
    schedule.batch,
    blockRows,
    schedule.maxSteps,
    schedule.evaluationInterval,
    schedule.patience,
    arena.copyFloat32(rates),
    constant ? 0 : 4,
    schedule.weightDecay,
  );
  const best = arena.reserve(4 * packing.length);
  const evaluations = Math.ceil(schedule.maxSteps / schedule.evaluationInterval) + 2;
  const trace = arena.reserve(16 * evaluations);
  kernel.setState(weights, 4 * packing.length, m, v, best, trace);
  kernel.begin();
  return {
    weights: () =>
      unpack(packing, arena.float32(validationRows.length > 0 ? best : weights, packing.length)),
    trace: () => {
      const length = kernel.traceLength();
      const view = arena.dataView(trace, 16 * length);
      return Array.from({ length }, (_, i) => ({
        step: view.getInt32(16 * i, true),
        validationLoss: view.getFloat64(16 * i + 8, true),
      }));
    },
  };
}
