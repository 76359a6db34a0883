/** The law panel: axes, legend, the three parameters in words, the table. */
import type { BandPoint, LawOnFigure, NeededSize } from '../../findings/law-on-figure.ts';
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { Baseline, MeanPoint, Range, TrialPoint } from '../../findings/summary.ts';
import type { LimitVerdict, RateVerdict, RefusalReason } from '../../scaling/index.ts';
import {
  formatCount,
  formatInterval,
  formatPercent,
  formatSamples,
  formatSpan,
  formatValue,
  formatWithin,
} from './numbers.ts';

const arms = {
  transfer: 'transfer',
  direct: 'direct learning, from measurements alone',
  constant: 'one value for all',
  ridge: 'ridge regression, from measurements alone',
  simulated: 'the simulation itself',
  recalibrated: 'the recalibrated simulation',
  corrected: 'the corrected simulation',
} as const;

const shortArms = {
  direct: 'direct',
  constant: 'one value',
  ridge: 'ridge',
  simulated: 'simulated',
  recalibrated: 'recalibrated',
  corrected: 'corrected',
} as const;

const limitLabel = (limit: LimitStated): string => {
  switch (limit.kind) {
    case 'value':
      return `limit ${formatWithin(limit.C, limit.interval.lower, limit.interval.upper)}`;
    case 'range':
      return `limit ${formatSpan(limit.interval.lower, limit.interval.upper)}`;
    case 'at-most':
      return `limit below ${formatValue(limit.upper, 2)}`;
    case 'unknown':
      return '';
  }
};

/** What is known of the law, in a few words. */
const verdict = (rate: RateVerdict['verdict'], limit: LimitVerdict['verdict']): string => {
  const rateKnown = rate !== 'unknown';
  switch (limit) {
    case 'known':
      return rateKnown ? 'Rate and limit are both known' : 'The limit is known, the rate is not';
    case 'bounded':
      return rateKnown
        ? 'The limit is roughly known'
        : 'The limit is roughly known, the rate is not';
    case 'at-most':
      return rateKnown
        ? 'Still falling; the limit is known from above'
        : 'Still falling, how fast is not known';
    case 'unknown':
      return 'Too early to say where the curve ends';
  }
};

const refused = (reason: RefusalReason): string => {
  switch (reason.code) {
    case 'not-enough-sizes':
      return waiting(reason.have, reason.need);
    case 'all-errors-zero':
      return 'There is no law: every error is zero.';
    case 'not-computable':
      return 'There is no law: the errors are too close to zero or too far apart to compute with.';
  }
};

const waiting = (have: number, need: number): string =>
  have === 0
    ? `The law appears as soon as ${need} sizes are in.`
    : `The law appears with ${need} sizes; ${have === 1 ? 'one is' : `${have} are`} in.`;

const withUnit = (text: string, unit: string | null) => (unit ? `${text} ${unit}` : text);

