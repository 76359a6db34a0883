/**
 * Which unit is dealt next, and how long the rest will take. Small sizes first, so that the law appears early, but a unit
 * that would outlast all the others together is dealt at once, so that no core idles at the end.
 * The cost model starts from the budgets and learns from every unit that ends.
 */
import type { PlannedUnit } from './plan.ts';
import type { SweepSpec } from './specification.ts';
import { unitCost } from './unit-cost.ts';

export class Dealer {
  /** How many units are under way at once. */
  lanes = 1;
  private readonly waiting: PlannedUnit[];
  private readonly inHand = new Map<PlannedUnit, number>();
  private readonly seconds = new Map<string, { sum: number; count: number }>();
  private measured = 0;
  private expected = 0;

  constructor(
    private readonly spec: SweepSpec,
    units: readonly PlannedUnit[],
    private readonly now: () => number = () => performance.now() / 1000,
  ) {
    this.waiting = [...units];
  }

  get unfinished(): boolean {
    return this.waiting.length > 0 || this.inHand.size > 0;
  }

  /** Undefined when none waits. */
  deal(): PlannedUnit | undefined {
    const unit = this.take();
    if (unit) this.inHand.set(unit, this.now());
    return unit;
  }

  /** The unit is done; beside others it took so many seconds. */
  ended(unit: PlannedUnit, seconds: number): void {
    this.inHand.delete(unit);
    const entry = this.seconds.get(kindOf(unit)) ?? { sum: 0, count: 0 };
    this.seconds.set(kindOf(unit), { sum: entry.sum + seconds, count: entry.count + 1 });
    this.measured += seconds;
    this.expected += unitCost(this.spec, unit);
  }

  /** The worker is gone: the unit waits again, first in line. */
  giveBack(unit: PlannedUnit): void {
    if (this.inHand.delete(unit)) this.waiting.unshift(unit);
  }

  /** The unit is given up. */
  drop(unit: PlannedUnit): void {
    const index = this.waiting.indexOf(unit);
    if (index >= 0) this.waiting.splice(index, 1);
    this.inHand.delete(unit);
  }

  /** Null until a unit has ended. */
  secondsLeft(): number | null {
    if (this.expected === 0) return null;
    let total = 0;
    for (const unit of this.waiting) total += this.cost(unit);
    let longest = 0;
    for (const [unit, since] of this.inHand) {
      const left = Math.max(this.cost(unit) - (this.now() - since), 0);
      total += left;
      longest = Math.max(longest, left);
    }
    return Math.max(total / this.lanes, longest);
  }

  private take(): PlannedUnit | undefined {
    let total = 0;
    let longest = 0;
    let longestCost = 0;
    this.waiting.forEach((unit, i) => {
      const cost = this.cost(unit);
      total += cost;
      if (cost > longestCost) [longest, longestCost] = [i, cost];
    });
    const outlasts = this.lanes > 1 && longestCost >= total / this.lanes;
    return this.waiting.splice(outlasts ? longest : 0, 1)[0];
  }

  private cost(unit: PlannedUnit): number {
    const known = this.seconds.get(kindOf(unit));
    if (known) return known.sum / known.count;
    return unitCost(this.spec, unit) * (this.expected > 0 ? this.measured / this.expected : 1);
  }
}

/** Units of one size cost about the same. */
function kindOf(unit: PlannedUnit): string {
  return `${unit.kind} ${unit.n} ${unit.jobs.length}`;
}
