import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import { Dealer } from '../../../src/sweep/dealer.ts';
import type { PlannedUnit } from '../../../src/sweep/plan.ts';
import { planned } from '../../support/run-plan.ts';

const { spec, series } = createBuiltInExperiment({ simulatedRows: 3000, measuredRows: 300 });
const { plan } = planned({ ...spec, sizes: [50, 100, 200, 400, 800, 1200], trials: 3 }, series);

/** Plays the sweep with given costs on so many workers; returns the order of dealing, the makespan and the forecasts. */
function play(workers: number, cost: (unit: PlannedUnit) => number) {
  let clock = 0;
  const dealer = new Dealer(spec, plan.units, () => clock);
  dealer.lanes = workers;
  const busy: { unit: PlannedUnit; until: number }[] = [];
  const order: PlannedUnit[] = [];
  const forecasts: { at: number; left: number }[] = [];
  while (dealer.unfinished) {
    while (busy.length < workers) {
      const unit = dealer.deal();
      if (!unit) break;
      order.push(unit);
      busy.push({ unit, until: clock + cost(unit) });
    }
    busy.sort((a, b) => b.until - a.until);
    const next = busy.pop();
    if (!next) break;
    clock = next.until;
    dealer.ended(next.unit, cost(next.unit));
    const left = dealer.secondsLeft();
    if (left !== null) forecasts.push({ at: clock, left });
  }
  return { order, makespan: clock, forecasts };
}

const growing = (unit: PlannedUnit) =>
  unit.kind === 'baselines' ? 0.5 : 0.5 + 0.5 * Math.log2(unit.n / 25);

describe('dealer', () => {
  test('deals every unit once', () => {
    const { order } = play(3, growing);
    expect(new Set(order).size).toBe(plan.units.length);
    expect(order).toHaveLength(plan.units.length);
  });

  test('four sizes of the first trial come early, so that the law can appear', () => {
    const { order } = play(2, growing);
    const sizes = order.slice(0, 6).filter(({ trial, kind }) => trial === 0 && kind === 'transfer');
    expect(sizes.map(({ n }) => n).slice(0, 4)).toEqual([50, 100, 200, 400]);
  });

  test('no core idles long at the end: within 10 % of the bound', () => {
    for (const workers of [2, 4]) {
      const total = plan.units.reduce((sum, unit) => sum + growing(unit), 0);
      const longest = Math.max(...plan.units.map(growing));
      const { makespan } = play(workers, growing);
      expect(makespan).toBeLessThan(1.1 * Math.max(total / workers, longest));
    }
  });

  test('the time left is right within a third after a third of the sweep', () => {
    const { forecasts, makespan } = play(2, growing);
    for (const { at, left } of forecasts.filter(
      (one) => one.at > makespan / 3 && one.at < 0.9 * makespan,
    )) {
      expect(Math.abs(at + left - makespan)).toBeLessThan(makespan / 3);
    }
  });

  test('a unit given back is dealt again, a dropped one is not', () => {
    const dealer = new Dealer(spec, plan.units);
    const first = dealer.deal();
    if (!first) throw new Error('nothing dealt');
    dealer.giveBack(first);
    expect(dealer.deal()).toBe(first);
    dealer.drop(first);
    const rest: PlannedUnit[] = [];
    for (let unit = dealer.deal(); unit; unit = dealer.deal()) rest.push(unit);
    expect(rest).toHaveLength(plan.units.length - 1);
    expect(rest).not.toContain(first);
  });
});
