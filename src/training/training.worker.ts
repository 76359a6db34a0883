/** A training worker: owns one engine and runs units on it, one call at a time. */
import { expose, releaseProxy } from 'comlink';
import { measureEngine, openEngine } from './detect.ts';
import { EngineLost, EngineUnavailable, type TrainingEngine } from './engine.ts';
import type { Measurement, Refusal, TrainingWorker } from './protocol.ts';
import { firstReplica, runUnits } from './run-units.ts';

interface Release {
  [releaseProxy]: () => void;
}

let engine: TrainingEngine | undefined;
let cancelled = false;

const api: TrainingWorker = {
  hold: (lock) =>
    new Promise((held, failed) => {
      navigator.locks
        .request(lock, () => {
          held();
          return new Promise<never>(() => {});
        })
        .catch(failed);
    }),

  async survey(names, unit, options) {
    const measurements: Measurement[] = [];
    const refusals: Refusal[] = [];
    for (const name of names) {
      try {
        const candidate = await openEngine(name, options);
        try {
          const { network, replica } = firstReplica(unit);
          const millisecondsPerStep = await measureEngine(candidate, network, replica);
          measurements.push({ name, millisecondsPerStep, software: candidate.software === true });
        } finally {
          candidate.dispose();
        }
      } catch (error) {
        const code = error instanceof EngineUnavailable ? error.code : 'failed';
        refusals.push({
          name,
          code,
          detail: String(error instanceof Error ? error.message : error),
        });
      }
    }
    return { measurements, refusals };
  },

  async open(name) {
    engine?.dispose();
    engine = undefined;
    engine = await openEngine(name);
    const { version, preferredReplicas, software } = engine;
    return { name, version, preferredReplicas, software: software === true };
  },

  async run(units, onReport, onSteps) {
    if (!engine) throw new EngineLost('No engine is open.');
    cancelled = false;
    try {
      await runUnits(engine, units, { onReport, onSteps, cancelled: () => cancelled });
    } finally {
      // A callback is a message port of its own; hundreds of them would be kept.
      for (const callback of [onReport, onSteps]) (callback as Partial<Release>)[releaseProxy]?.();
    }
  },

  cancel() {
    cancelled = true;
  },
};

expose(api);
