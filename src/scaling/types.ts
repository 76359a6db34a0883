// The words of this room: what goes into a fit and the plain data that come out of it.
// Everything here survives structured cloning; methods live on FittedLaw, never in these records.

/** One measured error at one size, or several trials of it. */
export interface LawPoint {
  /** Simulated samples used for pretraining. Rows with n = 0 are baselines and are not on the law. */
  readonly n: number;
  /** Error in the target's unit; ignored when `trials` are given (their mean counts). */
  readonly error: number;
  /** Standard error of `error`, same unit, when the single trials are not known. */
  readonly standardError?: number;
  readonly trials?: readonly TrialError[];
}

export interface TrialError {
  readonly trial: number;
  readonly error: number;
}

export type LevelPercent = 50 | 80 | 90 | 95;
export const LEVELS: readonly LevelPercent[] = [50, 80, 90, 95];

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export type Intervals = Readonly<Record<LevelPercent, Interval>>;

export interface FitOptions {
  /** Sizes used: 'auto' (all up to nine, else the last eight), 'all', or the last so many. */
  readonly window?: 'auto' | 'all' | number;
  /** 'gaussian' (default), or Huber's weights against outliers. */
  readonly loss?: 'gaussian' | 'huber';
  /** Lower bound of the floor C, in the unit of the error. Default 0. */
  readonly floor?: number;
  /** Bounds of alpha. Default [0.02, 3]. */
  readonly alphaRange?: readonly [number, number];
  /** Relative misfit of the law: 'auto' (from the lack of fit, default) or a fixed fraction. */
  readonly misfit?: 'auto' | number;
  /** Degrees of freedom behind given standard errors. Default: infinitely many. */
  readonly standardErrorDf?: number;
  /** Widen predictive intervals by what sudden late changes cost on real curves. Default false. */
  readonly cautious?: boolean;
  /** Number of law draws behind predictions and decisions. Default 2,048. */
  readonly draws?: number;
}

/** The options as used, echoed so that a fit can be reproduced. */
export type UsedOptions = Required<FitOptions>;

/** Why there is no fit. */
export type RefusalReason =
  | { readonly code: 'not-enough-sizes'; readonly have: number; readonly need: number }
  | { readonly code: 'all-errors-zero' }
  /** Errors so near to zero or so far apart that no number comes out. */
  | { readonly code: 'not-computable' };

/** What a reader must know about a fit; codes with parameters, never sentences. */
export type LawReason =
  | { readonly code: 'alpha-at-bound'; readonly bound: number; readonly side: 'lower' | 'upper' }
  | { readonly code: 'alpha-interval-touches-bound'; readonly side: 'lower' | 'upper' | 'both' }
  | { readonly code: 'floor-at-bound'; readonly floor: number }
  | { readonly code: 'no-trend' }
  | {
      readonly code: 'rising-tail';
      readonly n: number;
      readonly error: number;
      readonly best: number;
    }
  | { readonly code: 'floor-not-visible'; readonly excessShare: number }
  | { readonly code: 'floor-wide'; readonly width: number; readonly allowed: number }
  | { readonly code: 'lack-of-fit'; readonly misfit: number; readonly pValue: number }
  | {
      readonly code: 'window-disagrees';
      readonly window: number;
      readonly n: number;
      readonly factor: number;
    }
  | {
      readonly code: 'robust-disagrees';
      readonly variant: RobustVariant;
      readonly n: number;
      readonly factor: number;
    }
  | { readonly code: 'second-minimum'; readonly alpha: number }
  | { readonly code: 'no-repeats' }
  | { readonly code: 'few-sizes'; readonly have: number; readonly need: number }
  | { readonly code: 'left-out'; readonly n: number | null; readonly why: LeftOutWhy };

export type LeftOutWhy = 'baseline' | 'not-finite' | 'negative-error' | 'negative-size' | 'window';
export type RobustVariant = 'relative' | 'huber';
export type Identified = 'resolved' | 'upper-bound' | 'not-identified';

