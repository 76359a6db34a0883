/** The law panel: axes, legend, the three parameters in words, the table. */
import type { BandPoint, LawOnFigure, NeededSize } from '../../findings/law-on-figure.ts';
import type { LimitKnown } from '../../findings/limit-known.ts';
import type { Baseline, MeanPoint, Range, TrialPoint } from '../../findings/summary.ts';
import type { RefusalReason } from '../../scaling/index.ts';
import {
  formatCount,
  formatInterval,
  formatPercent,
  formatRange,
  formatSamples,
  formatValue,
} from './numbers.ts';

const arms = {
  transfer: 'transfer',
  direct: 'direct learning',
  constant: 'one value for all',
  ridge: 'ridge regression',
  simulated: 'simulation as it is',
  recalibrated: 'recalibrated simulation',
  corrected: 'corrected simulation',
} as const;

const shortArms = {
  direct: 'direct',
  constant: 'one value',
  ridge: 'ridge',
  simulated: 'simulated',
  recalibrated: 'recalibrated',
  corrected: 'corrected',
} as const;

const limitLabels = (known: LimitKnown, C: number, { lower, upper }: Range): string => {
  switch (known) {
    case 'resolved':
      return `limit C ${formatValue(C)}`;
    case 'roughly':
    case 'rate-open':
      return `limit ${formatRange(lower, upper)}`;
    case 'upper-bound':
    case 'open':
      return `limit below ${formatValue(upper)}`;
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
  legend: {
    mean: 'mean, 90 %',
    trial: 'trial',
    fit: 'fitted law',
    dashed: 'extrapolated',
    beyond: 'beyond reach',
    heldOut: 'held-out check',
  },
  beyond: 'beyond reach',
  trialHover: ({ n, trial, error }: TrialPoint) =>
    `n = ${formatCount(n)}, trial ${trial + 1}<br>${formatValue(error)}`,
  meanHover: ({ n, mean, interval, trials }: MeanPoint) =>
    `<b>n = ${formatCount(n)}</b><br>${formatValue(mean)}` +
    (interval ? ` (${formatInterval(interval.lower, interval.upper)})` : '') +
    `<br>mean of ${trials} ${trials === 1 ? 'trial' : 'trials'}`,
  baselineLabel: ({ arm, mean }: Baseline) => `${shortArms[arm]} ${formatValue(mean)}`,
  limitLabel: ({ limitKnown, C, limit }: LawOnFigure) => limitLabels(limitKnown, C, limit),
  noiseFloorLabel: (error: number) => `noise floor ${formatValue(error)}`,
  targetLabel: (target: number) => `target ${formatValue(target)}`,
  heldOutHover: ({ n, median, lower, upper }: BandPoint) =>
    `Predicted for n = ${formatCount(Math.round(n))}<br>from the smaller sizes:<br>${formatValue(median)} (${formatInterval(lower, upper)})`,
  neededHover: ({ median, lower, upper }: NeededSize) =>
    `n* = ${formatSamples(median)}<br>${formatSamples(lower)} to ${formatSamples(upper)}`,
  formula: 'error = D n^−α + C',
  /** What stands before the equals sign. */
  formulaSubject: 'error',
  showBeyond: 'Show the law beyond its reach',
  target: 'Target error',
  targetHandle: 'Target error, drag or use the arrow keys',
  targetValue: (target: number, unit: string | null) => withUnit(formatValue(target), unit),
  restingTarget: 'set a target',
  clearTarget: 'No target',
  parameters: {
    alpha: {
      name: 'rate',
      text: (alpha: number) =>
        `Each doubling of n removes ${formatPercent(1 - 2 ** -alpha)} of what simulation can still remove.`,
    },
    C: {
      name: 'limit',
      resolved: 'The error that more simulation of this kind cannot remove.',
      upper: 'No floor is visible yet: the limit lies below this.',
      unknown: 'The data do not decide where the curve ends.',
    },
    D: {
      name: 'scale',
      text: (excess: string, n: number) =>
        `At n = ${formatCount(n)} the law stands ${excess} above its limit.`,
    },
  },
  /** Every interval says how sure it is. */
  sure90: (interval: string) => `${interval} (90 %)`,
  interval90: '90 % interval',
  upperEnd90: 'upper end of the 90 % interval',
  atMost: (upper: number) => `at most ${formatValue(upper)}`,
  verdicts: {
    resolved: 'The law is resolved',
    roughly: 'The limit is seen, not yet sharply',
    'rate-open': 'The limit is seen, the rate is open',
    'upper-bound': 'The rate is seen, the limit only from above',
    open: 'Not identified yet',
  },
  /** Said where no single reason stands out. */
  moreData: 'More trials or larger sizes would narrow that.',
  /** What is known of the limit, before what is missing. */
  limitIs: (known: LimitKnown, { lower, upper }: Range, unit: string | null): string => {
    switch (known) {
      case 'resolved':
        return 'These points pin down both the rate and the limit.';
      case 'roughly':
      case 'rate-open':
        return `The limit lies between ${withUnit(`${formatValue(lower)} and ${formatValue(upper)}`, unit)} (90 %).`;
      case 'upper-bound':
        return `The limit is at most ${withUnit(formatValue(upper), unit)}.`;
      case 'open':
        return `The limit may lie anywhere up to ${withUnit(formatValue(upper), unit)}.`;
    }
  },
  waiting,
  computing: 'Working out the law …',
  refused,
  failed: (detail: string) =>
    `The law could not be worked out: ${detail} Change a point or the target to try again.`,
  empty: 'Points appear here as they finish.',
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
