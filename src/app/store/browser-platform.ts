/** The browser's part of the page: workers, storage, locks, files. Heavy rooms are loaded when they are first needed. */
import { askLaw, fitLaw } from '../../findings/law-service.ts';
import { claimedExperiments, claimExperiment } from '../../storage/claim.ts';
import { newExperimentId } from '../../storage/experiments.ts';
import { openStorage } from '../../storage/storage.ts';
import type { StorageProblem } from '../../storage/problems.ts';
import { readTables } from '../../tables/client.ts';
import { browserAddress } from './address.ts';
import { browserLanguage } from './browser-language.ts';
import type { Platform } from './platform.ts';

/** `onProblem` hears what the storage refuses. */
export async function browserPlatform(
  onProblem: (problem: StorageProblem) => void,
): Promise<Platform> {
  const storage = await openStorage(onProblem);
  if (storage.problem) onProblem(storage.problem);
  return {
    language: browserLanguage,
    address: browserAddress,
    storage,
    async makeRunner(store) {
      const [{ createSweepRunner }, { WebCrew }, { holdAwake }] = await Promise.all([
        import('../../sweep/run/runner.ts'),
        import('../../training/host/web-crew.ts'),
        import('../../training/host/hold-awake.ts'),
      ]);
      return createSweepRunner({ crew: new WebCrew(), store, holdAwake });
    },
    async prepare(simulated, measured, choice, options) {
      const [{ prepareSeries }, { describeCached }] = await Promise.all([
        import('../../preparation/prepare-series.ts'),
        import('../../descriptors/describe-cached.ts'),
      ]);
      return prepareSeries(simulated, measured, choice, {
        ...options,
        describe: (plan, source, target, progress) =>
          describeCached(storage, plan, source, target, progress),
      });
    },
    async lesson(id) {
      const { createLesson } = await import('../../lessons/lessons.ts');
      const { specs, series, settings, unit } = createLesson(id);
      return {
        origin: id,
        specs,
        series,
        prepared: [],
        unit,
        noiseFloor: null,
        proposed: settings,
      };
    },
    async readTable(file, choices, onShare) {
      const [outcome] = await readTables([file], {
        choices: { [file.name]: choices },
        onProgress: ({ bytes, totalBytes }) => onShare(totalBytes > 0 ? bytes / totalBytes : null),
      });
      if (!outcome) throw new Error(`The reader gave no outcome for ${file.name}.`);
      return outcome;
    },
    askLaw,
    fitLaw,
    claim: (id) => claimExperiment(id),
    claimed: () => claimedExperiments(),
    newId: newExperimentId,
    pause: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, milliseconds);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      }),
    report: (error) => console.error(error),
  };
}
