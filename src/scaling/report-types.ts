// Plain results of the expensive parts: posterior, comparison, hold-out, decisions, and the report.
import type { FitOptions, Interval, LawReason, PowerLaw, Prediction, RefusedLaw } from './types.ts';
import type { Remark, Verdicts } from './verdict-types.ts';

/** Draws of the law from the posterior; arrays of one length. `weight` is the same for all. */
export interface LawDraws {
  readonly alpha: readonly number[];
  /** Display units: error = D n^-alpha + C. */
  readonly D: readonly number[];
  readonly C: readonly number[];
}

export type ModelId =
  'last-value' | 'power' | 'power-floor' | 'shifted-power' | 'exponential' | 'sigmoid';

export interface ModelComparison {
  readonly model: ModelId;
  /** Fitted parameters in display units; null when the data are too few for this form. */
  readonly parameters: Readonly<Record<string, number>> | null;
  /** Held-back largest sizes: root mean squared ln(measured / predicted), and mean log density. */
  readonly heldBackRmsle: number | null;
  readonly heldBackLogDensity: number | null;
  /** ln evidence relative to the best model; null where the form has none. */
  readonly logEvidence: number | null;
  readonly aicc: number | null;
  /** Median prediction at 2 and 4 times the largest size. */
  readonly at2: number | null;
  readonly at4: number | null;
  /** The curve on the comparison's grid of sizes. */
  readonly curve: readonly number[] | null;
}

export type ComparisonReason =
  | { readonly code: 'aicc-cannot-separate'; readonly sizes: number }
  | { readonly code: 'not-separated'; readonly models: readonly ModelId[] }
  | {
      readonly code: 'law-not-best';
      readonly best: ModelId;
      readonly rmsle: number;
      readonly lawRmsle: number;
    }
  | { readonly code: 'too-few-to-hold-back'; readonly have: number; readonly need: number };

export interface LawComparison {
  readonly models: readonly ModelComparison[];
  /** Best first: by held-back density, then evidence, then AICc. */
  readonly ranking: readonly ModelId[];
  readonly n: readonly number[];
  readonly reasons: readonly ComparisonReason[];
}

export type HoldoutGrade = 'good' | 'usable' | 'rough' | 'no-extrapolation' | 'not-tested';

/** One back-test: fitted to sizes up to nFitted, predicted a larger measured size. */
export interface BackTest {
  readonly nFitted: number;
  readonly sizesFitted: number;
  readonly n: number;
  readonly octaves: number;
  readonly predicted: Prediction;
  readonly measured: number;
  readonly inside: boolean;
  /** (ln measured - ln median) over the half width of the 95 % interval. */
  readonly z: number;
  readonly logDensity: number;
}

export interface RollingHoldout {
  readonly grade: HoldoutGrade;
  readonly rmsle: number | null;
  /** The noise of the held-back points themselves, relative. */
  readonly noise: number;
  readonly tests: readonly BackTest[];
  /** Extrapolate up to this size; beyond, hatch the plot and withhold numbers until asked for. */
  readonly reach: { readonly factor: number; readonly n: number };
  /** A held-back point fell outside its 95 % interval: use the cautious widths. */
  readonly cautious: boolean;
  readonly reasons: readonly HoldoutReason[];
}

export type HoldoutReason =
  | { readonly code: 'outside-interval'; readonly nFitted: number; readonly n: number }
  | { readonly code: 'too-few-to-hold-back'; readonly have: number; readonly need: number }
  | { readonly code: 'error-too-large'; readonly rmsle: number; readonly allowed: number };

export type TargetReason =
  | {
      readonly code: 'target-below-floor';
      readonly floorLower: number;
      readonly probability: number;
    }
  | { readonly code: 'already-met'; readonly probability: number }
  | { readonly code: 'beyond-reach'; readonly reach: number }
  | { readonly code: 'upper-end-open'; readonly probability: number }
  | { readonly code: 'no-trend' }
  /** The verdicts allow only a range, or nothing. */
  | { readonly code: 'not-confident'; readonly how: 'range' | 'withheld' };

/** The size that reaches an error T. Infinity stands for "not reachable". */
export interface SizeForTarget {
  readonly target: number;
  readonly status: 'reached' | 'feasible' | 'uncertain' | 'infeasible';
  /** Size at which the fitted law crosses T; null when its floor is at or above T. */
  readonly point: number | null;
  /** Median and 90 % interval (5 to 95 %) of n*, the infinities included. */
  readonly median: number;
  readonly interval: Interval;
  /** Where the profile band (90 %) crosses T: earliest by its lower, latest by its upper edge. */
  readonly band: Interval;
  readonly probabilityReachable: number;
  /** A size worth buying next: the 30 % quantile of n*, at most 4 times the largest; null if none. */
  readonly nextSize: number | null;
  readonly reasons: readonly TargetReason[];
}

export interface Limit {
  readonly C: number;
  readonly interval: Interval;
  readonly posterior: Prediction;
  readonly identified: PowerLaw['identified'];
  /** Share of the error at the largest size that more simulation can still remove, with 90 %. */
  readonly removableShare: Prediction;
  /** Share of the removable error at the smallest size that is already removed. */
  readonly removedShare: Prediction;
  /** P(the limit lies below the noise floor), when one was given. */
  readonly belowNoiseFloor: number | null;
}

