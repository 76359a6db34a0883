/** The frame of the law's picture: both ranges from the data and the plan, so that nothing jumps as points arrive. */
import type { Margin } from './figure.ts';
import { limitRange } from '../findings/law-on-figure.ts';
import type { LawFigureInput } from './law-figure-input.ts';
import { steadyRange } from './logarithmic-axis.ts';

/** Narrower than this, labels of lines are short, in two lines. */
export const COMPACT_WIDTH = 560;

export interface Frame {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly margin: Margin;
  readonly plotWidth: number;
  readonly plotHeight: number;
  readonly compact: boolean;
}

/** Ranges (powers of ten), margins and the plot's inner size in pixels. */
export function lawFrame(input: LawFigureInput): Frame {
  const compact = input.width < COMPACT_WIDTH;
  const margin: Margin = compact ? { l: 54, r: 74, t: 14, b: 48 } : { l: 66, r: 132, t: 14, b: 50 };
  return {
    x: sizeRange(input),
    y: errorRange(input),
    margin,
    plotWidth: Math.max(40, input.width - margin.l - margin.r),
    plotHeight: Math.max(40, input.height - margin.t - margin.b),
    compact,
  };
}

/** The value of y on the axis at `pixels` below the upper edge of the plot, and back. */
export function errorAtPixel(frame: Frame, pixels: number): number {
  const [low, high] = frame.y;
  return 10 ** (high - (pixels / frame.plotHeight) * (high - low));
}
export function pixelOfError(frame: Frame, error: number): number {
  const [low, high] = frame.y;
  return ((high - Math.log10(error)) / (high - low)) * frame.plotHeight;
}

function sizeRange(input: LawFigureInput): readonly [number, number] {
  const sizes = [...input.sizes, ...input.means.map((point) => point.n)].filter((n) => n > 0);
  if (sizes.length === 0) return [2, 4.5];
  const smallest = Math.min(...sizes);
  const largest = Math.max(...sizes);
  // Three doublings beyond the data, whatever the law says by now: the axis does not move as points arrive.
  return [Math.log10(smallest / 1.35), Math.log10(largest * 8)];
}

function errorRange(input: LawFigureInput): readonly [number, number] {
  const shown = [
    ...input.trials.map((point) => point.error),
    ...input.means.flatMap((point) => [
      point.mean,
      input.settled ? (point.interval?.upper ?? point.mean) : point.mean,
    ]),
    ...input.baselines.map((baseline) => baseline.mean),
  ].filter((value) => value > 0 && Number.isFinite(value));
  if (shown.length === 0) return [-2, 0];
  const lowest = Math.min(...shown);
  const highest = Math.max(...shown);
  // A limit or a target far away must not squeeze the data into a line.
  const near = (value: number) => value > Math.min(lowest / 6, highest / 11) && value < highest * 4;
  const law = input.law;
  const extra: number[] = [];
  // An early law is wild: the axes go by the points until all of them are in.
  if (law && input.settled) {
    const end = 10 ** sizeRange(input)[1];
    extra.push(law.D * end ** -law.alpha + law.C);
    const { lower, upper } = limitRange(law);
    extra.push(lower, upper);
    extra.push(...law.band.filter((point) => point.n <= law.reach).map((point) => point.lower));
  }
  // Room for what will come, so that the axis moves once at most while a sweep runs.
  if (!input.settled) extra.push(highest / 10);
  if (input.target !== null) extra.push(input.target);
  if (input.noiseFloor !== null) extra.push(input.noiseFloor);
  return steadyRange([...shown, lowest / 1.5, ...extra.filter(near)], 0.05);
}
