/** The whole page without a browser: its core on a simulated disk, real training in this process, real tables. */
import type { Platform } from '../../src/app/store/platform.ts';
import { openPage, type Page } from '../../src/app/store/page.ts';
import { describe } from '../../src/descriptors/describe.ts';
import { answerLaw, fitLawNow } from '../../src/findings/law-analysis.ts';
import { createLesson } from '../../src/lessons/lessons.ts';
import { prepareSeries } from '../../src/preparation/prepare-series.ts';
import type { Claim } from '../../src/storage/claim.ts';
import type { Database } from '../../src/storage/database.ts';
import { newExperimentId } from '../../src/storage/experiments.ts';
import { Guard } from '../../src/storage/guard.ts';
import { Storage } from '../../src/storage/storage.ts';
import { createSweepRunner } from '../../src/sweep/run/runner.ts';
import { readTable } from '../../src/tables/read-table.ts';
import { InlineCrew } from '../../src/training/host/inline-crew.ts';

export interface NodePageOptions {
  readonly database: Database;
  /** Default: this tab owns everything. */
  readonly claim?: (id: string) => Promise<Claim>;
}

/** Errors that the page reports about itself fail the test that looks at them. */
export async function openNodePage({ database, claim }: NodePageOptions): Promise<{
  readonly page: Page;
  readonly reported: unknown[];
}> {
  const reported: unknown[] = [];
  const platform: Platform = {
    language: { first: () => 'en', remember: () => undefined },
    // A window without a link in its address.
    address: {
      hash: () => '',
      page: () => 'https://example.org/',
      experiment: () => null,
      remember: () => undefined,
      replace: () => undefined,
      onChange: () => () => undefined,
    },
    storage: new Storage(new Guard({ database }, () => undefined)),
    makeRunner: (store) => Promise.resolve(createSweepRunner({ crew: new InlineCrew(), store })),
    prepare: (simulated, measured, choice, { signal }) =>
      prepareSeries(simulated, measured, choice, {
        signal,
        describe: (plan, source, target, options) =>
          describe(plan, source.columns, target.columns, options),
      }),
    lesson: (id) => {
      const { specs, series, settings } = createLesson(id);
      return Promise.resolve({
        origin: id,
        specs,
        series,
        prepared: [],
        unit: null,
        noiseFloor: null,
        proposed: settings,
      });
    },
    readTable: (file, choices) => readTable(file.name, file, choices),
    askLaw: async (question, signal, onAnswer) => {
      await Promise.resolve();
      signal.throwIfAborted();
      onAnswer(answerLaw(question), false);
    },
    fitLaw: fitLawNow,
    claim:
      claim ?? (() => Promise.resolve({ owner: true, guarded: false, release: () => undefined })),
    claimed: () => Promise.resolve(new Set<string>()),
    newId: newExperimentId,
    pause: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        // Sooner than on a page: a test has no patience.
        const timer = setTimeout(resolve, milliseconds / 20);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      }),
    report: (error) => reported.push(error),
  };
  return { page: await openPage(platform), reported };
}
