/** What follows from the law: one question, one number, one uncertainty, one sentence each. */
import type {
  DoublingGain,
  HoldoutGrade,
  LawReason,
  ModelId,
  Interval,
  RankedCandidate,
  StoppingClause,
  StoppingReason,
} from '../../scaling/index.ts';
import type { Advice } from '../../findings/answers.ts';
import {
  formatCount,
  formatSpan,
  formatWithin,
  formatPercent,
  formatProbability,
  formatSamples,
  formatValue,
} from './numbers.ts';

const unitAfter = (unit: string | null) => (unit ? ` ${unit}` : '');

const clauses = (clause: StoppingClause, unit: string | null): string => {
  switch (clause.code) {
    case 'target-met':
      return `The target is met (probability ${formatProbability(clause.probability)}).`;
    case 'target-out-of-reach':
      return `The target lies below the limit: the chance to reach it is ${formatProbability(clause.probability)}.`;
    case 'not-worth-it':
      return 'No affordable step is worth its price.';
    case 'gain-too-small':
      return `The chance that a doubling gains more than ${formatValue(clause.smallestGain)}${unitAfter(unit)} is only ${formatProbability(clause.probability)}.`;
    case 'at-noise':
      return `The expected gain, ${formatValue(clause.gain)}${unitAfter(unit)}, is smaller than the noise, ${formatValue(clause.standardError)}: more trials tell more than a larger size.`;
  }
};

const stoppingReasons = (reason: StoppingReason, unit: string | null): string => {
  switch (reason.code) {
    case 'few-sizes':
      return `${reason.have} sizes are in; this advice needs ${reason.need}.`;
    case 'holdout-failed':
      return 'The law did not predict its own largest sizes well enough to advise stopping.';
    case 'holdout-missing':
      return 'Nothing could be held back yet to check the law.';
    case 'first-time':
      return 'A reason to stop has appeared; it must hold once more, so that one lucky point does not decide.';
    case 'worth-it':
      return `Going to n = ${formatSamples(reason.size)} is worth more than it costs.`;
    case 'gain-likely':
      return `The next doubling gains more than ${formatValue(reason.smallestGain)}${unitAfter(unit)} with probability ${formatProbability(reason.probability)}.`;
    case 'gain-unclear':
      return `Whether a doubling gains more than ${formatValue(reason.smallestGain)}${unitAfter(unit)} is open (${formatProbability(reason.probability)}).`;
  }
};

const lawReasons = (reason: LawReason, unit: string | null): string => {
  switch (reason.code) {
    case 'alpha-at-bound':
      return `The best rate lies at the edge of what was searched (α = ${formatValue(reason.bound)}).`;
    case 'alpha-interval-touches-bound':
      return reason.side === 'upper'
        ? 'The rate cannot be told from these sizes: the fall is over too soon. Smaller sizes would show it.'
        : reason.side === 'lower'
          ? 'The rate is open downwards: the curve may be a slow logarithm that never ends.'
          : 'The rate is open on both sides.';
    case 'floor-at-bound':
      return 'The best fit has no floor at all.';
    case 'no-trend':
      return 'The error does not fall with n beyond its noise.';
    case 'rising-tail':
      return `The error rises again at n = ${formatCount(reason.n)} (${formatValue(reason.error)} after ${formatValue(reason.best)}${unitAfter(unit)}).`;
    case 'floor-not-visible':
      return 'The error is still falling at the largest size; no floor is visible.';
    case 'floor-wide':
      return `Its interval is ${formatValue(reason.width, 2)}${unitAfter(unit)} wide; below ${formatValue(reason.allowed, 2)}${unitAfter(unit)} it would be called sharp. A few more trials help.`;
    case 'lack-of-fit':
      return `The points scatter around the law by ${formatPercent(reason.misfit)} more than their noise explains.`;
    case 'window-disagrees':
      return `The last ${reason.window} sizes alone predict another course.`;
    case 'robust-disagrees':
      return 'A fit that trusts outliers less disagrees: look for a stray point.';
    case 'second-minimum':
      return `A second law with α = ${formatValue(reason.alpha)} fits nearly as well.`;
    case 'no-repeats':
      return 'There is one trial per size, so the noise is guessed from the scatter.';
    case 'few-sizes':
      return `${reason.have} sizes are in; ${reason.need} would tell more.`;
    case 'left-out':
      return reason.n === null
        ? 'A line without a usable size was left out.'
        : `n = ${formatCount(reason.n)} was left out.`;
  }
};