/** One size after its trials were put together. */
export interface SizeSummary {
  readonly n: number;
  /** Mean of the trials' errors. */
  readonly mean: number;
  /** The value the fit uses: the mean, or with missing trials the mean adjusted for who is missing. */
  readonly adjusted: number;
  /** Standard error of the mean, offset and residual together; null when nothing tells it. */
  readonly standardError: number | null;
  /** The part that is not shared between sizes. */
  readonly residualStandardError: number | null;
  /** 90 % interval of the mean: t interval with pooled relative variance; null without repeats. */
  readonly interval: Interval | null;
  readonly trials: number;
  /** False for a size outside the window. */
  readonly used: boolean;
}

/** Relative variances of one trial's error around the law: shared by its sizes, and not shared. */
export interface VarianceComponents {
  readonly trial: number;
  readonly residual: number;
  /** trial / (trial + residual), 0 when unknown. */
  readonly sharedShare: number;
  readonly trialDf: number;
  readonly residualDf: number;
  /** Where the noise level comes from. */
  readonly source: 'trials' | 'standard-errors' | 'scatter';
}

export interface LawCurve {
  readonly D: number;
  readonly alpha: number;
  readonly C: number;
}

export interface AlternativeFit extends LawCurve {
  /** Number of largest sizes used. */
  readonly window: number;
}

export interface RobustFit extends LawCurve {
  readonly variant: RobustVariant;
}

/** What the profile needs to be evaluated anywhere: sizes, values and their covariance. */
export interface LawData {
  /** Used sizes, ascending. */
  readonly n: readonly number[];
  readonly y: readonly number[];
  /** Scale of relative misfit at each size: the fitted error. */
  readonly level: readonly number[];
  /** Residual covariance of y, k x k row by row, without misfit; all 0 when it is unknown. */
  readonly covariance: readonly number[];
  /** Huber's factor on each size's weight; all 1 for the Gaussian loss. */
  readonly weights: readonly number[];
  /** Degrees of freedom of that covariance; 0 when only known up to scale, Infinity when given. */
  readonly df: number;
  /** Relative variance of the trials' common offset of the mean, and its degrees of freedom. */
  readonly offsetVariance: number;
  readonly offsetDf: number;
}

/** The plain result of a power-law fit: error = D n^-alpha + C. */
export interface PowerLaw extends LawCurve {
  readonly kind: 'fit';
  readonly intervals: {
    readonly D: Intervals;
    readonly alpha: Intervals;
    readonly C: Intervals;
  };
  readonly identified: Identified;
  readonly reasons: readonly LawReason[];
  readonly points: readonly SizeSummary[];
  readonly variance: VarianceComponents;
  /** Number of sizes used, of those there are. */
  readonly window: { readonly used: number; readonly of: number };
  readonly alternatives: readonly AlternativeFit[];
  readonly robust: readonly RobustFit[];
  /** D n^-alpha at the largest size, and its share of the error there. */
  readonly excess: number;
  readonly excessShare: number;
  /** Slope of ln error over ln n between the two largest sizes. */
  readonly lastSlope: number;
  /** Relative misfit added to the noise, and the p-value of the lack of fit (null: not testable). */
  readonly misfit: number;
  readonly lackOfFit: number | null;
  /** Degrees of freedom of the intervals' F threshold. */
  readonly thresholdDf: number;
  /** p-value of "there is no floor" (half-half mixture at the boundary). */
  readonly noFloorPValue: number;
  readonly boundsHit: readonly ('alpha-lower' | 'alpha-upper' | 'floor' | 'flat')[];
  readonly options: UsedOptions;
  readonly data: LawData;
}

/** Below four sizes, or nothing to fit: an answer with a reason, not an exception. */
export interface RefusedLaw {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly reasons: readonly LawReason[];
  readonly points: readonly SizeSummary[];
  readonly variance: VarianceComponents;
  readonly options: UsedOptions;
  readonly data: LawData;
}

export interface Prediction {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

export interface PredictOptions {
  /** Probability of the interval, 0.5 to 0.99 (90 means 0.9). Default 0.9. */
  readonly level?: number;
  /** Override the fit's `cautious`. */
  readonly cautious?: boolean;
}
