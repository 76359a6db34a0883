/** Tables made ready for a sweep: features, material keys and targets, row by row. */
import type { FeatureMatrix } from '../descriptors/feature-matrix.ts';
import type { Json } from '../hashing.ts';
import type { TargetScale } from './target-scale.ts';

export interface SimulatedDomain {
  /** SHA-256 of keys and targets (not of the features): 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Fingerprint of the table that the rows came from, and how many rows that has: what splits are keyed by. */
  readonly table: string;
  readonly tableRows: number;
  /** The row in that table of each row here, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly features: FeatureMatrix;
  /** Material key of each row; two rows with one key are the same material, in both domains. */
  readonly keys: readonly string[];
  /** One array of length rows for each pretraining target; NaN = missing. */
  readonly targets: readonly Float64Array<ArrayBuffer>[];
}

export interface MeasuredDomain {
  readonly fingerprint: string;
  readonly table: string;
  readonly tableRows: number;
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly features: FeatureMatrix;
  readonly keys: readonly string[];
  /** What stays on one side of every split, where that is not the material. */
  readonly groups?: readonly string[];
  /** A test split of one's own, the same in every trial: 1 = test, 0 = training, 2 = neither. */
  readonly ownSplit?: Uint8Array<ArrayBuffer>;
  /** The measured property of each row; no NaN. */
  readonly values: Float64Array<ArrayBuffer>;
}

/** One source on one target: which columns, and how they become features. */
export interface SeriesSpec {
  /** Content hash of everything that decides what the series is, 64 hexadecimal digits: equal to `Series.id`. */
  readonly id: string;
  /** For the eye; nothing is found by it. */
  readonly label: string;
  /** Pretraining targets; more than one is multi-task. */
  readonly simulatedTargets: readonly string[];
  readonly measuredTarget: string;
  /** The measured property is the first simulated target (same unit), so that the network's output only needs a line. */
  readonly sameProperty: boolean;
  /** How columns become features; the descriptors room gives it its meaning. */
  readonly descriptors: Json;
}

/** One curve: a source, a target and what to call them. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly simulated: SimulatedDomain;
  readonly measured: MeasuredDomain;
  /** The measured property is simulated.targets[0], in the same unit. */
  readonly sameProperty: boolean;
  /** 'log10': measured.values and, where it is the same property, simulated.targets[0] are logarithms. Default: 'linear'. */
  readonly targetScale?: TargetScale;
}
