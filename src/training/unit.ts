/**
 * What a worker gets: one unit = at most one pretraining and the jobs that hang on it, with only the rows they need.
 * And what comes back, job by job. Plain data; rows shared by several jobs are one object and travel once.
 */
import type { FeatureMatrix } from '../descriptors/feature-matrix.ts';
import type { TracePoint } from './engine.ts';
import type { Activation } from './network.ts';
import type { Schedule } from './schedule.ts';
import type { TargetScale } from '../preparation/target-scale.ts';

/** Rows of the measured table that one job may see, and those it is tested on. */
export interface MeasuredRows {
  readonly features: FeatureMatrix;
  /** The measured property of each row. */
  readonly values: Float64Array<ArrayBuffer>;
  /** 1 = validation row. */
  readonly validation: Uint8Array<ArrayBuffer>;
  /** The simulated value of the same material, NaN where there is none. */
  readonly simulated: Float64Array<ArrayBuffer>;
}

export interface TestRows {
  readonly features: FeatureMatrix;
  readonly values: Float64Array<ArrayBuffer>;
  readonly simulated: Float64Array<ArrayBuffer>;
}

export interface Pretraining {
  readonly schedule: Schedule;
  readonly features: FeatureMatrix;
  /** rows x outputs, row-major, NaN = missing. */
  readonly targets: Float64Array<ArrayBuffer>;
  readonly outputs: number;
  readonly validation: Uint8Array<ArrayBuffer>;
}

interface JobRows {
  readonly id: string;
  /** How values and simulated values are learnt; errors are told in the target's own scale. */
  readonly scale: TargetScale;
  readonly rows: MeasuredRows;
  readonly test: TestRows;
}

/** Fine-tunes the pretrained network; its output is recalibrated by a line, or gets a new head for another property. */
export interface TransferJob extends JobRows {
  readonly arm: 'transfer';
  readonly schedule: Schedule;
  readonly head: 'line' | 'new';
}

/** The same network without pretraining. */
export interface DirectJob extends JobRows {
  readonly arm: 'direct';
  readonly schedule: Schedule;
}

export interface BaselineJob extends JobRows {
  readonly arm: 'constant' | 'ridge' | 'simulated' | 'recalibrated' | 'corrected';
}

export type Job = TransferJob | DirectJob | BaselineJob;

export interface Unit {
  readonly id: string;
  readonly seed: number;
  readonly trial: number;
  readonly hidden: readonly number[];
  readonly activation: Activation;
  readonly pretraining?: Pretraining;
  readonly jobs: readonly Job[];
}

export interface StageResult {
  readonly steps: number;
  readonly stoppedBy: 'patience' | 'budget' | 'fixed';
}

/** Errors on those test rows whose material was simulated, where all arms can be compared. */
export interface TwinErrors {
  readonly mae: number;
  readonly rmse: number;
  readonly r2: number;
  readonly testRows: number;
}

export interface JobResult {
  readonly id: string;
  readonly mae: number;
  readonly rmse: number;
  readonly r2: number;
  readonly mUsed: number;
  readonly testRows: number;
  /** Null where no test material was simulated. */
  readonly twins: TwinErrors | null;
  readonly stages: { readonly pretraining?: StageResult; readonly fineTuning?: StageResult };
  readonly seconds: number;
  /** Of every test row, in the target's unit; NaN where the arm has none. */
  readonly predictions: Float32Array<ArrayBuffer>;
  readonly traces: {
    readonly pretraining?: readonly TracePoint[];
    readonly fineTuning?: readonly TracePoint[];
  };
}

/** A job that could not be done; the others go on. */
export interface JobFailure {
  readonly id: string;
  readonly code: 'diverged' | 'no-simulated-values' | 'failed';
  readonly detail: string;
}

export type JobReport =
  | { readonly kind: 'result'; readonly result: JobResult }
  | { readonly kind: 'failure'; readonly failure: JobFailure };
