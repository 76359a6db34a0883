// The two verdicts of a law, the flat case, and what follows from them for sizes and reach.
import { levelOf } from './remarks.ts';
import { largestSize } from './law-sample.ts';
import { useOptions } from './options.ts';
import { prepare } from './prepared.ts';
import { tQuantile } from './quantiles.ts';
import { measuredTrend, windowed } from './window.ts';
import type { RollingHoldout, SizeForTarget } from './report-types.ts';
import type { FitOptions, LawPoint, PowerLaw } from './types.ts';
import type { FlatVerdict, LimitVerdict, RateVerdict, Remark, Verdicts } from './verdict-types.ts';

const KNOWN_RATIO = 2;
const ROUGH_RATIO = 5;
/** An interval whose upper end is this close to the smallest error reaches it. */
const REACHES = 0.95;
/** A relative distance below which an interval's end counts as being on its bound. */
const ON_BOUND = 1e-6;

/** No law may be read beyond the data with these. */
const FORBIDDING: readonly Remark['code'][] = [
  'accuracy-like',
  'rising',
  'peaked',
  'rising-tail',
  'flat',
  'break',
];
/** With these a law may be read a little, but no size is promised. */
const DOUBTFUL: readonly Remark['code'][] = [
  'outlier',
  'few-sizes',
  'narrow-range',
  'sizes-below-one',
];
const DOUBTFUL_REACH = 2;
const UNKNOWN_RATE_REACH = 4;

/** Verdicts at the 90 % level on a law whose remarks and hold-out are known. */
export function judge(
  points: readonly LawPoint[],
  law: PowerLaw,
  remarks: readonly Remark[],
  holdout: RollingHoldout,
  options?: FitOptions,
): Verdicts {
  const lawless = law.reasons.some((r) => r.code === 'no-trend');
  const rate = rateVerdict(law, lawless);
  const limit = limitVerdict(law, lawless);
  const flat = remarks.some((r) => r.code === 'flat') ? flatVerdict(points, options) : null;
  const has = (codes: readonly Remark['code'][]) => remarks.some((r) => codes.includes(r.code));
  const forbidden = lawless || has(FORBIDDING);
  const doubtful = has(DOUBTFUL);
  const factor = forbidden
    ? 1
    : Math.min(
        holdout.reach.factor,
        doubtful ? DOUBTFUL_REACH : Infinity,
        rate.verdict === 'unknown' ? UNKNOWN_RATE_REACH : Infinity,
      );
  const failed = holdout.grade === 'no-extrapolation';
  const target =
    forbidden || doubtful || failed
      ? 'withheld'
      : rate.verdict === 'unknown' || limit.verdict === 'unknown'
        ? 'range'
        : 'point';
  return { rate, limit, flat, target, reach: { factor, n: factor * largestSize(law) } };
}

export function rateVerdict(law: PowerLaw, lawless: boolean): RateVerdict {
  const { alpha, intervals, options } = law;
  const { lower, upper } = intervals.alpha[90];
  const low = lower <= options.alphaRange[0] * (1 + ON_BOUND);
  const high = upper >= options.alphaRange[1] * (1 - ON_BOUND);
  const open = low && high ? 'both' : low ? 'lower' : high ? 'upper' : null;
  const ratio = upper / lower;
  const verdict =
    lawless || open !== null || !(ratio < ROUGH_RATIO)
      ? 'unknown'
      : ratio < KNOWN_RATIO
        ? 'known'
        : 'rough';
  return {
    verdict,
    shown: verdict !== 'unknown',
    value: alpha,
    interval: { lower, upper },
    ratio,
    open,
  };
}

export function limitVerdict(law: PowerLaw, lawless: boolean): LimitVerdict {
  const smallestError = Math.min(...law.data.y);
  const { lower, upper: raw } = law.intervals.C[90];
  // On a curve that has arrived, noise may put even the lower end above the luckiest size.
  const upper = Math.min(raw, smallestError);
  const onFloor = lower <= law.options.floor;
  const verdict =
    lawless || (onFloor && raw >= REACHES * smallestError)
      ? 'unknown'
      : onFloor
        ? 'at-most'
        : raw - lower < 0.5 * smallestError
          ? 'known'
          : 'bounded';
  return {
    verdict,
    shown: verdict === 'known' || verdict === 'bounded',
    value: Math.min(law.C, upper),
    interval: { lower: Math.min(lower, upper), upper },
    smallestError,
  };
}

function flatVerdict(points: readonly LawPoint[], options?: FitOptions): FlatVerdict {
  const used = useOptions(options);
  const all = windowed(points, prepare(points, used), used);
  const { level, relativeError, df } = levelOf(all);
  const reach = tQuantile(0.95, df) * relativeError * level;
  return {
    level,
    interval: { lower: Math.max(0, level - reach), upper: level + reach },
    pValue: measuredTrend(all).falls,
  };
}

/** The size for a target as the verdicts allow it to be told: no point and no purchase where it is not known. */
export function tempered(size: SizeForTarget, verdicts: Verdicts): SizeForTarget {
  if (verdicts.target === 'point' || size.status === 'reached') return size;
  const reason = { code: 'not-confident', how: verdicts.target } as const;
  const status = size.status === 'feasible' ? 'uncertain' : size.status;
  const told = { ...size, status, point: null, reasons: [...size.reasons, reason] } as const;
  return verdicts.target === 'withheld' ? { ...told, nextSize: null } : told;
}
