/** The engines tfjs-cpu, tfjs-wasm and tfjs-webgpu: one replica after the other on the backend that was asked for. */
import * as tf from '@tensorflow/tfjs-core';
import {
  featureCount,
  scaledFeatures,
  type FeatureMatrix,
  type FeatureScaling,
} from '../../descriptors/feature-matrix.ts';
import {
  EngineLost,
  TrainingCancelled,
  type Replica,
  type TrainingEngine,
  type TrainingResult,
  type TrainOptions,
} from '../engine.ts';
import type { Network } from '../network.ts';
import {
  exclusively,
  openBackend,
  type Backend,
  type BackendName,
  type BackendOptions,
} from './backend.ts';
import { lastHidden, layerTensors, outputs } from './model.ts';
import { ReplicaTraining } from './training.ts';

export type TfjsEngineName = 'tfjs-cpu' | 'tfjs-wasm' | 'tfjs-webgpu';

export interface TfjsEngine extends TrainingEngine {
  /** Of tfjs-webgpu. */
  readonly device?: GPUDevice;
  /** The WebGPU adapter computes on the CPU. */
  readonly software: boolean;
}

const BACKEND: Record<TfjsEngineName, BackendName> = {
  'tfjs-cpu': 'cpu',
  'tfjs-wasm': 'wasm',
  'tfjs-webgpu': 'webgpu',
};

type Layers = ReturnType<typeof layerTensors>;

/** Throws EngineUnavailable when this very backend cannot run here. */
export async function createTfjsEngine(
  name: TfjsEngineName,
  options: BackendOptions = {},
): Promise<TfjsEngine> {
  const backend = await openBackend(BACKEND[name], options);

  /** Rows x width of what `compute` makes of all rows. */
  const forward = (
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    features: FeatureMatrix,
    scaling: FeatureScaling,
    compute: (layers: Layers, x: tf.Tensor2D) => tf.Tensor,
  ) =>
    named(backend, async () => {
      if (features.rows === 0) return new Float32Array(0);
      const result = tf.tidy(() =>
        compute(
          layerTensors(network, weights),
          tf.tensor2d(scaledFeatures(features, scaling), [features.rows, featureCount(features)]),
        ),
      );
      const values = await result.data<'float32'>();
      result.dispose();
      return Float32Array.from(values);
    });

  return {
    name,
    version: `tfjs ${tf.version_core} 1`,
    preferredReplicas: 1,
    device: backend.gpu?.device,
    software: backend.gpu?.software ?? false,
    train: (network, replica, options = {}) =>
      named(backend, () => train(backend, network, replica, options)),
    predict: (network, weights, features, scaling) =>
      forward(network, weights, features, scaling, (layers, x) =>
        outputs(network.activation, layers, x),
      ),
    lastHidden: (network, weights, features, scaling) =>
      forward(network, weights, features, scaling, (layers, x) =>
        lastHidden(network.activation, layers, x),
      ),
    dispose: () => backend.close(),
  };
}

/** Whatever fails after the device was lost failed because of that, and is named so. */
function named<T>(backend: Backend, work: () => Promise<T>): Promise<T> {
  return exclusively(backend, async () => {
    backend.gpu?.check();
    try {
      const result = await work();
      backend.gpu?.check();
      return result;
    } catch (error) {
      if (!(error instanceof TrainingCancelled) && !(error instanceof EngineLost)) {
        backend.gpu?.check();
      }
      throw error;
    }
  });
}

async function train(
  backend: Backend,
  network: Network,
  replica: Replica,
  { cancelled }: TrainOptions,
): Promise<TrainingResult> {
  const training = new ReplicaTraining(network, replica);
  try {
    return await training.run({
      async breathe() {
        backend.gpu?.check();
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (cancelled?.()) throw new TrainingCancelled();
      },
    });
  } finally {
    training.dispose();
  }
}
