/** The answer line and what is said with it: the figure's title, its name for those who cannot see it, the announcement. */
import type { StoppingGround } from '../../findings/answers.ts';
import type { Headline } from '../../findings/decision.ts';
import type { LawlessRemark } from '../../findings/lawless.ts';
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { Interval, LawCurve } from '../../scaling/index.ts';
import type { TargetAnswer } from '../../findings/target-answer.ts';
import type { BaselineArm, MeanPoint } from '../../findings/summary.ts';
import {
  formatCount,
  formatPercent,
  formatProbability,
  formatSamples,
  formatSpan,
  formatValue,
} from './numbers.ts';

const withUnit = (text: string, unit: string | null) => (unit ? `${text} ${unit}` : text);

/** 1.09 becomes 9 % more error; from twice on the factor itself reads better. */
const worse = (factor: number): string =>
  factor < 1.95
    ? `${formatPercent(factor - 1)} more error`
    : `${formatValue(factor, 2)} times the error`;

const SIMULATION: Record<'simulated' | 'recalibrated' | 'corrected', string> = {
  simulated: 'Use the simulation directly',
  recalibrated: 'Use the simulation with a straight line fitted to the measurements',
  corrected: 'Use the simulation with a linear correction from the measurements',
};

const MEASURED = { direct: 'a network', ridge: 'a linear model', constant: 'one value' } as const;

const betterWay = (arm: BaselineArm, factor: number, n: number): string => {
  const by = `${worse(factor)} at n = ${formatCount(n)}`;
  switch (arm) {
    case 'simulated':
    case 'recalibrated':
    case 'corrected':
      return `${SIMULATION[arm]}: the network has ${by}.`;
    case 'direct':
    case 'ridge':
    case 'constant':
      return `Pretraining does not pay here yet: it has ${by}, compared with ${MEASURED[arm]} of the measurements alone.`;
  }
};

const sizes = ({ lower, upper }: Interval): string =>
  Number.isFinite(upper)
    ? `${formatSamples(lower)} to ${formatSamples(upper)}`
    : `${formatSamples(lower)} or more`;

const targetLine = (answer: TargetAnswer, unit: string | null): string => {
  if (answer.status === 'none') return 'No target is set.';
  const target = withUnit(formatValue(answer.target), unit);
  switch (answer.status) {
    case 'computing':
      return `Working out how many simulations reach ${target} …`;
    case 'reached': {
      const have = `you have ${formatCount(answer.have)}`;
      if (!answer.sure)
        return `${target} is probably reached: ${have}. More trials would settle it.`;
      return answer.size === null
        ? `${target} is reached: ${have}.`
        : `About ${formatSamples(answer.size)} simulations reach ${target} (${sizes(answer.interval)}); ${have}.`;
    }
    case 'out-of-reach':
      return answer.limit === null
        ? `${target} cannot be reached by more simulations of this kind.`
        : `${target} cannot be reached by more simulations of this kind: the error ends near ${withUnit(formatValue(answer.limit, 2), unit)}.`;
    case 'unlikely':
      return `${target} is unlikely to be reached (${formatProbability(answer.probability)}): at least ${formatSamples(answer.atLeast)} simulations would be needed; you have ${formatCount(answer.have)}.`;
    case 'needed': {
      const need =
        answer.size === null
          ? `${target} needs ${sizes(answer.interval)} simulations`
          : `About ${formatSamples(answer.size)} simulations reach ${target} (${sizes(answer.interval)})`;
      return answer.beyondTable === null
        ? `${need}; you have ${formatCount(answer.have)}.`
        : `${need}; your table has ${formatCount(answer.beyondTable)}.`;
    }
    case 'untold':
      return `How many simulations reach ${target} cannot be told from these points.`;
  }
};

const lawless = (remark: LawlessRemark, unit: string | null): string => {
  switch (remark.code) {
    case 'accuracy-like':
      return `These values rise towards ${formatCount(remark.perfect)}: they look like accuracies, and this page needs errors.`;
    case 'rising':
      return `The error rises with more simulations, from ${formatValue(remark.first)} to ${withUnit(formatValue(remark.last), unit)}: more of them do not help.`;
    case 'peaked':
      return `The error rises to a peak at n = ${formatCount(remark.n)} before it falls: no law is to be read from that.`;
    case 'rising-tail':
      return `The error rises again after its best, at n = ${formatCount(remark.n)}: look at the largest sizes before simulating more.`;
    case 'flat':
      return `The error does not change with n: it stays near ${withUnit(formatValue(remark.level, 2), unit)}, however many simulations are used.`;
    case 'break':
      return `The error falls at another rate from n = ${formatCount(remark.n)} on: these points follow two laws, and none is to be extrapolated.`;
  }
};

const tooEarly = (ground: StoppingGround | null): string => {
  if (ground?.kind === 'reason') {
    const { reason } = ground;
    switch (reason.code) {
      case 'few-sizes':
        return `Too early to say: ${formatCount(reason.have)} sizes are in, and advice needs ${formatCount(reason.need)}.`;
      case 'holdout-failed':
        return 'Too early to say: the law did not predict its own largest sizes.';
      case 'holdout-missing':
        return 'Too early to say: no size could be held back to test the law.';
      case 'first-time':
        return 'Probably enough; one more size or more trials must confirm it.';
      case 'gain-unclear':
        return `Too close to call: another doubling pays with a probability of ${formatProbability(reason.probability)}.`;
      case 'worth-it':
      case 'gain-likely':
        break;
    }
  }
  return 'Too early to say whether more simulations pay.';
};