export const law = {
  /** A number, written, with the unit of the error behind it. */
  withUnit,
  arms,
  armsShort: shortArms,
  errorMeasure: 'Error',
  metrics: { mae: 'Mean absolute error', rmse: 'Root mean squared error' },
  metricShort: { mae: 'MAE', rmse: 'RMSE' },
  metric: 'Error measure',
  measuredChoice: 'Shown for m',
  axisSizes: 'Simulated samples n',
  axisError: (metric: string, unit: string | null) => (unit ? `${metric} (${unit})` : metric),
  figureLabel: (metric: string) =>
    `${metric} against the number of simulated samples, on logarithmic axes. The same numbers stand in the table below.`,
  /** Names for both axes of a pasted list. */
  listAxis: { error: 'Error', sizes: 'Size n' },
  legend: {
    mean: 'mean, 90 %',
    trial: 'trial',
    fit: 'fitted law',
    dashed: 'extrapolated',
    beyond: 'too far to tell',
    band: '90 % band',
    limitBand: 'limit, 90 %',
    needed: 'simulations for the target, 90 %',
    heldOut: 'test on the largest size',
  },
  beyond: 'too far to tell',
  trialHover: ({ n, trial, error }: TrialPoint) =>
    `n = ${formatCount(n)}, trial ${trial + 1}<br>${formatValue(error)}`,
  meanHover: ({ n, mean, interval, trials }: MeanPoint) =>
    `<b>n = ${formatCount(n)}</b><br>${formatValue(mean)}` +
    (interval ? ` (${formatSpan(interval.lower, interval.upper)}, 90 %)` : '') +
    `<br>mean of ${trials} ${trials === 1 ? 'trial' : 'trials'}`,
  baselineLabel: ({ arm, mean }: Baseline) => `${shortArms[arm]} ${formatValue(mean)}`,
  limitLabel: ({ limit }: LawOnFigure) => limitLabel(limit),
  noiseFloorLabel: (error: number) => `noise floor ${formatValue(error)}`,
  targetLabel: (target: number) => `target ${formatValue(target)}`,
  heldOutHover: ({ n, median, lower, upper }: BandPoint) =>
    `Predicted for n = ${formatCount(Math.round(n))}<br>from the smaller sizes:<br>${formatValue(median)} (${formatInterval(lower, upper)}, 95 % as the test asks)`,
  lawHover: (n: number, error: number, { lower, upper }: Range) =>
    `n = ${formatSamples(n)}<br>law ${formatWithin(error, lower, upper)}<br>${formatSpan(lower, upper)} (90 %)`,
  neededHover: ({ median, lower, upper }: NeededSize) =>
    `about ${formatSamples(median)} simulations<br>${formatSamples(lower)} to ${formatSamples(upper)} (90 %)`,
  formula: 'error = D n^−α + C',
  /** What stands before the equals sign. */
  formulaSubject: 'error',
  showBeyond: 'Draw it beyond that',
  neededLabel: (n: number) => `${formatSamples(n)} simulations`,
  target: 'Target error',
  targetHandle: 'Target error, drag or use the arrow keys',
  targetValue: (target: number, unit: string | null) => withUnit(formatValue(target), unit),
  /** The target as it is heard, and what it costs. */
  targetSpoken: (target: number, unit: string | null, needed: number | null) =>
    needed === null || !Number.isFinite(needed)
      ? withUnit(formatValue(target), unit)
      : `${withUnit(formatValue(target), unit)}; about ${formatSamples(needed)} simulations`,
  restingTarget: 'set a target',
  clearTarget: 'No target',
  parameters: {
    alpha: {
      name: 'rate',
      unknown: 'How fast the error falls cannot be told yet.',
      text: (alpha: number) =>
        `Each doubling closes ${formatPercent(1 - 2 ** -alpha)} of the gap to the limit.`,
    },
    C: {
      name: 'limit',
      known: 'The error that more simulation of this kind cannot remove.',
      upper: 'The error is still falling; no floor is visible.',
      unknown: 'Where the curve ends is unknown.',
    },
    D: {
      name: 'scale',
      text: (excess: string, n: number) =>
        `At n = ${formatCount(n)} there is ${excess} left to gain.`,
    },
  },
  /** Every interval says how sure it is. */
  sure90: (interval: string) => `${interval} (90 %)`,
  interval90: '90 % interval',
  upperEnd90: 'upper end of the 90 % interval',
  range90: 'known only as a range',
  atLeast: (lower: number) => `at least ${formatValue(lower, 2)}`,
  atMost: (upper: number) => `at most ${formatValue(upper, 2)}`,
  verdict,
  lawless: 'No law is told of these points',
  /** Said where no single reason stands out. */
  moreData: 'More trials or larger sizes would narrow that.',
  pending: 'pending',
  /** Where the curve ends, with its unit. */
  limitIs: (limit: LimitStated, unit: string | null): string => {
    switch (limit.kind) {
      case 'value':
      case 'range':
        return `The limit lies between ${withUnit(formatSpan(limit.interval.lower, limit.interval.upper).replace(' to ', ' and '), unit)} (90 %).`;
      case 'at-most':
        return `The limit is at most ${withUnit(formatValue(limit.upper, 2), unit)} (90 %).`;
      case 'unknown':
        return 'Where the curve ends is unknown.';
    }
  },
  waiting,
  computing: 'Working out the law …',
  refused,
  failed: (detail: string) =>
    `The law could not be worked out: ${detail} Change a point or the target to try again.`,
  empty: {
    waiting: 'Points appear here as they finish.',
    list: 'The curve appears with the list.',
  },
  tableCaption: 'The numbers of the figure',
  rows: {
    n: 'n',
    meanIn: (unit: string | null) => (unit ? `mean, ${unit}` : 'mean'),
    interval: '90 % interval',
    trials: 'trials',
    fitted: 'fitted',
  },
  loading: 'Drawing …',
} as const;
