/** What the picture of a law is made from: plain data in the target's unit, and the words it carries. */
import type { BandPoint, LawOnFigure, NeededSize } from '../findings/law-on-figure.ts';
import type { Baseline, MeanPoint, Range, TrialPoint } from '../findings/summary.ts';
import type { FigureTheme } from './theme.ts';

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
  /** The law at a size, with its 90 % band. */
  readonly law: (n: number, error: number, band: Range) => string;
  readonly needed: (size: NeededSize) => string;
  readonly neededShort: (n: number) => string;
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
  /** No more points are coming: until then the law does not move the axes. */
  readonly settled: boolean;
  /** Draw the law beyond its permitted reach too. */
  readonly showBeyond: boolean;
  readonly width: number;
  readonly height: number;
  readonly theme: FigureTheme;
  readonly labels: LawFigureLabels;
}