export interface DoublingGain {
  readonly n: number;
  readonly gain: Prediction;
  /** Relative to the error at the largest size. */
  readonly relative: Prediction;
}

export type StoppingClause =
  | { readonly code: 'target-met'; readonly probability: number; readonly target: number }
  | { readonly code: 'target-out-of-reach'; readonly probability: number; readonly target: number }
  | { readonly code: 'not-worth-it'; readonly expectedValue: number; readonly size: number }
  | { readonly code: 'gain-too-small'; readonly probability: number; readonly smallestGain: number }
  | { readonly code: 'at-noise'; readonly gain: number; readonly standardError: number };

export type StoppingReason =
  | { readonly code: 'few-sizes'; readonly have: number; readonly need: number }
  | { readonly code: 'holdout-failed'; readonly grade: HoldoutGrade }
  | { readonly code: 'holdout-missing' }
  | { readonly code: 'first-time'; readonly clause: StoppingClause['code'] }
  | { readonly code: 'worth-it'; readonly expectedValue: number; readonly size: number }
  | { readonly code: 'gain-likely'; readonly probability: number; readonly smallestGain: number }
  | { readonly code: 'gain-unclear'; readonly probability: number; readonly smallestGain: number };

export interface StoppingOptions {
  readonly target?: number;
  /** Worth of one unit of error and price of one sample, in the same money. */
  readonly valuePerError?: number;
  readonly costPerSample?: number;
  /** Smallest useful gain of a doubling, in the unit of the error. Default 1 % of the last error. */
  readonly smallestGain?: number;
  readonly holdout?: RollingHoldout;
  /** The advice at the previous point: a clause must hold twice before it stops a sweep. */
  readonly previous?: Stopping;
}

export interface Stopping {
  readonly advice: 'stop' | 'go-on' | 'cannot-tell';
  /** Every clause that holds now, the deciding one first. */
  readonly clauses: readonly StoppingClause[];
  readonly reasons: readonly StoppingReason[];
  /** At noise: spend on repeats rather than on larger sizes. */
  readonly repeatsInstead: boolean;
  readonly gain: DoublingGain;
}

export type DesignQuantity =
  | { readonly kind: 'limit' }
  | { readonly kind: 'target'; readonly target: number }
  | { readonly kind: 'prediction'; readonly n: number };

/** A run that could be made: further trials at one size. Cost defaults to n per trial. */
export interface Candidate {
  readonly n: number;
  readonly trials: number;
  readonly cost?: number;
}

export interface RankedCandidate extends Candidate {
  readonly cost: number;
  /** Standard deviation of the quantity now and after the run. */
  readonly before: number;
  readonly after: number;
  /** Drop of the variance per cost. */
  readonly gainPerCost: number;
}

export interface NextMeasurement {
  readonly quantity: DesignQuantity;
  readonly best: RankedCandidate | null;
  readonly ranked: readonly RankedCandidate[];
}

/** Why the floor is not identified, and the run that would settle it best. */
export interface Diagnosis {
  readonly identified: PowerLaw['identified'];
  readonly why: LawReason | null;
  readonly run: RankedCandidate | null;
  /** Predicted width of the floor's 90 % interval after that run. */
  readonly widthAfter: number | null;
  readonly widthNow: number;
  readonly widthNeeded: number;
}

export interface ReportOptions extends FitOptions {
  readonly target?: number;
  readonly stopping?: Omit<StoppingOptions, 'holdout' | 'target'>;
  readonly candidates?: readonly Candidate[];
  readonly quantity?: DesignQuantity;
  /** Points of the sampled curves. Default 120. */
  readonly samples?: number;
  /** Curves reach up to this size. Default: 16 times the largest. */
  readonly upTo?: number;
}

/** Curves sampled at log-spaced sizes. Beyond `reach` they are to be hatched. */
export interface SampledCurves {
  readonly n: readonly number[];
  readonly curve: readonly number[];
  /** 90 % profile band of the law. */
  readonly band: readonly Interval[];
  /** 90 % predictive band of a new measurement, with its median. */
  readonly predictive: readonly Prediction[];
  readonly alternatives: readonly { readonly window: number; readonly curve: readonly number[] }[];
}

/** Everything the page shows about one series, as plain data. */
export interface LawReport {
  readonly kind: 'report';
  readonly law: PowerLaw;
  readonly curves: SampledCurves;
  readonly comparison: LawComparison;
  readonly holdout: RollingHoldout;
  readonly limit: Limit;
  readonly doubling: DoublingGain;
  readonly target: SizeForTarget | null;
  readonly stopping: Stopping;
  readonly next: NextMeasurement;
  readonly diagnosis: Diagnosis;
  readonly draws: LawDraws;
  readonly verdicts: Verdicts;
  /** Most important first. */
  readonly remarks: readonly Remark[];
}

export interface RefusedReport {
  readonly kind: 'refused';
  readonly law: RefusedLaw;
  readonly remarks: readonly Remark[];
}

export type ReportStep = 'fit' | 'posterior' | 'curves' | 'holdout' | 'comparison' | 'decisions';
