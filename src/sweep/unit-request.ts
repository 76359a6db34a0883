/** A planned unit becomes what a worker gets: the rows of its jobs, gathered, and their schedules. */
import { gatherRows } from '../descriptors/feature-matrix.ts';
import type { Schedule } from '../training/schedule.ts';
import type { Job, MeasuredRows, Pretraining, TestRows, Unit } from '../training/unit.ts';
import type { Series, SimulatedDomain } from '../preparation/series.ts';
import type { PlannedJob, PlannedUnit, SweepPlan } from './plan.ts';
import { SMALLEST_M_WITH_VALIDATION, type SweepSpec } from './specification.ts';
import { simulatedValues } from './simulated-values.ts';
import { validationFlags, type MeasuredSplit } from './split.ts';
import type { TrialSplits } from './trial-splits.ts';

/** The unit with those of its jobs. Rows that several jobs share are one object, so that they travel once. */
export function requestOf(
  { spec }: SweepPlan,
  splits: TrialSplits,
  unit: PlannedUnit,
  jobs: readonly PlannedJob[] = unit.jobs,
): Unit {
  const tests = new Map<number, TestRows>();
  const testOf = (index: number, split: MeasuredSplit) => {
    const known = tests.get(index) ?? measuredRows(splits.at(index), split.testRows);
    tests.set(index, known);
    return known;
  };
  const built = jobs.map((job) => {
    const split = splits.measured(job.series, unit.trial);
    return jobRequest(spec, splits.at(job.series), job, split, testOf(job.series, split));
  });
  const { seed, hidden, activation } = spec;
  const base: Unit = { id: unit.id, seed, trial: unit.trial, hidden, activation, jobs: built };
  const [first] = jobs;
  if (unit.kind === 'baselines' || !first) return base;
  const rows = splits.order(first.series, unit.trial).slice(0, unit.n);
  return { ...base, pretraining: pretrainingOf(spec, splits.at(first.series).simulated, rows) };
}

function jobRequest(
  spec: SweepSpec,
  one: Series,
  job: PlannedJob,
  split: MeasuredSplit,
  test: TestRows,
): Job {
  const rows = split.order.slice(0, job.m);
  const validation =
    job.m >= SMALLEST_M_WITH_VALIDATION
      ? validationFlags(rows, one.measured.groups ?? one.measured.keys)
      : new Uint8Array(job.m);
  const own: MeasuredRows = { ...measuredRows(one, rows), validation };
  // Without validation rows nothing can stop the training early, so its steps are given.
  const given = (schedule: Schedule): Schedule =>
    validation.includes(1) ? schedule : { ...schedule, maxSteps: spec.fixedSteps };
  const common = { id: job.id, scale: one.targetScale ?? 'linear', rows: own, test };
  switch (job.arm) {
    case 'transfer':
      return {
        ...common,
        arm: job.arm,
        schedule: given(spec.fineTuning),
        head: one.sameProperty ? 'line' : 'new',
      };
    case 'direct':
      return {
        ...common,
        arm: job.arm,
        schedule: given({ ...spec.pretraining, trainable: 'all' }),
      };
    case 'constant':
    case 'ridge':
    case 'simulated':
    case 'recalibrated':
    case 'corrected':
      return { ...common, arm: job.arm };
  }
}

function measuredRows({ measured, simulated }: Series, rows: Uint32Array): TestRows {
  const known = simulatedValues(simulated);
  return {
    features: gatherRows(measured.features, rows),
    values: Float64Array.from(rows, (row) => measured.values[row] as number),
    simulated: Float64Array.from(rows, (row) => known.get(measured.keys[row] as string) ?? NaN),
  };
}

function pretrainingOf(
  spec: SweepSpec,
  simulated: SimulatedDomain,
  rows: Uint32Array<ArrayBuffer>,
): Pretraining {
  const outputs = simulated.targets.length;
  const targets = new Float64Array(rows.length * outputs);
  simulated.targets.forEach((target, output) =>
    rows.forEach((row, i) => {
      targets[i * outputs + output] = target[row] as number;
    }),
  );
  return {
    schedule: spec.pretraining,
    features: gatherRows(simulated.features, rows),
    targets,
    outputs,
    validation: validationFlags(rows, simulated.keys),
  };
}
