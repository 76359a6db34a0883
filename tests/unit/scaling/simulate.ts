// Simulated error curves with known truth, for coverage tests and the benchmark: shared trial
// offsets, missing trials, a mild misfit. Its generator is its own, so that nothing under test is used.
import type { LawPoint } from '../../../src/scaling/index.ts';

/** A small seeded generator (mulberry32) with uniform and normal draws. */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

export interface Cell {
  readonly alpha: number;
  /** C over the excess at the smallest size. */
  readonly floorRatio: number;
  readonly sizes: number;
  readonly trials: number;
  /** Relative deviation of one trial's error, offset and residual together. */
  readonly noise: number;
  /** Share of that variance that a trial's sizes have in common. */
  readonly shared: number;
  /** Share of cells that are missing. */
  readonly missing: number;
  /** Amplitude of a relative wave in log n with a period of three octaves. */
  readonly misfit: number;
}

export const BASE_CELL: Cell = {
  alpha: 0.5,
  floorRatio: 0.3,
  sizes: 7,
  trials: 5,
  noise: 0.05,
  shared: 0,
  missing: 0,
  misfit: 0,
};

export const FIRST_SIZE = 100;

/** The true law in display units, excess 1 at the smallest size. */
export function truth({ alpha, floorRatio }: Cell) {
  return { D: FIRST_SIZE ** alpha, alpha, C: floorRatio };
}

/** One data set of a cell: sizes 100, 200, 400 ..., log-normal noise, mean 1 of the multiplier. */
export function simulate(cell: Cell, dice: Dice): LawPoint[] {
  const { D, alpha, C } = truth(cell);
  const offsetSd = cell.noise * Math.sqrt(cell.shared);
  const residualSd = cell.noise * Math.sqrt(1 - cell.shared);
  const offsets = Array.from({ length: cell.trials }, () => offsetSd * dice.normal());
  const phase = 2 * Math.PI * dice.uniform();
  return Array.from({ length: cell.sizes }, (_, i) => {
    const n = FIRST_SIZE * 2 ** i;
    const f = (D * n ** -alpha + C) * (1 + cell.misfit * Math.sin((2 * Math.PI * i) / 3 + phase));
    const trials = offsets
      .map((u, trial) => ({
        trial,
        error: f * Math.exp(u + residualSd * dice.normal() - cell.noise ** 2 / 2),
        there: dice.uniform() >= cell.missing,
      }))
      .filter((t, _, all) => t.there || !all.some((other) => other.there))
      .map(({ trial, error }) => ({ trial, error }));
    return { n, error: trials.reduce((sum, t) => sum + t.error, 0) / trials.length, trials };
  });
}
