/**
 * Which points an experiment has: a graph of pretrainings and the jobs that hang on them, with stable ids.
 * Only sizes, m values and the number of trials decide which points there are; ids and splits do not depend on them.
 */
import type { Unit } from '../training/unit.ts';
import { checkSpec } from './check-spec.ts';
import type { Series } from '../preparation/series.ts';
import { hashFeatures } from '../descriptors/hash-features.ts';
import { hashJson } from '../hashing.ts';
import type { Arm } from './record.ts';
import type { PlanWarning, SpecProblem, SweepSpec } from './specification.ts';
import { FEWEST_TEST_GROUPS, FEWEST_TEST_ROWS, type MeasuredSplit } from './split.ts';
import { splitTrial, type TrialSplits } from './trial-splits.ts';
import { requestOf, simulatedValues } from './unit-request.ts';

/** One record to be made. */
export interface PlannedJob {
  readonly id: string;
  /** Index into the plan's series. */
  readonly series: number;
  readonly n: number;
  readonly m: number;
  readonly trial: number;
  readonly arm: Arm;
}

/** Jobs that are dealt together: those of one pretraining, or the baselines of one trial. */
export interface PlannedUnit {
  readonly id: string;
  readonly kind: 'transfer' | 'baselines';
  /** 0 in baselines. */
  readonly n: number;
  readonly trial: number;
  readonly jobs: readonly PlannedJob[];
}

export interface SweepPlan {
  readonly spec: SweepSpec;
  readonly series: readonly Series[];
  readonly protocolHash: string;
  /** Trial by trial; within one the baselines, then the sizes ascending. */
  readonly units: readonly PlannedUnit[];
  readonly jobs: ReadonlyMap<string, PlannedJob>;
  readonly warnings: readonly PlanWarning[];
  /** Simulated rows left out in a trial because their material is tested. */
  removedRows(series: number, trial: number): number;
  /** The rows of the measured table that a trial tests. */
  testRows(series: number, trial: number): Uint32Array<ArrayBuffer>;
  /** What the worker gets: the unit with the rows of those jobs. */
  request(unit: PlannedUnit, jobs: readonly PlannedJob[]): Unit;
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: SweepPlan }
  | { readonly kind: 'refused'; readonly problems: readonly SpecProblem[] };

/** The hash of everything that decides a record's numbers, apart from which points there are and the engine. */
export function protocolHash(spec: SweepSpec, series: readonly Series[]): string {
  const { sizes, measured, trials, extra, ...protocol } = spec;
  return hashJson({
    protocol,
    series: series.map(({ simulated, measured, sameProperty, targetScale }) => ({
      sameProperty,
      targetScale,
      simulated: [simulated.fingerprint, hashFeatures(simulated.features)],
      measured: [measured.fingerprint, hashFeatures(measured.features)],
      // Left out where there are none, so that they do not change the hash of other experiments.
      groups: measured.groups,
      ownSplit: measured.ownSplit && [...measured.ownSplit],
    })),
  });
}

/** Plans every point, or says why the specification cannot be run on these tables. */
export function planSweep(spec: SweepSpec, series: readonly Series[]): PlanResult {
  const early = checkSpec(spec, series);
  if (early.length > 0) return { kind: 'refused', problems: early };
  const trials = Array.from({ length: trialCount(spec) }, (_, trial) =>
    splitTrial(spec, series, trial),
  );
  const pool = Math.min(...trials.flatMap((trial) => trial.orders.map((order) => order.length)));
  const rest = Math.min(
    ...trials.flatMap((trial) => trial.splits.map((split) => split.order.length)),
  );
  const problems: SpecProblem[] = [
    ...allSizes(spec)
      .filter((size) => size > pool)
      .map((size) => ({ code: 'size-above-pool', size, pool }) as const),
    ...spec.measured
      .filter((m) => m > rest)
      .map((measured) => ({ code: 'measured-above-pool', measured, pool: rest }) as const),
  ];
  if (problems.length > 0) return { kind: 'refused', problems };
  const hash = protocolHash(spec, series);
  const units = planUnits(spec, series, hash);
  const plan: SweepPlan = {
    spec,
    series,
    protocolHash: hash,
    units,
    jobs: new Map(units.flatMap((unit) => unit.jobs.map((job) => [job.id, job]))),
    warnings: warningsOf(spec, trials, pool),
    removedRows: (index, trial) =>
      (series[index] as Series).simulated.keys.length -
      (trialOf(trials, trial).orders[index]?.length ?? 0),
    testRows: (index, trial) => splitOf(trials, trial, index).testRows,
    request: (unit, jobs) => requestOf(spec, series, trialOf(trials, unit.trial), unit, jobs),
  };
  return { kind: 'plan', plan };
}

