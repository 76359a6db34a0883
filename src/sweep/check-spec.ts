/** Is a specification one that can be run on these tables? Everything wrong is listed at once. */
import { ACTIVATIONS } from '../training/network.ts';
import type { Schedule } from '../training/schedule.ts';
import type { Series } from '../preparation/series.ts';
import { LEAK_RULES, type SpecProblem, type SweepSpec } from './specification.ts';

export const SMALLEST_SIZE = 10;
/** random.ts draws integers below 2^21. */
const LARGEST_SIZE = 2_097_151;
export const SMALLEST_MEASURED = 4;
/** Fewer measured rows or materials than this cannot be split into training and test. */
export const FEWEST_MEASURED_ROWS = 20;
export const FEWEST_MEASURED_GROUPS = 10;

/** Problems that can be seen without splitting; the pool is checked by planning. */
export function checkSpec(spec: SweepSpec, series: readonly Series[]): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const range = (field: string, value: number, low: number, high: number, whole = true) => {
    if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) {
      problems.push({ code: 'not-a-number', field, value: String(value) });
    } else if (value < low || value > high) {
      problems.push({ code: 'out-of-range', field, value, low, high });
    }
  };
  if (spec.sizes.length === 0) problems.push({ code: 'no-sizes' });
  for (const size of spec.sizes) {
    range('sizes', size, 0, LARGEST_SIZE);
    if (size < SMALLEST_SIZE)
      problems.push({ code: 'size-too-small', size, smallest: SMALLEST_SIZE });
  }
  for (const { n, trial } of spec.extra ?? []) {
    range('extra.n', n, SMALLEST_SIZE, LARGEST_SIZE);
    range('extra.trial', trial, 0, 999);
  }
  if (spec.measured.length === 0) range('measured', NaN, SMALLEST_MEASURED, LARGEST_SIZE);
  for (const measured of spec.measured) {
    range('measured', measured, 0, LARGEST_SIZE);
    if (measured < SMALLEST_MEASURED) {
      problems.push({ code: 'measured-too-small', measured, smallest: SMALLEST_MEASURED });
    }
  }
  range('trials', spec.trials, 1, 1000);
  range('seed', spec.seed, 0, Number.MAX_SAFE_INTEGER);
  range('testShare', spec.testShare, 0.05, 0.9, false);
  range('fixedSteps', spec.fixedSteps, 1, 1e6);
  if (spec.hidden.length === 0) range('hidden', NaN, 1, 2048);
  for (const width of spec.hidden) range('hidden', width, 1, 2048);
  if (!ACTIVATIONS.includes(spec.activation)) {
    problems.push({ code: 'not-a-number', field: 'activation', value: spec.activation });
  }
  checkSchedule('pretraining', spec.pretraining, range);
  checkSchedule('fineTuning', spec.fineTuning, range);
  if (!LEAK_RULES.includes(spec.leakRule)) {
    problems.push({ code: 'not-a-number', field: 'leakRule', value: spec.leakRule });
  }
  for (const one of series) problems.push(...checkSeries(spec, one));
  const twice = series.filter(({ id }, i) => series.findIndex((other) => other.id === id) < i);
  for (const { id } of twice) problems.push({ code: 'series-twice', series: id });
  return problems;
}

function checkSeries({ leakRule }: SweepSpec, { id, measured }: Series): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const rows = measured.keys.length;
  const groups = new Set(measured.groups ?? measured.keys).size;
  if (rows < FEWEST_MEASURED_ROWS) {
    const need = FEWEST_MEASURED_ROWS;
    problems.push({ code: 'too-few-measured-rows', series: id, rows, need });
  } else if (groups < FEWEST_MEASURED_GROUPS) {
    problems.push({ code: 'too-few-groups', series: id, groups, need: FEWEST_MEASURED_GROUPS });
  }
  if (leakRule === 'any') {
    if (measured.groups) problems.push({ code: 'own-groups-under-any', series: id });
    if (measured.ownSplit) problems.push({ code: 'own-split-under-any', series: id });
  }
  return problems;
}

function checkSchedule(
  stage: string,
  schedule: Schedule,
  range: (field: string, value: number, low: number, high: number, whole?: boolean) => void,
): void {
  range(`${stage}.learningRate`, schedule.learningRate, 1e-7, 1, false);
  range(`${stage}.batch`, schedule.batch, 1, 4096);
  range(`${stage}.maxSteps`, schedule.maxSteps, 1, 1e6);
  range(`${stage}.evaluationInterval`, schedule.evaluationInterval, 1, 1e6);
  range(`${stage}.patience`, schedule.patience, 1, 1e6);
  range(`${stage}.weightDecay`, schedule.weightDecay, 0, 10, false);
}
