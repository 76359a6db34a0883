/** What went wrong, where, and what to do: one sentence for each code of the rooms below. */
import type { RunProblem } from '../../sweep/runner-types.ts';
import type { PlanWarning, SpecProblem } from '../../sweep/specification.ts';
import type { EngineReason } from '../../training/choose-engine.ts';
import type { EngineName } from '../../training/engine.ts';
import type { ErrorListProblem } from '../../tables/error-list/error-list.ts';
import { formatCount, formatPlain, formatValue, numbers } from './numbers.ts';

const FIELDS: Readonly<Record<string, string>> = {
  sizes: 'Sizes',
  measured: 'Measured samples',
  trials: 'Trials',
  seed: 'Seed',
  testShare: 'Test share',
  hidden: 'Hidden layers',
  fixedSteps: 'Fixed steps',
};
const STAGES: Readonly<Record<string, string>> = {
  pretraining: 'Pretraining',
  fineTuning: 'Fine-tuning',
};
const PARTS: Readonly<Record<string, string>> = {
  learningRate: 'learning rate',
  batch: 'batch',
  maxSteps: 'most steps',
  evaluationInterval: 'evaluation interval',
  patience: 'patience',
  weightDecay: 'weight decay',
};

/** 'pretraining.learningRate' as a person knows it. */
export function fieldName(field: string): string {
  const [stage = '', part = ''] = field.split('.');
  if (part === '') return FIELDS[stage] ?? stage;
  return `${STAGES[stage] ?? stage}, ${PARTS[part] ?? part}`;
}

export function specProblem(problem: SpecProblem): string {
  switch (problem.code) {
    case 'no-series':
      return 'There are no data yet: drop a simulated and a measured table.';
    case 'no-sizes':
      return 'Sizes: enter at least one number of simulated samples, such as 100, 200, 400, 800.';
    case 'size-too-small':
      return `Sizes: ${formatCount(problem.size)} is too small; the smallest size is ${problem.smallest}.`;
    case 'size-above-pool':
      return `Sizes: ${formatCount(problem.size)} is more than the ${formatCount(problem.pool)} simulated samples that remain once the test materials are left out. Remove it or make it smaller.`;
    case 'measured-too-small':
      return `Measured samples: ${formatCount(problem.measured)} is too few; at least ${problem.smallest} are needed.`;
    case 'measured-above-pool':
      return `Measured samples: ${formatCount(problem.measured)} is more than the ${formatCount(problem.pool)} rows that remain outside the test set. Make it smaller, or the test share.`;
    case 'not-a-number':
      return problem.value.trim() === ''
        ? `${fieldName(problem.field)}: enter a number.`
        : `${fieldName(problem.field)}: “${problem.value}” is not a number that can be used here.`;
    case 'out-of-range':
      return `${fieldName(problem.field)}: ${problem.value} is outside ${formatPlain(problem.low)} to ${formatPlain(problem.high)}.`;
    case 'too-few-measured-rows':
      return `The measured table has ${formatCount(problem.rows)} usable rows; at least ${problem.need} are needed to train and to test.`;
    case 'too-few-groups':
      return `The measured table has ${formatCount(problem.groups)} different materials; at least ${problem.need} are needed to train and to test.`;
    case 'no-test-rows':
      return `In trial ${problem.trial + 1} no measured row is tested. Make the test share larger.`;
    case 'own-groups-under-any':
      return 'A column of groups cannot be used when every material decides for itself whether it is tested. Leave the groups out, or leave out only what this target tests.';
    case 'own-split-under-any':
      return 'A column of test rows cannot be used when every material decides for itself whether it is tested. Leave the column out, or leave out only what this target tests.';
    case 'series-twice':
      return 'The same tables with the same choices are there twice. Remove one of them.';
    case 'other-data':
      return 'The tables are not those that this experiment was made for.';
  }
}

export function runProblem(problem: RunProblem): string {
  switch (problem.code) {
    case 'spec':
      return problem.problems.map(specProblem).join(' ');
    case 'engine-unavailable':
      return `The engine that was asked for does not run here: ${problem.detail}`;
    case 'worker-died':
      return `Worker ${problem.worker + 1} ended unexpectedly and was started again; its jobs run once more.`;
    case 'engine-lost':
      return `${ENGINES[problem.engine]} was lost (${problem.detail}) What is finished is kept; the rest runs again.`;
    case 'diverged':
      return `Training diverged at n = ${formatCount(problem.n)}, trial ${problem.trial + 1}. Use a smaller learning rate.`;
    case 'job-failed':
      return `The point n = ${formatCount(problem.n)}, trial ${problem.trial + 1} failed: ${problem.detail}`;
  }
}

