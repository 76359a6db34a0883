/**
 * The splits of an experiment on its tables, made when first asked for: which measured rows a trial tests, and which
 * simulated rows it may use. The latest trials are remembered, since units are dealt trial by trial.
 */
import type { Series } from '../preparation/series.ts';
import { sourceKey } from './identity.ts';
import { simulatedOrder, splitMeasured, type MeasuredSplit, type SplitRule } from './split.ts';

/** Trials that units may have in hand at once. */
const MOST_TRIALS = 4;

interface Trial {
  readonly splits: Map<number, MeasuredSplit>;
  /** By what decides an order: the series, or under 'any' the source alone. */
  readonly orders: Map<number | string, Uint32Array<ArrayBuffer>>;
}

export class TrialSplits {
  private readonly trials = new Map<number, Trial>();

  constructor(
    private readonly rule: SplitRule,
    readonly series: readonly Series[],
  ) {}

  /** Which rows of that series' measured table are tested in the trial, and the order of the others. */
  measured(series: number, trial: number): MeasuredSplit {
    const { splits } = this.trial(trial);
    const known = splits.get(series);
    if (known) return known;
    const split = splitMeasured(this.at(series).measured, this.rule, trial);
    splits.set(series, split);
    return split;
  }

  /** The rows of that series' simulated table in the order in which n takes them. */
  order(series: number, trial: number): Uint32Array<ArrayBuffer> {
    const { orders } = this.trial(trial);
    const { simulated } = this.at(series);
    const by = this.rule.leakRule === 'any' ? sourceKey(simulated) : series;
    const known = orders.get(by);
    if (known) return known;
    const { testKeys } = this.measured(series, trial);
    const order = simulatedOrder(simulated, this.rule, trial, testKeys);
    orders.set(by, order);
    return order;
  }

  /** Simulated rows of that series left out in the trial because their material is tested. */
  removed(series: number, trial: number): number {
    return this.at(series).simulated.keys.length - this.order(series, trial).length;
  }

  /** Throws RangeError where there is no such series. */
  at(series: number): Series {
    const found = this.series[series];
    if (!found) throw new RangeError(`There is no series ${series}.`);
    return found;
  }

  private trial(trial: number): Trial {
    const known = this.trials.get(trial);
    if (known && this.trials.delete(trial)) this.trials.set(trial, known);
    if (known) return known;
    const made: Trial = { splits: new Map(), orders: new Map() };
    this.trials.set(trial, made);
    for (const oldest of this.trials.keys()) {
      if (this.trials.size <= MOST_TRIALS) break;
      this.trials.delete(oldest);
    }
    return made;
  }
}
