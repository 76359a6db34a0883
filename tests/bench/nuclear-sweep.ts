/** The sweep that is timed against PyTorch: the same table, sizes, network, budgets and trials. */
import { planned, type Planned } from '../support/run-plan.ts';
import { nuclearMassSeries } from '../support/nuclear-mass.ts';
import { DEFAULT_SPEC, type SweepSpec } from '../../src/sweep/specification.ts';

const spec: Omit<SweepSpec, 'trials' | 'series'> = {
  ...DEFAULT_SPEC,
  sizes: [100, 200, 400, 800, 1600, 3200, 6400],
  measured: [50],
};

/** Undefined where the tables are absent. */
export function nuclearSweep(trials: number): Planned | undefined {
  const series = nuclearMassSeries();
  if (!series) return undefined;
  const { id, label, sameProperty } = series;
  const target = 'binding_energy_per_nucleon_MeV';
  const columns = { simulatedTargets: [target], measuredTarget: target, descriptors: null };
  return planned({ ...spec, trials, series: [{ id, label, sameProperty, ...columns }] }, [series]);
}