export function planWarning(warning: PlanWarning): string {
  switch (warning.code) {
    case 'few-test-rows':
      return `Only ${warning.rows} rows are tested on; ${warning.need} or more make the error steadier.`;
    case 'few-test-groups':
      return `Only ${warning.groups} materials are tested on; ${warning.need} or more make the error steadier.`;
    case 'size-above-half-pool':
      return `n = ${formatCount(warning.size)} is more than half of the ${formatCount(warning.pool)} simulated samples: trials then share most rows, and their spread looks smaller than it is.`;
    case 'size-above-series-pool':
      return `n = ${formatCount(warning.size)} is left out where only ${formatCount(warning.pool)} simulated samples remain.`;
    case 'measured-above-series-pool':
      return `m = ${formatCount(warning.measured)} is left out where only ${formatCount(warning.pool)} measured samples remain.`;
  }
}

const ENGINES: Readonly<Record<EngineName, string>> = {
  wasm: 'WebAssembly',
  webgpu: 'WebGPU',
  'tfjs-webgpu': 'TensorFlow.js on WebGPU',
  'tfjs-wasm': 'TensorFlow.js on WebAssembly',
  'tfjs-cpu': 'TensorFlow.js on the CPU',
};

/** Why an engine is not here; a code that is not known says so rather than something wrong. */
function refusal(missing: EngineName, why: string): string {
  const name = ENGINES[missing];
  switch (why) {
    case 'no-webgpu':
      return `this browser has no WebGPU`;
    case 'no-adapter':
      return `WebGPU finds no graphics processor here`;
    case 'software-adapter':
      return `the only WebGPU adapter here is a program on the CPU`;
    case 'no-simd':
      return `this browser has no WebAssembly SIMD`;
    case 'failed-proof':
      return `${name} failed its proof on a small known problem`;
    case 'compilation':
      return `the programs of ${name} do not compile here`;
    default:
      return `${name} cannot be opened here (${why})`;
  }
}

/** Why this engine runs. */
export function engineReason(reason: EngineReason): string {
  switch (reason.code) {
    case 'asked':
      return reason.software
        ? 'As asked; its adapter is a program on the CPU, so it is slow.'
        : 'As asked.';
    case 'fastest':
      return `Measured ${factor(reason.factor)} times as fast as ${ENGINES[reason.over]}.`;
    case 'only-one':
      return `Chosen because ${refusal(reason.missing, reason.why)}.`;
    case 'not-available':
      return `Not the one asked for: ${refusal(reason.missing, reason.why)}.`;
    case 'took-over':
      return `Took over when ${ENGINES[reason.from]} was lost.`;
  }
}

const factor = (value: number) =>
  value < 10 ? numbers.fixed(value, 1) : formatCount(Math.round(value));

export function errorListProblem(problem: ErrorListProblem): string {
  switch (problem.code) {
    case 'no-numbers':
      return 'No line holds a size above zero and an error. Write one point per line, such as “400, 0.073”.';
    case 'columns-not-found':
      return `Which column is the size and which the error? Name them n and error in the first line, not “${problem.header}”.`;
    case 'unreadable-lines':
      return problem.count === 1
        ? `Line ${problem.line} was left out: “${problem.text}” holds no size and error.`
        : `${formatCount(problem.count)} lines were left out, the first is line ${problem.line}: “${problem.text}”.`;
    case 'empty-errors':
      return problem.count === 1
        ? `Line ${problem.line} has no error and was left out.`
        : `${formatCount(problem.count)} lines have no error and were left out, the first is line ${problem.line}.`;
    case 'values-are-scores':
      return `${
        {
          rise: `“${problem.series}” rises with n: a score, or no learning curve.`,
          negative: `“${problem.series}” has negative values: a score with its sign turned, or no error.`,
          named: `“${problem.series}” is a score by its name.`,
        }[problem.why]
      } A law is fitted to errors, which fall: say what the values are.`;
    case 'transformed':
      return problem.transform === 'negate'
        ? `The error is taken as minus “${problem.series}”.`
        : `The error is taken as 1 minus “${problem.series}”.`;
    case 'marked-points': {
      const { first } = problem;
      const what = first.why === 'zero' ? 'is exactly zero' : 'is far from the others of its size';
      const rest = problem.count > 1 ? `, and ${formatCount(problem.count - 1)} more` : '';
      return `Line ${first.line}: the error ${formatPlain(first.error)} at n = ${formatPlain(first.n)} ${what}${rest}. ${problem.leftOut ? 'Left out.' : 'Taken along.'}`;
    }
    case 'without-pretraining':
      return `n = 0 is the level without simulated data, ${formatValue(problem.mean)}; it is no point of the curve.`;
    case 'several-series':
      return `${formatCount(problem.names.length)} columns of errors; “${problem.chosen}” is shown.`;
    case 'list-too-large':
      return `A list of errors has at most ${megabytes(problem.limit)}; this file has ${megabytes(problem.bytes)}. Tables for training belong under “Your tables”.`;
    case 'list-unreadable':
      return `${problem.file} could not be read: ${problem.detail}`;
  }
}

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;
export * from './table-problems.ts';
