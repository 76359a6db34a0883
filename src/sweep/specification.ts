/**
 * The experiment as plain JSON. With the tables it determines every number on the wasm engine;
 * the engine and the number of workers are not part of it.
 */
import type { SeriesSpec } from '../preparation/series.ts';
import type { Activation } from '../training/network.ts';
import { DEFAULT_FINE_TUNING, DEFAULT_PRETRAINING, type Schedule } from '../training/schedule.ts';

export interface ExtraPoint {
  readonly n: number;
  readonly trial: number;
}

export const LEAK_RULES = ['own', 'any'] as const;
/**
 * Which simulated rows are left out. 'own': those whose material is in this target's test set of this trial. 'any': a
 * material is tested where its hash (with seed and trial) falls below the test share, and all its simulated rows are left
 * out, measured or not; so one pretrained network serves every target, whatever targets come later.
 */
export type LeakRule = (typeof LEAK_RULES)[number];

export interface SweepSpec {
  readonly version: 2;
  readonly seed: number;
  readonly series: readonly SeriesSpec[];
  /** Simulated samples n, ascending, distinct, each at least 10. */
  readonly sizes: readonly number[];
  /** Measured samples m, each at least 4. */
  readonly measured: readonly number[];
  readonly trials: number;
  /** Single points beside the grid: further trials of one size, or a further size. They do not change the protocol. */
  readonly extra?: readonly ExtraPoint[];
  /** Share of the measured rows that is held out for testing, in whole groups. */
  readonly testShare: number;
  readonly leakRule: LeakRule;
  readonly hidden: readonly number[];
  readonly activation: Activation;
  readonly pretraining: Schedule;
  readonly fineTuning: Schedule;
  /** Steps of fine-tuning when m is too small for validation rows (m < 40). */
  readonly fixedSteps: number;
}

export const DEFAULT_SPEC: Omit<SweepSpec, 'series' | 'sizes'> = {
  version: 2,
  seed: 1,
  measured: [50],
  trials: 3,
  testShare: 0.3,
  leakRule: 'own',
  hidden: [128, 128],
  activation: 'relu',
  pretraining: DEFAULT_PRETRAINING,
  fineTuning: DEFAULT_FINE_TUNING,
  fixedSteps: 500,
};

/** Below this m there are no validation rows in fine-tuning. */
export const SMALLEST_M_WITH_VALIDATION = 40;

/** What is wrong with a specification or its fit to the tables; the page has the sentences. `series` is a SeriesSpec.id. */
export type SpecProblem =
  | { readonly code: 'no-series' }
  | { readonly code: 'no-sizes' }
  | { readonly code: 'size-too-small'; readonly size: number; readonly smallest: number }
  | { readonly code: 'size-above-pool'; readonly size: number; readonly pool: number }
  | { readonly code: 'measured-too-small'; readonly measured: number; readonly smallest: number }
  | { readonly code: 'measured-above-pool'; readonly measured: number; readonly pool: number }
  | { readonly code: 'not-a-number'; readonly field: string; readonly value: string }
  | {
      readonly code: 'out-of-range';
      readonly field: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  | {
      readonly code: 'too-few-measured-rows';
      readonly series: string;
      readonly rows: number;
      readonly need: number;
    }
  | {
      readonly code: 'too-few-groups';
      readonly series: string;
      readonly groups: number;
      readonly need: number;
    }
  /** In that trial nothing is tested. */
  | { readonly code: 'no-test-rows'; readonly series: string; readonly trial: number }
  /** Under the leak rule 'any' materials alone decide what is tested: groups or test rows of one's own cannot. */
  | { readonly code: 'own-groups-under-any'; readonly series: string }
  | { readonly code: 'own-split-under-any'; readonly series: string }
  | { readonly code: 'series-twice'; readonly series: string }
  /** The data are not those that the specification was made for. */
  | { readonly code: 'other-data'; readonly series: string };

/** What a person should know before believing the numbers. `series` is a SeriesSpec.id. */
export type PlanWarning =
  | {
      readonly code: 'few-test-rows';
      readonly series: string;
      readonly rows: number;
      readonly need: number;
    }
  | {
      readonly code: 'few-test-groups';
      readonly series: string;
      readonly groups: number;
      readonly need: number;
    }
  | {
      readonly code: 'size-above-half-pool';
      readonly series: string;
      readonly size: number;
      readonly pool: number;
    }
  /** Other series have this size or m, this one does not: it lacks these points. */
  | {
      readonly code: 'size-above-series-pool';
      readonly series: string;
      readonly size: number;
      readonly pool: number;
    }
  | {
      readonly code: 'measured-above-series-pool';
      readonly series: string;
      readonly measured: number;
      readonly pool: number;
    };
