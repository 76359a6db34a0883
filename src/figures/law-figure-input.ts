/** What the picture of a law is made from: plain data in the target's unit, and the words it carries. */
import type { Arm } from '../sweep/record.ts';
import type { FigureTheme } from './theme.ts';

export interface Range {
  readonly lower: number;
  readonly upper: number;
}

export interface TrialPoint {
  readonly n: number;
  readonly trial: number;
  readonly error: number;
}

export interface MeanPoint {
  readonly n: number;
  readonly mean: number;
  /** 90 % interval; null without repeats. */
  readonly interval: Range | null;
  readonly trials: number;
}

export type BaselineArm = Exclude<Arm, 'transfer'>;

export interface Baseline {
  readonly arm: BaselineArm;
  readonly mean: number;
  readonly interval: Range | null;
  readonly trials: number;
}

/** A prediction at one size; `upper` of a needed size may be Infinity. */
export interface BandPoint extends Range {
  readonly n: number;
  readonly median: number;
}

/** What is known of the limit C; 'rate-open' knows the limit but not how fast it is reached. */
export type LimitKnown = 'resolved' | 'roughly' | 'rate-open' | 'upper-bound' | 'open';

export interface LawOnFigure {
  readonly D: number;
  readonly alpha: number;
  readonly C: number;
  /** 90 % interval of C. */
  readonly limit: Range;
  readonly limitKnown: LimitKnown;
  readonly band: readonly BandPoint[];
  /** The largest n that the data allow to speak about. */
  readonly reach: number;
  readonly heldOut: BandPoint | null;
}

export interface NeededSize extends Range {
  readonly median: number;
}

export interface LawFigureLabels {
  /** Titles of the axes. */
  readonly sizes: string;
  readonly error: string;
  /** Ticks of the two axes. */
  readonly size: (n: number) => string;
  readonly tick: (error: number) => string;
  readonly beyond: string;
  readonly trial: (point: TrialPoint) => string;
  readonly mean: (point: MeanPoint) => string;
  readonly baseline: (baseline: Baseline) => string;
  readonly limit: (law: LawOnFigure) => string;
  readonly target: (target: number) => string;
  readonly noiseFloor: (error: number) => string;
  readonly heldOut: (point: BandPoint) => string;
  readonly needed: (size: NeededSize) => string;
}

export interface LawFigureInput {
  readonly trials: readonly TrialPoint[];
  readonly means: readonly MeanPoint[];
  readonly baselines: readonly Baseline[];
  /** Sizes that are or will be measured: the axis is there before the points. */
  readonly sizes: readonly number[];
  readonly law: LawOnFigure | null;
  /** Error that the noise of the measurements alone would leave; null where it is not known. */
  readonly noiseFloor: number | null;
  readonly target: number | null;
  readonly needed: NeededSize | null;
  /** Draw the law beyond its permitted reach too. */
  readonly showBeyond: boolean;
  readonly width: number;
  readonly height: number;
  readonly theme: FigureTheme;
  readonly labels: LawFigureLabels;
}
