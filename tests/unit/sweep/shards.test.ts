import { describe, expect, test } from 'vitest';
import { dealShards } from '../../../src/sweep/shards.ts';
import { unitCost } from '../../../src/sweep/unit-cost.ts';
import { fixedSeries, fixedSpec } from '../../support/fixed-experiment.ts';
import { planned } from '../../support/run-plan.ts';

const { plan } = planned({ ...fixedSpec, trials: 5 }, fixedSeries);
const cost = (units: (typeof plan)['units']) =>
  units.reduce((sum, unit) => sum + unitCost(plan.spec, unit), 0);

describe('shards', () => {
  test.each([1, 2, 3, 7, 100])('%i of them hold every unit once', (count) => {
    const shards = dealShards(plan, count);
    expect(shards).toHaveLength(count);
    const ids = shards.flat().map(({ id }) => id);
    expect([...ids].sort()).toEqual(plan.units.map(({ id }) => id).sort());
  });

  test('cost about the same: none more than the mean and one unit', () => {
    const dearest = Math.max(...plan.units.map((unit) => unitCost(plan.spec, unit)));
    for (const shard of dealShards(plan, 3)) {
      expect(cost(shard)).toBeLessThanOrEqual(cost(plan.units) / 3 + dearest);
    }
  });

  test('do not depend on the order in which units stand', () => {
    const reversed = dealShards({ ...plan, units: [...plan.units].reverse() }, 3);
    const ids = (shards: typeof reversed) =>
      shards.map((units) => units.map(({ id }) => id).sort());
    expect(ids(reversed)).toEqual(ids(dealShards(plan, 3)));
  });

  test('none at all are refused', () => {
    expect(() => dealShards(plan, 0)).toThrow(RangeError);
  });
});