/** Trials of the grid and of single points. */
function trialCount({ trials, extra = [] }: SweepSpec): number {
  return Math.max(trials, ...extra.map(({ trial }) => trial + 1));
}

/** Sizes of the grid and of single points, ascending. */
function allSizes({ sizes, extra = [] }: SweepSpec): number[] {
  return [...new Set([...sizes, ...extra.map(({ n }) => n)])].sort((a, b) => a - b);
}

/** The sizes that a trial has. */
function sizesOfTrial(spec: SweepSpec, trial: number): number[] {
  const wanted = new Set(spec.extra?.filter((point) => point.trial === trial).map(({ n }) => n));
  return allSizes(spec).filter(
    (n) => wanted.has(n) || (trial < spec.trials && spec.sizes.includes(n)),
  );
}

function planUnits(spec: SweepSpec, series: readonly Series[], hash: string): PlannedUnit[] {
  const units: PlannedUnit[] = [];
  const sources = new Map<string, number[]>();
  series.forEach(({ simulated }, i) => {
    const key = `${simulated.fingerprint} ${hashFeatures(simulated.features)}`;
    sources.set(key, [...(sources.get(key) ?? []), i]);
  });
  const jobOf = (index: number, n: number, m: number, trial: number, arm: Arm): PlannedJob => {
    const { simulated, measured } = series[index] as Series;
    const names = `${simulated.fingerprint.slice(0, 8)}-${measured.fingerprint.slice(0, 8)}`;
    return {
      id: `${hash.slice(0, 16)}:${names}:n${n}:m${m}:t${trial}:${arm}`,
      series: index,
      n,
      m,
      trial,
      arm,
    };
  };
  for (let trial = 0; trial < trialCount(spec); trial++) {
    const sizes = sizesOfTrial(spec, trial);
    if (sizes.length === 0) continue;
    series.forEach((one, index) => {
      const arms = baselineArms(one);
      const jobs = spec.measured.flatMap((m) => arms.map((arm) => jobOf(index, 0, m, trial, arm)));
      units.push({ id: `baselines:${index}:t${trial}`, kind: 'baselines', n: 0, trial, jobs });
    });
    for (const n of sizes) {
      for (const [source, members] of [...sources.values()].entries()) {
        const jobs = members.flatMap((index) =>
          spec.measured.map((m) => jobOf(index, n, m, trial, 'transfer')),
        );
        units.push({ id: `transfer:${source}:n${n}:t${trial}`, kind: 'transfer', n, trial, jobs });
      }
    }
  }
  return units;
}

/** A simulated value can stand beside the network where enough materials have one. */
const FEWEST_COMMON_MATERIALS = 10;

function baselineArms({ simulated, measured, sameProperty }: Series): readonly Arm[] {
  const known = simulatedValues(simulated);
  const common = [...new Set(measured.keys)].filter((key) => known.has(key)).length;
  if (common < FEWEST_COMMON_MATERIALS) return ['direct', 'ridge'];
  return sameProperty
    ? ['direct', 'ridge', 'simulated', 'recalibrated']
    : ['direct', 'ridge', 'recalibrated'];
}

function warningsOf(spec: SweepSpec, trials: readonly TrialSplits[], pool: number): PlanWarning[] {
  const splits = trials.flatMap((trial) => trial.splits);
  const rows = Math.min(...splits.map((split) => split.testRows.length));
  const groups = Math.min(...splits.map((split) => split.testGroups));
  const largest = Math.max(...allSizes(spec));
  const warnings: PlanWarning[] = [];
  if (rows < FEWEST_TEST_ROWS)
    warnings.push({ code: 'few-test-rows', rows, need: FEWEST_TEST_ROWS });
  if (groups < FEWEST_TEST_GROUPS)
    warnings.push({ code: 'few-test-groups', groups, need: FEWEST_TEST_GROUPS });
  if (largest > pool / 2) warnings.push({ code: 'size-above-half-pool', size: largest, pool });
  return warnings;
}

function trialOf(trials: readonly TrialSplits[], trial: number): TrialSplits {
  const found = trials[trial];
  if (!found) throw new RangeError(`There is no trial ${trial}.`);
  return found;
}

function splitOf(trials: readonly TrialSplits[], trial: number, series: number): MeasuredSplit {
  const found = trialOf(trials, trial).splits[series];
  if (!found) throw new RangeError(`There is no series ${series}.`);
  return found;
}
