/** The boundary between a crew and its training workers: types only. */
import type { EngineName } from './engine.ts';
import type { JobReport, Unit } from './unit.ts';

export interface OpenedEngine {
  readonly name: EngineName;
  readonly version: string;
  readonly preferredReplicas: number;
  /** The GPU adapter is a program on the CPU. */
  readonly software: boolean;
}

export interface Measurement {
  readonly name: EngineName;
  /** Milliseconds of one training step of one replica, at the number of replicas that the engine prefers. */
  readonly millisecondsPerStep: number;
  readonly software: boolean;
}

export interface Refusal {
  readonly name: EngineName;
  readonly code: string;
  readonly detail: string;
}

export interface Survey {
  readonly measurements: readonly Measurement[];
  readonly refusals: readonly Refusal[];
}

export interface TrainingWorker {
  /** Opens each engine, lets it train a few steps of the unit and closes it again. */
  survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey>;
  /** Opens and proves the engine. Rejects with EngineUnavailable. */
  open(name: EngineName): Promise<OpenedEngine>;
  /**
   * Runs the unit, beside those of other calls; rejects with TrainingCancelled or EngineLost. Reports have a channel of
   * their own, which may be slower than the answer: so each is awaited, and the answer comes when all have been taken.
   */
  run(unit: Unit, onReport: (report: JobReport) => unknown): Promise<void>;
  /** Every run() under way rejects with TrainingCancelled at the next chance. */
  cancel(): void;
}
