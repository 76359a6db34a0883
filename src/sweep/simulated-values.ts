/** What the simulation says of a material, for the baselines that stand beside the networks. */
import type { SimulatedDomain } from '../preparation/series.ts';
import { meanByKey } from '../tables/overlap.ts';

const simulatedCache = new WeakMap<SimulatedDomain, ReadonlyMap<string, number>>();

/** The simulated value of each material, in the first target: the mean over its rows. */
export function simulatedValues(simulated: SimulatedDomain): ReadonlyMap<string, number> {
  const [values] = simulated.targets;
  if (!values) return new Map();
  const known = simulatedCache.get(simulated) ?? meanByKey({ keys: simulated.keys, values });
  simulatedCache.set(simulated, known);
  return known;
}
