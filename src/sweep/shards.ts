/**
 * The units of a plan dealt to k machines that know nothing of each other: each computes the same deal, so every unit is run
 * once, and the shards cost about the same.
 */
import type { PlannedUnit, SweepPlan } from './plan.ts';
import { unitCost } from './unit-cost.ts';

/**
 * `count` lists that hold every unit once, in the plan's order. The dearest unit first, each to the shard that has least to do
 * (Graham's longest processing time rule: at most a third longer than the best deal). Throws RangeError without shards.
 */
export function dealShards(
  { spec, units }: Pick<SweepPlan, 'spec' | 'units'>,
  count: number,
): readonly (readonly PlannedUnit[])[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Units are dealt to one shard or more, not to ${count}.`);
  }
  const loads = new Float64Array(count);
  const shardOf = new Map<string, number>();
  const dear = units
    .map((unit) => ({ id: unit.id, cost: unitCost(spec, unit) }))
    .sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1));
  for (const { id, cost } of dear) {
    const least = loads.reduce((best, load, i) => (load < (loads[best] ?? 0) ? i : best), 0);
    shardOf.set(id, least);
    loads[least] = (loads[least] ?? 0) + cost;
  }
  return Array.from({ length: count }, (_, shard) =>
    units.filter(({ id }) => shardOf.get(id) === shard),
  );
}
