/**
 * Who trains: slots with an engine each, somewhere (Web Workers, threads of Node, this very thread). The runner knows
 * nothing else of the machine. A slot comes into being when it is first used and again after it died.
 */
import type { EngineName } from '../engine.ts';
import type { OpenedEngine, Survey } from '../protocol.ts';
import type { JobReport, Unit } from '../unit.ts';

export interface Crew {
  /** How many slots keep this machine busy. */
  readonly cores: number;
  /** Opens each engine in slot 0, measures it on the unit's pretraining and closes it again. Rejects with WorkerDied. */
  survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey>;
  /** Opens the engine in that slot, unless it is open. Rejects with EngineUnavailable or WorkerDied. */
  open(slot: number, name: EngineName): Promise<OpenedEngine>;
  /**
   * Runs the unit on the engine that is open in that slot, beside other calls. Reports come one by one and have all been
   * taken when it ends. Rejects with TrainingCancelled, EngineLost, EngineUnavailable or WorkerDied.
   */
  run(slot: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void>;
  /** Asks the calls of run() in that slot to end at their next chance. */
  cancel(slot: number): void;
  /** Ends that slot, or all: their calls reject with WorkerDied. The next open() starts anew. */
  end(slot?: number): void;
}

/** The slot ended before its call did: it crashed, ran out of memory, or was ended. Errors cross threads by name. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  constructor(readonly slot: number) {
    super(`Training worker ${slot} ended unexpectedly.`);
  }
}
