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
} from '../engine.ts';
import type { Network } from '../network.ts';
import { isSoftware, openDevice, watch } from './device.ts';
import { infer, INFERENCE_BATCH } from './inference.ts';
import { featureLayout, layoutOf } from './layout.ts';
import { Pace } from './pace.ts';
import { Pipelines } from './pipelines.ts';
import { Session } from './session.ts';

export interface WebGPUEngine extends TrainingEngine {
  readonly device: GPUDevice;
  /** The adapter computes on the CPU. */
  readonly software: boolean;
}

export interface WebGPUOptions {
  /** Fewer bytes in a binding than the device allows: tests split small tables with it. */
  readonly bindingBytes?: number;
  /** The shaders of a GPU also on an adapter that computes on the CPU: tests look at them there. */
  readonly hardwareShaders?: boolean;
}

/** A GPU has tens of cores, each of which wants a replica; a software adapter has the CPU's. */
const REPLICAS = { hardware: 64, software: 8 } as const;

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
  const paces = new Map<string, Pace>();
  const sessions: { kind: string; batch: number; session: Session }[] = [];
  const { bindingBytes: cap, hardwareShaders = !software } = options;
  const context: Context = { device, software: !hardwareShaders, pipelines, check, cap };

  /** One that trains replicas of this kind already, or a new one. */
  const sessionFor = (network: Network, replica: Replica): Session => {
    const features = featureLayout(replica.features);
    const batch = batchOf(replica);
    const kind = JSON.stringify([network, features]);
    const known = sessions.find((one) => one.kind === kind && one.batch >= batch);
    if (known) return known.session;
    const layout = layoutOf(network, features, batch);
    const pace = paces.get(kind) ?? new Pace();
    paces.set(kind, pace);
    const session = new Session({ ...context, layout, pace }, () => {
      sessions.splice(sessions.indexOf(open), 1);
    });
    const open = { kind, batch, session };
    sessions.push(open);
    return session;
  };

  const forward = (
    hidden: boolean,
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    matrix: FeatureMatrix,
    scaling: FeatureScaling,
  ) =>
    named(context, () => {
      const layout = layoutOf(network, featureLayout(matrix), INFERENCE_BATCH);
      return infer({ ...context, layout, weights, matrix, scaling, hidden });
    });

  return {
    name: 'webgpu',
    version: '2',
    preferredReplicas: software ? REPLICAS.software : REPLICAS.hardware,
    device,
    software,
    train: (network, replica, trainOptions = {}) =>
      named(context, () => sessionFor(network, replica).add(replica, trainOptions)),
    predict: (...job) => forward(false, ...job),
    lastHidden: (...job) => forward(true, ...job),
    dispose: () => undefined,
  };
}

interface Context {
  readonly device: GPUDevice;
  /** Which shaders. */
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

/** Room for its mini-batches, in few sizes so that shaders are shared; at least 32 for the evaluations. */
function batchOf({ schedule, trainingRows }: Replica): number {
  let batch = 32;
  while (batch < Math.min(schedule.batch, trainingRows.length)) batch *= 2;
  return batch;
}
