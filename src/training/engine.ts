/**
 * The engine contract: independent networks ("replicas"), one call each; an engine may train what is called at the same
 * time side by side, and a replica's numbers do not depend on its company.
 * An engine knows nothing of simulation, measurement or sweeps: both stages are training from given weights.
 *
 * What every engine computes, step for step (float32 arithmetic, own order of sums):
 * - Step s = 0, 1, ... belongs to epoch e = floor(s / ceil(T / B)), T training rows, batch B; batch k of an epoch takes
 *   positions [k B, min(T, (k + 1) B)) of epochOrder(streamKey(seed, 'batches', stage, trial), e).
 * - Loss of a batch: for each output the mean over its present labels of (z - y)^2 (mse), or of
 *   e^2 / 2 for |e| <= delta else delta (|e| - delta / 2) (huber); then the mean over outputs that have a label in the batch.
 *   A batch without any label leaves the weights as they are but counts as a step.
 * - Adam with bias correction and decoupled decay, t = s + 1: m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2,
 *   w = w - lr_s wd w - lr_s (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon). Frozen layers do not move.
 * - Evaluation before step 0, after every evaluationInterval steps and after the last step: the same loss over all
 *   validation rows. The weights of the lowest value are kept (the first of equals). After `patience` evaluations in a
 *   row without a new lowest, training stops by patience; after maxSteps by budget (by patience, if both at once).
 * - Without validation rows exactly maxSteps are made and the last weights are kept.
 */
import type { FeatureMatrix, FeatureScaling } from '../descriptors/feature-matrix.ts';
import type { Network } from './network.ts';
import type { Schedule } from './schedule.ts';

/** What stands in a record's `engine`. */
export const ENGINE_NAMES = ['wasm', 'webgpu', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export type Stage = 'pretraining' | 'fine-tuning' | 'direct';
/** The part of the batch key that stands for the stage. Must never change. */
export const STAGE_NUMBER: Record<Stage, number> = { pretraining: 0, 'fine-tuning': 1, direct: 2 };

/** Labels of rows x outputs, standardised. */
export interface Labels {
  /** rows x outputs, row-major; a missing label may hold any finite number. */
  readonly values: Float32Array<ArrayBuffer>;
  /** rows x outputs, 1 = present; absent = all present. */
  readonly mask?: Uint8Array<ArrayBuffer>;
}

export interface Replica {
  readonly initialWeights: Float32Array<ArrayBuffer>;
  readonly schedule: Schedule;
  /** With (stage) the key of its mini-batches. */
  readonly seed: number;
  readonly trial: number;
  readonly stage: Stage;
  /** Only the rows that this replica needs. */
  readonly features: FeatureMatrix;
  readonly scaling: FeatureScaling;
  readonly labels: Labels;
  /** Indices into `features`, in the order that epochOrder permutes. At least one. */
  readonly trainingRows: Uint32Array<ArrayBuffer>;
  readonly validationRows: Uint32Array<ArrayBuffer>;
}

export interface TracePoint {
  readonly step: number;
  readonly validationLoss: number;
}

export interface TrainingResult {
  /** The best weights (or the last, without validation rows). */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly steps: number;
  readonly stoppedBy: 'patience' | 'budget';
  /** Every evaluation, thinned to at most about 100 points. */
  readonly trace: readonly TracePoint[];
  /** From its first step to its last, beside whatever else was trained meanwhile. */
  readonly seconds: number;
}

export interface TrainOptions {
  /** Looked at between chunks of at most about 50 ms; when true, train() rejects with TrainingCancelled. */
  readonly cancelled?: () => boolean;
}

export interface TrainingEngine {
  readonly name: EngineName;
  /** Changes whenever its numbers may change. */
  readonly version: string;
  /** How many calls of train() at once keep it busy; with 1 they follow each other. */
  readonly preferredReplicas: number;
  /** Its GPU adapter computes on the CPU. */
  readonly software?: boolean;
  /** Trains one replica, beside those of other calls. Rejects with TrainingCancelled, TrainingDiverged or EngineLost. */
  train(network: Network, replica: Replica, options?: TrainOptions): Promise<TrainingResult>;
  /** Outputs (standardised), rows x outputs. */
  predict(
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    features: FeatureMatrix,
    scaling: FeatureScaling,
  ): Promise<Float32Array<ArrayBuffer>>;
  /** Activations of the last hidden layer, rows x its width: what a new head is fitted on. */
  lastHidden(
    network: Network,
    weights: Float32Array<ArrayBuffer>,
    features: FeatureMatrix,
    scaling: FeatureScaling,
  ): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

/** The loss or a weight is no longer finite. */
export class TrainingDiverged extends Error {
  override readonly name = 'TrainingDiverged';
  constructor(readonly step: number) {
    super(
      `Training diverged: the loss is not finite at step ${step}. Use a smaller learning rate.`,
    );
  }
}

/** train() was asked to stop. */
export class TrainingCancelled extends Error {
  override readonly name = 'TrainingCancelled';
  constructor() {
    super('Training was cancelled.');
  }
}

/** The device or the backend is gone; the jobs in hand may run again on another engine. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost';
}

/** The engine cannot run here; `code` says why. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
  constructor(
    readonly code:
      | 'no-webgpu'
      | 'no-adapter'
      | 'software-adapter'
      | 'no-simd'
      | 'backend-refused'
      | 'failed-proof'
      | 'compilation',
    detail: string,
  ) {
    super(detail);
  }
}
