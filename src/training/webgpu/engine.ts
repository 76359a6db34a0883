/**
 * The engine webgpu: fused WGSL, many replicas side by side. It opens a device of its own with the adapter's larger
 * limits rather than borrowing tfjs's, so that a worker that trains this way never downloads tfjs.
 */
import type { FeatureMatrix, FeatureScaling } from '../../descriptors/feature-matrix.ts';
import {
  EngineLost,
  EngineUnavailable,
  TrainingCancelled,
  TrainingDiverged,
  type Replica,
  type TrainingEngine,
  type TrainOptions,
} from '../engine.ts';
import type { Network } from '../network.ts';
import { isSoftware, openDevice, watch } from './device.ts';
import { infer, INFERENCE_BATCH } from './inference.ts';
import { featureLayout, layoutOf, type FeatureLayout } from './layout.ts';
import { Memory, planMemory, type TableNeeds } from './memory.ts';
import { Pipelines, shaderKind } from './pipelines.ts';
import { tableParts } from './replica-run.ts';
import { MOST_TASKS, Session } from './session.ts';
import { LOG } from './wire.ts';

export interface WebGPUEngine extends TrainingEngine {
  readonly device: GPUDevice;
  /** The adapter computes on the CPU. */
  readonly software: boolean;
}

export interface WebGPUOptions {
  /** Fewer bytes in a binding than the device allows: tests split small tables with it. */
  readonly bindingBytes?: number;
}

/** A GPU has tens of cores, each of which wants a replica; a software adapter has the CPU's. */
const REPLICAS = { hardware: 64, software: 8 } as const;
/** Replicas that share one call's memory. */
const MOST_SLOTS = 256;

/** Opens a device and the engine on it; dispose() destroys the device. Throws EngineUnavailable. */
export async function openWebGPUEngine(): Promise<WebGPUEngine> {
  const { device } = await openDevice({ allowSoftware: true });
  const engine = createWebGPUEngine(device);
  return { ...engine, dispose: () => device.destroy() };
}

/** The engine on a device of the caller, who also destroys it. */
export function createWebGPUEngine(device: GPUDevice, options: WebGPUOptions = {}): WebGPUEngine {
  const software = isSoftware(device.adapterInfo);
  const pipelines = new Pipelines(device);
  const check = watch(device);
  const context: Context = { device, software, pipelines, check, cap: options.bindingBytes };

  const forward = (
    hidden: boolean,
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    matrix: FeatureMatrix,
    scaling: FeatureScaling,
  ) =>
    named(context, () => {
      const features = featureLayout(matrix);
      const layout = layoutOf(network, features, INFERENCE_BATCH);
      return infer({ ...context, layout, features, weights, matrix, scaling, hidden });
    });

  return {
    name: 'webgpu',
    version: '1',
    preferredReplicas: software ? REPLICAS.software : REPLICAS.hardware,
    device,
    software,
    train: (network, replicas, trainOptions) =>
      named(context, () => trainAll(context, network, replicas, trainOptions)),
    predict: (...job) => forward(false, ...job),
    lastHidden: (...job) => forward(true, ...job),
    dispose: () => undefined,
  };
}

interface Context {
  readonly device: GPUDevice;
  readonly software: boolean;
  readonly pipelines: Pipelines;
  readonly check: () => void;
  readonly cap?: number;
}

/** Whatever the GPU refuses is EngineLost; what training or the engine says by name passes. */
async function named<T>({ check }: Context, work: () => Promise<T>): Promise<T> {
  try {
    check();
    const result = await work();
    check();
    return result;
  } catch (error) {
    const known = [EngineLost, EngineUnavailable, TrainingCancelled, TrainingDiverged];
    if (known.some((type) => error instanceof type)) throw error;
    check();
    // Mapping fails before the loss is told.
    if (error instanceof DOMException) throw new EngineLost(`The GPU gave up: ${error.message}`);
    throw error;
  }
}

/** Replicas whose tables have the same columns share a shader; other kinds follow one after the other. */
async function trainAll(
  context: Context,
  network: Network,
  replicas: readonly Replica[],
  options: TrainOptions,
): Promise<void> {
  const kinds = new Map<string, { replica: Replica; index: number }[]>();
  replicas.forEach((replica, index) => {
    const key = JSON.stringify(featureLayout(replica.features));
    const kind = kinds.get(key);
    if (kind) kind.push({ replica, index });
    else kinds.set(key, [{ replica, index }]);
  });
  let steps = 0;
  for (const [key, group] of kinds) {
    steps += await trainGroup(
      context,
      network,
      JSON.parse(key) as FeatureLayout,
      group,
      options,
      steps,
    );
  }
}

async function trainGroup(
  context: Context,
  network: Network,
  features: FeatureLayout,
  group: readonly { replica: Replica; index: number }[],
  options: TrainOptions,
  stepsBefore: number,
): Promise<number> {
  const { device, pipelines, software, check, cap } = context;
  const layout = layoutOf(network, features, batchOf(group.map(({ replica }) => replica)));
  const each = group.map(({ replica }) => ({
    matrix: replica.features,
    needs: {
      features: replica.features.rows * features.rowSize,
      labels: replica.features.rows * layout.layers.at(-1)!.out4,
      tables: tableParts(layout, replica.validationRows.length).size,
    },
  }));
  const distinct = new Map(each.map(({ matrix, needs }) => [matrix, needs.features]));
  const total = (key: 'labels' | 'tables') => each.reduce((sum, { needs }) => sum + needs[key], 0);
  const most = (key: keyof TableNeeds) => Math.max(...each.map(({ needs }) => needs[key]));
  const largest = { features: most('features'), labels: most('labels'), tables: most('tables') };
  const all = {
    features: [...distinct.values()].reduce((sum, size) => sum + size, 0),
    labels: total('labels'),
    tables: total('tables'),
  };
  let slots = Math.min(group.length, MOST_SLOTS);
  for (;;) {
    const plan = planMemory(device, layout, slots, largest, all, cap);
    const compiled = await pipelines.get(shaderKind(layout, plan, device, software), 'train');
    const log = plan.slots * MOST_TASKS * LOG.size;
    const memory = await Memory.create(device, layout, plan, log);
    check();
    if (!memory) {
      if (plan.slots === 1) throw new EngineLost('The GPU has too little memory for one replica.');
      slots = Math.floor(plan.slots / 2);
      continue;
    }
    try {
      return await new Session(
        { device, layout, compiled, memory, check },
        group,
        options,
        stepsBefore,
      ).run();
    } finally {
      memory.destroy();
    }
  }
}

/** Room for the largest mini-batch, in few sizes so that shaders are shared; at least 32 for the evaluations. */
function batchOf(replicas: readonly Replica[]): number {
  const largest = Math.max(
    ...replicas.map(({ schedule, trainingRows }) => Math.min(schedule.batch, trainingRows.length)),
  );
  let batch = 32;
  while (batch < largest) batch *= 2;
  return batch;
}