const line = (headline: Headline, unit: string | null): string => {
  switch (headline.kind) {
    case 'nothing':
      return 'No error is measured yet.';
    case 'waiting':
      return `Too early to say: ${formatCount(headline.have)} of ${formatCount(headline.need)} sizes are in.`;
    case 'computing':
      return 'Working out the law …';
    case 'refused':
      switch (headline.reason.code) {
        case 'not-enough-sizes':
          return `Too early to say: ${formatCount(headline.reason.have)} of ${formatCount(headline.reason.need)} sizes are in.`;
        case 'all-errors-zero':
          return 'Every error is zero: there is no law to find.';
        case 'not-computable':
          return 'The errors are too close to zero or too far apart to find a law.';
      }
      break;
    case 'failed':
      return 'The law could not be worked out; the reason stands beside the figure.';
    case 'simulation-wins':
    case 'pretraining-loses':
      return betterWay(headline.arm, headline.factor, headline.n);
    case 'target':
      return headline.worthIt
        ? targetLine(headline.answer, unit)
        : `${targetLine(headline.answer, unit)} That costs more than it is worth.`;
    case 'lawless':
      return lawless(headline.remark, unit);
    case 'stop':
      return headline.share === null
        ? `${formatCount(headline.n)} simulations are enough: more would hardly lower the error.`
        : `${formatCount(headline.n)} simulations are enough: twice as many would lower the error by ${formatPercent(headline.share)}.`;
    case 'go-on': {
      const much = headline.share === null ? '' : ` by ${formatPercent(headline.share)}`;
      if (headline.repeats) {
        return `Not enough yet: at ${formatCount(headline.n / 2)} simulations the noise is larger than what twice as many would gain, so add trials first.`;
      }
      if (headline.share === null) {
        return headline.beyondTable === null
          ? 'Not enough yet: the error still falls, how fast is not known.'
          : `The error still falls at the end of your table (${formatCount(headline.beyondTable)} simulations), how fast is not known.`;
      }
      return headline.beyondTable === null
        ? `Not enough yet: ${formatCount(headline.n)} simulations would lower the error${much}.`
        : `More simulations are needed: ${formatCount(headline.n)} would lower the error${much}; your table has ${formatCount(headline.beyondTable)}.`;
    }
    case 'cannot-tell':
      return tooEarly(headline.ground);
  }
};

const towards = (limit: LimitStated, unit: string | null): string => {
  switch (limit.kind) {
    case 'value':
    case 'range':
      return `, towards ${withUnit(formatSpan(limit.interval.lower, limit.interval.upper), unit)}`;
    case 'at-most':
      return `, towards ${withUnit(formatValue(limit.upper, 2), unit)} at most`;
    case 'unknown':
      return '';
  }
};

export const answer = {
  /** The name of the region. */
  region: 'Answer',
  line,
  /** Before the answer while a run is under way. */
  soFar: (text: string) => `So far: ${text.slice(0, 1).toLowerCase()}${text.slice(1)}`,
  /** Before the first point, by what stands between a person and Run. */
  before: {
    empty: 'Drop two tables, simulated and measured, to see how many simulations are enough.',
    'one-more': 'One table is here; the other is missing.',
    preparing: 'Preparing the tables …',
    problem: 'The tables need your attention first: see Data.',
    settings: 'The settings need your attention first: see Experiment.',
    ready: 'Press Run to see how many simulations are enough.',
    list: 'Paste sizes and errors to see how many simulations are enough.',
  },
  /** How the curve goes, for a picture that cannot be seen. */
  course: (first: MeanPoint, last: MeanPoint, limit: LimitStated, unit: string | null) =>
    `From ${withUnit(formatValue(first.mean), unit)} at n = ${formatCount(first.n)} to ${withUnit(formatValue(last.mean), unit)} at ${formatCount(last.n)}${towards(limit, unit)}.`,
  figure: (answer: string, axis: string) => `${answer} ${axis} against the number of simulations.`,
  /** In the file of a figure. */
  file: {
    subtitle: (axis: string, m: number | null, trials: number) =>
      [
        axis,
        'against the number of simulations n',
        ...(m === null ? [] : [`· ${formatCount(m)} measurements for fine-tuning`]),
        ...(trials > 1 ? [`· means of ${formatCount(trials)} trials with 90 % intervals`] : []),
      ].join(' '),
    footnote: (law: LawCurve | null, version: string) =>
      `${law === null ? '' : `error = ${formatValue(law.D, 2)} n<sup>−${formatValue(law.alpha, 2)}</sup> + ${formatValue(law.C, 2)} · `}Sim2Real scaling laws ${version}`,
  },
  announce: {
    started: 'The run has started.',
    quarter: (share: number) => `${formatPercent(share)} of the points are in.`,
    firstLaw: 'The first law is there.',
    finished: (answer: string) => `Finished. ${answer}`,
  },
} as const;
