/** A training worker: owns one engine and runs units on it, several at once where the engine likes that. */
import { expose, releaseProxy } from 'comlink';
import { measureEngine, openEngine } from './detect.ts';
import { EngineLost, EngineUnavailable, type TrainingEngine } from './engine.ts';
import type { Measurement, Refusal, TrainingWorker } from './protocol.ts';
import { runUnit } from './run-unit.ts';
import { pretrainingReplica } from './stages.ts';

interface Release {
  [releaseProxy]: () => void;
}

let engine: TrainingEngine | undefined;
/** The calls of run() under way. */
const running = new Set<{ cancelled: boolean }>();

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
          if (!unit.pretraining) throw new RangeError('The unit has no pretraining.');
          const { network, replica } = pretrainingReplica(unit, unit.pretraining);
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

  async run(unit, onReport) {
    if (!engine) throw new EngineLost('No engine is open.');
    const call = { cancelled: false };
    running.add(call);
    try {
      await runUnit(engine, unit, { onReport, cancelled: () => call.cancelled });
    } finally {
      running.delete(call);
      // A callback is a message port of its own; hundreds of them would be kept.
      (onReport as Partial<Release>)[releaseProxy]?.();
    }
  },

  cancel() {
    for (const call of running) call.cancelled = true;
  },
};

expose(api);
