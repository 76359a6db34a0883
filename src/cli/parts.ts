/** Which units of a plan are run here: all, those of one shard, or those that were named. */
import { dealShards } from '../sweep/shards.ts';
import type { PlannedUnit, SweepPlan } from '../sweep/plan.ts';
import type { Words } from '../words/words.ts';
import { Failure } from './failure.ts';

export interface Part {
  readonly units: readonly PlannedUnit[];
  /** Not the whole plan. */
  readonly partial: boolean;
  /** Which part; null of the whole plan. */
  readonly text: string | null;
}

/** Throws Failure for a shard or unit that there is not. */
export function partOf(
  words: Words,
  plan: SweepPlan,
  { shard, unit }: { readonly shard?: string; readonly unit?: readonly string[] },
): Part {
  let { units } = plan;
  let text: string | null = null;
  if (shard !== undefined) {
    const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(shard)?.map(Number) ?? [];
    if (!index || !count || index > count) throw new Failure(words.cli.notAShard(shard));
    units = dealShards(plan, count)[index - 1] ?? [];
    text = words.cli.ofShard(index, count);
  }
  if (unit !== undefined) {
    const known = new Set(plan.units.map(({ id }) => id));
    const unknown = unit.find((id) => !known.has(id));
    if (unknown !== undefined) throw new Failure(words.cli.unknownUnit(unknown));
    const named = new Set(unit);
    units = units.filter(({ id }) => named.has(id));
    text = words.cli.ofUnits(units.length);
  }
  return { units, partial: units.length < plan.units.length, text };
}
