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
  /** Points that the store refused: they are here, and gone when this process ends. */
  readonly notKept: { readonly points: number; readonly detail: string } | null;
}

export interface RunRequest {
  readonly spec: SweepSpec;
  readonly series: readonly Series[];
  readonly engine: EngineChoice;
  /** Default: as many as the crew has cores. */
  readonly workers?: number;
  /** Ids of the units of the plan that are run: a shard, or what one task of a cluster does. Default: all. */
  readonly units?: ReadonlySet<string>;
}

/**
 * Runs the points that are missing. Records are loaded from the store and appended to it by id: another series, size, m or
 * trial only adds; `start` after `stop` goes on. One sweep at a time.
 */
export interface SweepRunner {
  readonly state: RunState;
  /** All records of the protocols that were started last, whether that run made them or they were kept. */
  records(): readonly SweepRecord[];
  artefacts(id: string): Artefacts | undefined;
  /** The protocol hash of each series that was started last; empty before. */
  protocols(): readonly string[];
  /** Listener is called at every change of state or records; returns its own removal. */
  subscribe(listener: () => void): () => void;
  /** Plans and runs what is missing. Resolves when finished, stopped or failed. */
  start(request: RunRequest): Promise<void>;
  /** Deals no new jobs; those in hand end. */
  pause(): void;
  resume(): void;
  /** Within a second; loses only the jobs in hand. */
  stop(): Promise<void>;
  dispose(): void;
}
