/**
 * Who trains: slots with an engine each, somewhere (Web Workers, threads of Node, this very thread). The runner knows
 * nothing else of the machine. A slot comes into being when it is first used and again after it died; its calls then
 * reject with ThreadDied. Errors cross threads by their name.
 */
import type { EngineName } from '../engine.ts';
import type { OpenedEngine, Survey } from '../protocol.ts';
import type { JobReport, Unit } from '../unit.ts';

export interface Crew {
  /** How many slots keep this machine busy. */
  readonly cores: number;
  /** Opens each engine in slot 0, measures it on the unit's pretraining and closes it again. Rejects with ThreadDied. */
  survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey>;
  /** Opens the engine in that slot, unless it is open. Rejects with EngineUnavailable or ThreadDied. */
  open(slot: number, name: EngineName): Promise<OpenedEngine>;
  /**
   * Runs the unit on the engine that is open in that slot, beside other calls. Reports come one by one and have all been
   * taken when it ends. Rejects with TrainingCancelled, EngineLost, EngineUnavailable or ThreadDied.
   */
  run(slot: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void>;
  /** Asks the calls of run() in that slot to end at their next chance. */
  cancel(slot: number): void;
  /** Ends that slot, or all: their calls reject with ThreadDied. The next open() starts anew. */
  end(slot?: number): void;
}
