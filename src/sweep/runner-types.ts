/** What the page sees of a running sweep. */
import type { EngineChoice, EngineReason } from '../training/choose-engine.ts';
import type { EngineName } from '../training/engine.ts';
import type { Series } from '../preparation/series.ts';
import type { Arm, Artefacts, SweepRecord } from './record.ts';
import type { PlanWarning, SpecProblem, SweepSpec } from './specification.ts';

export { ENGINE_CHOICES, type EngineChoice } from '../training/choose-engine.ts';

export type RunStatus =
  'idle' | 'preparing' | 'running' | 'paused' | 'stopped' | 'finished' | 'failed';

export interface EngineStatus {
  readonly asked: EngineChoice;
  readonly engine: EngineName;
  readonly workers: number;
  readonly reason: EngineReason;
}

export type RunProblem =
  | { readonly code: 'spec'; readonly problems: readonly SpecProblem[] }
  | { readonly code: 'engine-unavailable'; readonly asked: EngineChoice; readonly detail: string }
  | { readonly code: 'worker-died'; readonly worker: number }
  | { readonly code: 'engine-lost'; readonly engine: EngineName; readonly detail: string }
  | {
      readonly code: 'diverged';
      readonly n: number;
      readonly trial: number;
      readonly arm: Arm;
      readonly detail: string;
    }
  | {
      readonly code: 'job-failed';
      readonly n: number;
      readonly trial: number;
      readonly detail: string;
    };

export interface RunState {
  readonly status: RunStatus;
  /** Points (records) done and planned. */
  readonly done: number;
  readonly planned: number;
  readonly secondsLeft: number | null;
  readonly running: readonly {
    readonly worker: number;
    readonly n: number;
    readonly trial: number;
    readonly kind: 'transfer' | 'baselines';
  }[];
  readonly engine: EngineStatus | null;
  readonly problems: readonly RunProblem[];
  readonly warnings: readonly PlanWarning[];
}

export interface RunRequest {
  readonly spec: SweepSpec;
  readonly series: readonly Series[];
  readonly engine: EngineChoice;
  /** Default: navigator.hardwareConcurrency, at most 16. */
  readonly workers?: number;
}

/**
 * Runs the points that are missing. Records are kept by id between runs: another size, m or trial only adds;
 * `start` after `stop` goes on. One sweep at a time.
 */
export interface SweepRunner {
  readonly state: RunState;
  /** All records of the current protocol, whether the last run made them or an earlier one. */
  records(): readonly SweepRecord[];
  artefacts(id: string): Artefacts | undefined;
  /** First 64 hexadecimal digits hash of the protocol, or null before the first start. */
  protocolHash(): string | null;
  /** Listener is called at every change of state or records; returns its own removal. */
  subscribe(listener: () => void): () => void;
  /** Plans and runs what is missing. Resolves when finished, paused for good, stopped or failed. */
  start(request: RunRequest): Promise<void>;
  /** Deals no new jobs; those in hand end. */
  pause(): void;
  resume(): void;
  /** Within a second; loses only the jobs in hand. */
  stop(): Promise<void>;
  dispose(): void;
}