const grade = (of: HoldoutGrade, reach: number | null): string => {
  if (reach === null) return of === 'not-tested' ? 'Not tested yet' : 'No';
  switch (of) {
    case 'good':
      return `Yes, to about ${formatSamples(reach)}`;
    case 'usable':
      return `A little, to about ${formatSamples(reach)}`;
    case 'rough':
      return `Roughly, to about ${formatSamples(reach)}`;
    case 'no-extrapolation':
      return 'No';
    case 'not-tested':
      return 'Not tested yet';
  }
};

const models: Record<ModelId, string> = {
  'last-value': 'Last value',
  power: 'Power, no floor',
  'power-floor': 'Power and floor',
  'shifted-power': 'Shifted power',
  exponential: 'Exponential',
  sigmoid: 'Sigmoid in log n',
};

export const follows = {
  waiting: 'Answers appear with the law.',
  moreAnswers: (count: number) => `More answers (${formatCount(count)})`,
  computing: 'Working it out …',
  target: {
    question: 'How many simulations for the target?',
    none: 'Drag the target line in the plot or type an error below it.',
    needed: (n: number) => `n* = ${formatSamples(n)}`,
    reached: (size: number | null) =>
      size === null ? 'Reached' : `Reached with about ${formatSamples(size)}`,
    probablyReached: 'Probably reached',
    have: (n: number) => `You have ${formatCount(n)}.`,
    untold: 'Cannot be told',
    untoldText: 'These points do not allow to say how many simulations that takes.',
    infeasible: 'Out of reach',
    unlikely: (probability: number) => `Unlikely (${formatProbability(probability)})`,
    atLeast: (n: number) => `At least ${formatSamples(n)} would be needed.`,
    range: ({ lower, upper }: Interval) =>
      Number.isFinite(upper)
        ? `${formatSamples(lower)} to ${formatSamples(upper)}`
        : `${formatSamples(lower)} or more`,
    beyondTable: (pool: number) =>
      `That is more than your table allows: ${formatSamples(pool)} simulations.`,
    interval: (lower: number, upper: number) =>
      Number.isFinite(upper)
        ? `${formatSamples(lower)} to ${formatSamples(upper)} (90 %)`
        : `${formatSamples(lower)} or more (90 %)`,
    probability: (share: number) => `Reachable with probability ${formatProbability(share)}.`,
    below: 'The error ends above the target: more simulation of this kind will not get there.',
    endsNear: (limit: string) =>
      `The error ends near ${limit}: more simulation of this kind will not get below it.`,
    beyond: (reach: number) =>
      `That is beyond n = ${formatSamples(reach)}, as far as these data reach: read it as a direction.`,
    next: (n: number) => `First simulate ${formatSamples(n)}, then the estimate will be sharper.`,
  },
  limit: {
    question: 'Where does it end?',
    unknown: 'Not known',
    unknownText: 'These points do not show where the curve ends.',
    removable: (share: number, lower: number, upper: number) =>
      `More simulation can still remove ${formatPercent(share)} of the error (${formatPercent(lower)} to ${formatPercent(upper)}).`,
    caution: 'Measurement noise and a small network raise this limit too.',
  },
  doubling: {
    question: 'What does the next doubling bring?',
    gain: (gain: DoublingGain, unit: string | null) =>
      `${formatWithin(gain.gain.median, Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)} less`,
    /** Where only a range can be told. */
    range: (gain: DoublingGain, unit: string | null) =>
      `${formatSpan(Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)} less (90 %)`,
    interval: (gain: DoublingGain, unit: string | null) =>
      `${formatSpan(Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)} (90 %)`,
    text: (gain: DoublingGain) =>
      `${formatPercent(gain.relative.median)} of the error at n = ${formatCount(gain.n)}, for ${formatCount(gain.n)} more simulations.`,
    rangeText: 'How much is not known yet.',
    nothing: 'These points follow no law, so nothing is predicted.',
    beyondTable: (pool: number) =>
      `Your table has ${formatCount(pool)} simulations to train on: more must be simulated first.`,
  },
  stopping: {
    question: 'Stop or go on?',
    advice: {
      stop: 'Stop',
      'go-on': 'Go on',
      'cannot-tell': 'Cannot tell yet',
      'use-simulation': 'Use the simulation',
      'use-measurements': 'Use the measurements',
    } satisfies Record<Advice, string>,
    otherWay: {
      'use-simulation': 'At the largest size it is more accurate than the network.',
      'use-measurements': 'At the largest size a model of the measurements alone is more accurate.',
    },
    toTarget: 'The target needs more simulations than there are.',
    clauses,
    reasons: stoppingReasons,
    repeats: 'Spend on more trials rather than on larger sizes.',
  },
  gain: {
    question: 'Does pretraining pay?',
    wins: (share: number) => `Yes: ${formatPercent(share)} less error`,
    even: 'About the same',
    loses: (share: number) =>
      share < 0.95
        ? `No: ${formatPercent(share)} more error`
        : `No: ${formatValue(1 + share, 2)} times the error`,
    text: (transfer: string, n: number, best: string, arm: string) =>
      `Error ${transfer} with n = ${formatCount(n)}, and ${best} by ${arm}: the best way without pretraining.`,
    textLoses: (transfer: string, n: number, best: string, arm: string) =>
      `Error ${transfer} with n = ${formatCount(n)}, but ${best} by ${arm}.`,
  },
  holdout: {
    question: 'Can it be extrapolated?',
    grade,
    test: (fitted: number, n: number, predicted: number, measured: number, unit: string | null) =>
      `From the sizes up to ${formatCount(fitted)} it predicted ${formatValue(predicted)}${unitAfter(unit)} at n = ${formatCount(n)}; measured ${formatValue(measured)}${unitAfter(unit)}.`,
    failed: 'It did not predict its own largest sizes well enough.',
    reach: 'Beyond that the plot is hatched.',
    noReach: 'These points do not allow to look beyond them.',
    notTested: (have: number, need: number) =>
      `${need} sizes are needed to hold one back; ${have} are in.`,
    error: (rmsle: number) => `typically ${formatPercent(rmsle)} off`,
  },
  why: {
    question: 'Which run would tell more?',
    reasons: lawReasons,
    run: (candidate: RankedCandidate) =>
      `${candidate.trials} more ${candidate.trials === 1 ? 'trial' : 'trials'} at n = ${formatCount(Math.round(candidate.n))}`,
    effect: (now: number, after: number, unit: string | null) =>
      `It would narrow the interval of the limit from ${formatValue(now, 2)} to about ${formatValue(after, 2)}${unitAfter(unit)}.`,
    beyondTable: (n: number, pool: number) =>
      `More simulations would tell more: about ${formatSamples(n)}; your table has ${formatCount(pool)}. This is the best within it.`,
    nothingWithin: (n: number, pool: number) =>
      `More simulations are needed: about ${formatSamples(n)}; your table has ${formatCount(pool)}.`,
    resolved: 'The limit is known; further runs only sharpen it.',
    settled: 'The answer does not depend on it.',
    enough: 'None is needed',
    none: 'No single run would settle it: widen the range of n.',
  },
  alternatives: {
    title: 'Other forms of the law',
    model: 'Form',
    held: 'Off at held-back sizes',
    at4: (n: number) => `Error at n = ${formatSamples(n)}`,
    models,
    used: (model: string) => `${model} (shown above)`,
    note: 'Sorted by how well each form predicted the sizes it had not seen. A form that admits its doubt can stand above one that was nearer by luck.',
  },
} as const;
