/**
 * One slot of a crew from the inside, wherever it lives: owns one engine and runs units on it, several at once where the
 * engine likes that.
 */
import { openEngine, type OpenOptions } from '../detect.ts';
import { EngineLost, type EngineName, type TrainingEngine } from '../engine.ts';
import type { OpenedEngine, Survey, TrainingWorker } from '../protocol.ts';
import { runUnit } from '../run-unit.ts';
import type { JobReport, Unit } from '../unit.ts';
import { surveyEngines } from './survey.ts';

export class EngineHost {
  private engine: TrainingEngine | undefined;
  /** The calls of run() under way. */
  private readonly running = new Set<{ cancelled: boolean }>();

  constructor(private readonly options: Omit<OpenOptions, 'allowSoftwareGpu'> = {}) {}

  survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey> {
    return surveyEngines(names, unit, { ...this.options, ...options });
  }

  /** Closes what is open and opens this one. Rejects with EngineUnavailable. */
  async open(name: EngineName): Promise<OpenedEngine> {
    this.close();
    this.engine = await openEngine(name, this.options);
    const { version, preferredReplicas, software } = this.engine;
    return { name, version, preferredReplicas, software: software === true };
  }

  /** Runs the unit beside those of other calls. Rejects with TrainingCancelled or EngineLost. */
  async run(unit: Unit, onReport: (report: JobReport) => unknown): Promise<void> {
    if (!this.engine) throw new EngineLost('No engine is open.');
    const call = { cancelled: false };
    this.running.add(call);
    try {
      await runUnit(this.engine, unit, { onReport, cancelled: () => call.cancelled });
    } finally {
      this.running.delete(call);
    }
  }

  /** Every run() under way rejects with TrainingCancelled at the next chance. */
  cancel(): void {
    for (const call of this.running) call.cancelled = true;
  }

  close(): void {
    this.engine?.dispose();
    this.engine = undefined;
  }
}

/** The host as another thread sees it. */
export function workerOf(host: EngineHost): TrainingWorker {
  return {
    survey: (names, unit, options) => host.survey(names, unit, options),
    open: (name) => host.open(name),
    run: (unit, onReport) => host.run(unit, onReport),
    cancel: () => host.cancel(),
  };
}
