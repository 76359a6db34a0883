/** The report: its headings, what is said of the experiment, and a paragraph for a paper's methods. */
import type { LeakRule } from '../../sweep/specification.ts';
import type { Side } from '../../tables/side.ts';
import { formatCount, formatPercent, formatPlain } from './numbers.ts';

/** One stage of training. */
export interface StageFacts {
  readonly learningRate: number;
  readonly batch: number;
  readonly maxSteps: number;
  readonly evaluationInterval: number;
  readonly patience: number;
  readonly weightDecay: number;
  readonly decay: 'constant' | 'cosine';
  readonly loss: 'mse' | 'huber';
}

/** What the paragraph for a paper says; lists and numbers are written already. */
export interface MethodsFacts {
  readonly sizes: string;
  readonly measured: string;
  readonly trials: number;
  readonly testShare: number;
  readonly leakRule: LeakRule;
  readonly ownSplit: boolean;
  readonly hidden: string;
  readonly activation: string;
  /** The measured property is the simulated one. */
  readonly sameProperty: boolean;
  /** m values below and from 40 on: those have no validation rows in fine-tuning, these do. */
  readonly fixedSteps: number | null;
  readonly validated: boolean;
  readonly seed: number;
  readonly engines: string;
  readonly version: string;
  readonly law: string | null;
}

const leak: Readonly<Record<LeakRule, string>> = {
  own: 'Simulated rows of materials in the test set of the same trial are left out.',
  any: 'A material is tested where its hash falls below the test share; all simulated rows of such materials are left out.',
};

function stage(facts: StageFacts): string {
  return [
    `Adam, learning rate ${formatPlain(facts.learningRate)}${facts.decay === 'cosine' ? ' with cosine decay' : ''}`,
    `batches of ${formatCount(facts.batch)}`,
    `at most ${formatCount(facts.maxSteps)} steps`,
    `evaluated every ${formatCount(facts.evaluationInterval)} steps`,
    `stopped after ${formatCount(facts.patience)} evaluations without a new best`,
    ...(facts.weightDecay > 0 ? [`weight decay ${formatPlain(facts.weightDecay)}`] : []),
    facts.loss === 'huber' ? 'Huber loss' : 'squared loss',
  ].join(', ');
}

function methods(facts: MethodsFacts): string {
  const split = facts.ownSplit
    ? 'The test rows were given with the measured table.'
    : `In each trial, ${formatPercent(facts.testShare)} of the measured rows were held out for testing, in whole groups of one material.`;
  const leftOut = {
    own: 'Simulated rows whose material is in the test set of that trial were left out.',
    any: 'All simulated rows of materials whose hash marks them as test materials were left out.',
  }[facts.leakRule];
  const head = facts.sameProperty
    ? 'Before fine-tuning, the network’s output was recalibrated to the measured values by a line; a ridge correction of the last layer was added only where leave-one-out clearly preferred it.'
    : 'Before fine-tuning, the last layer was replaced by ridge regression on the last hidden layer, since the measured property is another one.';
  const validation = facts.validated
    ? 'Where m was 40 or more, 20 % of the m rows served as validation in fine-tuning.'
    : '';
  const fixed =
    facts.fixedSteps === null
      ? ''
      : `Where m was below 40, fine-tuning took ${formatCount(facts.fixedSteps)} steps.`;
  const law = facts.law ? `The law fitted to the mean absolute error is ${facts.law}.` : '';
  return [
    `Fully connected networks (hidden layers ${facts.hidden}, ${facts.activation}) were pretrained on n simulated samples (n = ${facts.sizes}) and fine-tuned on m measured samples (m = ${facts.measured}), in ${formatCount(facts.trials)} ${facts.trials === 1 ? 'trial' : 'trials'} with their own splits, orders and initial weights.`,
    split,
    leftOut,
    'The n and m rows of a trial are nested: a larger size holds every smaller one.',
    'Inputs and targets were standardised on the rows of pretraining; budgets are in steps and the same for every n.',
    head,
    validation,
    fixed,
    'The power law error(n) = D n^−α + C was fitted to the errors of single trials, with 90 % profile-likelihood intervals.',
    law,
    `Everything was computed with Sim2Real scaling laws ${facts.version} (engine ${facts.engines}; seed ${formatPlain(facts.seed)}), which follows Minami et al. (2025).`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

export const report = {
  button: 'Download report',
  subtitle: (points: number, version: string) =>
    `Sim2Real scaling law from ${formatCount(points)} ${points === 1 ? 'point' : 'points'}, computed with version ${version}`,
  sections: {
    law: 'The law',
    follows: 'What follows',
    numbers: 'The numbers',
    data: 'Data',
    experiment: 'Experiment',
    again: 'To compute it again',
    methods: 'For a methods section',
    cite: 'To cite',
  },
  figure: (metric: string, m: number | null) =>
    `${metric} against the number of simulated samples${m === null ? '' : `, fine-tuned on m = ${formatCount(m)} measured samples`}. Dots are single trials; bars and band are 90 % intervals.`,
  allLaws: 'Laws of the mean absolute error, with 90 % intervals',
  series: 'Series',
  measuredSamples: 'm',
  tables: 'Tables, by content',
  table: { role: 'Table', file: 'File', rows: 'Rows used', fingerprint: 'SHA-256 of the content' },
  role: { simulated: 'simulated', measured: 'measured' } satisfies Record<Side, string>,
  inputs: 'Inputs',
  conditions: 'Conditions',
  simulatedTargets: 'Simulated target',
  measuredTarget: 'Measured target',
  logTarget: 'Learned as its logarithm',
  groups: 'Groups by',
  testRows: 'Test rows by',
  yes: 'yes',
  leakRule: 'Leak rule',
  leak,
  stage,
  steps: (count: number) => `${formatCount(count)} steps`,
  engine: 'Engine',
  engineVersion: (engine: string, version: string) => `${engine} (${version})`,
  protocol: 'Protocol',
  protocolVersion: 'Protocol version',
  version: 'Version of the page',
  again:
    'Open this address, or drop the results file (Download results) and the tables on the page. On the WebAssembly engine the same experiment gives the same numbers, bit for bit.',
  againWithoutLink:
    'Drop the results file (Download results) and the tables on the page. On the WebAssembly engine the same experiment gives the same numbers, bit for bit.',
  methods,
  intervals: 'In brackets: 90 % intervals.',
  withInterval: (value: string, interval: string) => `${value} (${interval})`,
  parameter: (symbol: string, name: string) => `${symbol}, ${name}`,
  /** For a paper: the law with its intervals; `bound`: of the limit only an upper end is known. */
  statedLaw: (D: string, alpha: string, limit: string, bound: boolean) =>
    `D = ${D}, α = ${alpha}, C ${bound ? limit : `= ${limit}`}`,
  lawOf: (series: string, m: number, law: string) =>
    `${law} for ${series} with m = ${formatCount(m)}`,
  conditional:
    'All of this is conditional on these tables, m, the network and the schedule. No row of the tables is in this file.',
} as const;
