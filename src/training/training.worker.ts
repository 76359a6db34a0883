/** A training worker of the page: one slot of its crew. */
import { expose, releaseProxy } from 'comlink';
import { EngineHost } from './host/engine-host.ts';
import type { TrainingWorker } from './protocol.ts';

interface Release {
  [releaseProxy]: () => void;
}

const host = new EngineHost();

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
  survey: (names, unit, options) => host.survey(names, unit, options),
  open: (name) => host.open(name),
  async run(unit, onReport) {
    try {
      await host.run(unit, onReport);
    } finally {
      // A callback is a message port of its own; hundreds of them would be kept.
      (onReport as Partial<Release>)[releaseProxy]?.();
    }
  },
  cancel: () => host.cancel(),
};

expose(api);
