/** What tests of the runner share: a small experiment, its requests, and records that can be compared. */
import { createBuiltInExperiment } from '../../src/lessons/built-in.ts';
import type { RunRequest, SweepRunner } from '../../src/sweep/runner-types.ts';
import { comparable, type SweepRecord } from '../../src/sweep/record.ts';
import type { SweepSpec } from '../../src/sweep/specification.ts';

const experiment = createBuiltInExperiment({ simulatedRows: 2000, measuredRows: 200 });

/** Four sizes, two trials: twelve points, eight of them pretrained. */
export const smallSpec: SweepSpec = {
  ...experiment.spec,
  sizes: [50, 100, 200, 400],
  trials: 2,
  hidden: [16, 16],
  pretraining: { ...experiment.spec.pretraining, maxSteps: 400 },
  fineTuning: { ...experiment.spec.fineTuning, maxSteps: 200 },
};

export function smallRequest(change: Partial<RunRequest> = {}): RunRequest {
  const { series } = experiment;
  return { spec: smallSpec, series, engine: 'webassembly', workers: 2, ...change };
}

export function byId(records: readonly SweepRecord[]): Record<string, unknown> {
  const sorted = [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(sorted.map((record) => [record.id, comparable(record)]));
}

/** Resolves when the condition holds, at once or after a change. */
export function until(runner: SweepRunner, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const end = runner.subscribe(() => {
      if (!condition()) return;
      end();
      resolve();
    });
  });
}
