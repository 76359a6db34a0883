/** What follows from the law: one question, one number, one uncertainty, one sentence each. */
import type {
  DoublingGain,
  HoldoutGrade,
  LawReason,
  ModelId,
  RankedCandidate,
  StoppingClause,
  StoppingReason,
} from '../../scaling/index.ts';
import {
  formatCount,
  formatInterval,
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
        ? 'The rate is open upwards: the error falls too fast at the first sizes to measure it.'
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
      return `${formatPercent(reason.excessShare)} of the error at the largest size still belongs to the falling part, so the floor is not in sight.`;
    case 'floor-wide':
      return `To call the limit resolved, its interval must be narrower than ${formatValue(reason.allowed)}${unitAfter(unit)}; it is ${formatValue(reason.width)} wide.`;
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

const grades: Record<HoldoutGrade, string> = {
  good: 'Good',
  usable: 'Usable',
  rough: 'Rough',
  'no-extrapolation': 'Do not extrapolate',
  'not-tested': 'Not tested yet',
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
  computing: 'Working it out …',
  target: {
    question: 'How many simulations for the target?',
    none: 'Drag the target line in the plot or type an error below it.',
    needed: (n: number) => `n* = ${formatSamples(n)}`,
    reached: 'Already reached',
    infeasible: 'Out of reach',
    unlikely: 'Probably out of reach',
    interval: (lower: number, upper: number) =>
      Number.isFinite(upper)
        ? `${formatSamples(lower)} to ${formatSamples(upper)} (80 %)`
        : `${formatSamples(lower)} or more; it may be out of reach`,
    probability: (share: number) => `Reachable with probability ${formatProbability(share)}.`,
    below: (limit: string) =>
      `The limit, ${limit}, stands at or above the target: more simulation of this kind will not get there.`,
    beyond: (reach: number) =>
      `That is beyond n = ${formatSamples(reach)}, as far as these data reach: read it as a direction.`,
    next: (n: number) => `A sensible next step is n = ${formatSamples(n)}, then look again.`,
    atLargest: 'The largest size is there already.',
  },
  limit: {
    question: 'Where does it end?',
    removable: (share: number, lower: number, upper: number) =>
      `More simulation can still remove ${formatPercent(share)} of the error (${formatPercent(lower)} to ${formatPercent(upper)}).`,
    caution: 'Measurement noise and a small network raise this limit too.',
  },
  doubling: {
    question: 'What does the next doubling bring?',
    gain: (gain: DoublingGain, unit: string | null) =>
      `−${formatValue(gain.gain.median)}${unitAfter(unit)}`,
    interval: (gain: DoublingGain) =>
      `${formatValue(Math.max(0, gain.gain.lower))} to ${formatValue(gain.gain.upper)} less (90 %)`,
    text: (gain: DoublingGain) =>
      `${formatPercent(gain.relative.median)} of the error at n = ${formatCount(gain.n)}, for ${formatCount(gain.n)} more simulations.`,
  },
  stopping: {
    question: 'Stop or go on?',
    advice: { stop: 'Stop', 'go-on': 'Go on', 'cannot-tell': 'Cannot tell yet' },
    clauses,
    reasons: stoppingReasons,
    repeats: 'Spend on more trials rather than on larger sizes.',
  },
  gain: {
    question: 'Does pretraining pay?',
    against: (arm: string, share: number) => (share > -1 ? `against ${arm}` : `of ${arm}`),
    wins: (share: number) => `−${formatPercent(share)}`,
    loses: (share: number) =>
      share < 1 ? `+${formatPercent(share)}` : `${formatValue(1 + share, 2)} times the error`,
    text: (transfer: string, n: number, best: string, arm: string) =>
      `Error ${transfer} with n = ${formatCount(n)}; ${best} by ${arm}, the best way without pretraining.`,
    textLoses: (transfer: string, n: number, best: string, arm: string) =>
      `Error ${transfer} with n = ${formatCount(n)}, but ${best} by ${arm}: pretraining does not pay here yet.`,
  },
  holdout: {
    question: 'Can it be extrapolated?',
    grades,
    test: (fitted: number, n: number, lower: number, upper: number, measured: number) =>
      `Fitted up to n = ${formatCount(fitted)}, it predicted ${formatInterval(lower, upper)} (95 %) at n = ${formatCount(n)}; measured ${formatValue(measured)}.`,
    reach: (n: number) =>
      `These data carry to n = ${formatSamples(n)}; beyond that the plot is hatched.`,
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
      `It would narrow the interval of the limit from ${formatValue(now)} to about ${formatValue(after)}${unitAfter(unit)}.`,
    resolved: 'The limit is resolved; further runs only sharpen it.',
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
    note: 'Best first: by how probable each form made the held-back errors, its own doubt included, then by evidence. So a form that is further off but says so can stand higher.',
  },
} as const;
