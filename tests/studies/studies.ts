/** The studies: which tables, what is predicted, with which sizes, and what is aimed at. Plain data. */
import type { RunSummary } from './summary.ts';

export interface Study {
  readonly name: string;
  readonly title: string;
  /** Below ../shared/data. */
  readonly simulated: string;
  readonly measured: string;
  readonly simulatedTarget: string;
  readonly measuredTarget: string;
  /** Pretrain on all other simulated numbers as well. */
  readonly allColumns?: boolean;
  readonly m: number;
  readonly sizes: readonly number[];
  readonly trials: number;
  readonly aims: readonly Aim[];
  /** What a reader should know of the tables. */
  readonly remark: string;
}

export interface Aim {
  readonly text: string;
  readonly holds: (run: RunSummary) => boolean;
}

const below = (n: number, limit: number, unit: string): Aim => ({
  text: `MAE at n = ${n.toLocaleString('en-US')} at or below ${limit} ${unit}`,
  holds: (run) => run.transferAt(n) <= limit,
});

const between = (n: number, low: number, high: number): Aim => ({
  text: `MAE at n = ${n} within ${low} to ${high}`,
  holds: (run) => run.transferAt(n) >= low && run.transferAt(n) <= high,
});

const transferWins: Aim = {
  text: 'Transfer at the largest n beats direct learning',
  holds: (run) => run.transferAt(run.largest) < run.arm('direct'),
};

const noLaw: Aim = {
  text: 'The page claims no law (alpha is not identified)',
  holds: (run) => run.identified === 'not-identified',
};

const CHI_REMARK =
  'COSMO-RS values exist for nearly every measured pair, so the arms “simulated” and “recalibrated” apply: the page shows them beside transfer, and says which is best.';

export const STUDIES: readonly Study[] = [
  {
    name: 'nuclear-mass',
    title: 'Nuclear masses: droplet model to measured binding energies',
    simulated: 'nuclear_mass/sim.csv',
    measured: 'nuclear_mass/real_mass_excess.csv',
    simulatedTarget: 'binding_energy_per_nucleon_MeV',
    measuredTarget: 'binding_energy_per_nucleon_MeV',
    m: 50,
    sizes: [100, 200, 400, 800, 1600, 3200, 6400],
    trials: 3,
    aims: [between(100, 0.095, 0.135), below(6400, 0.02, 'MeV'), transferWins],
    remark:
      'Eight numeric inputs. The droplet model was fitted to measured masses, so the two tables are not independent.',
  },
  {
    name: 'formation-enthalpy',
    title: 'Formation enthalpy: Materials Project to calorimetry (SSUB)',
    simulated: 'inorganic_formation_enthalpy/sim_mp.csv.gz',
    measured: 'inorganic_formation_enthalpy/real_formation_enthalpy_ssub.csv',
    simulatedTarget: 'formation_enthalpy_eV_per_atom',
    measuredTarget: 'formation_enthalpy_eV_per_atom',
    m: 100,
    sizes: [100, 200, 400, 800, 1600, 3200, 6400, 12800],
    trials: 3,
    aims: [below(12800, 0.213, 'eV/atom'), transferWins],
    remark: 'Formulas, as statistics over the properties of their elements.',
  },
  {
    name: 'polymer-solvent-chi',
    title: 'Polymer-solvent chi parameter: COSMO-RS to experiment',
    simulated: 'polymer_solvent_chi/sim.csv',
    measured: 'polymer_solvent_chi/real_chi.csv',
    simulatedTarget: 'chi',
    measuredTarget: 'chi',
    m: 60,
    sizes: [50, 100, 200, 400, 600],
    trials: 3,
    aims: [],
    remark: `Pairs of SMILES and a temperature; a pair is a material, so all its temperatures stay on one side of a split. ${CHI_REMARK}`,
  },
  {
    name: 'polymer-tg-radonpy',
    title: 'Glass transition of polymers: RadonPy PI1070, all columns, to measured Tg',
    simulated: 'polymer/sim.csv',
    measured: 'polymer/real_glass_transition_temperature.csv',
    simulatedTarget: 'density_g_per_cm3',
    measuredTarget: 'glass_transition_temperature_K',
    allColumns: true,
    m: 60,
    sizes: [50, 100, 200, 400, 800],
    trials: 3,
    aims: [],
    remark:
      'The simulated table has no Tg: pretraining is multi-task, and the measured property gets a new output.',
  },
  {
    name: 'polymer-tg-md',
    title: 'Glass transition of polymers: molecular dynamics to measured Tg',
    simulated: 'polymer/sim_bicerano_md.csv',
    measured: 'polymer/real_glass_transition_temperature.csv',
    simulatedTarget: 'glass_transition_temperature_K',
    measuredTarget: 'glass_transition_temperature_K',
    m: 40,
    sizes: [25, 50, 100, 200],
    trials: 3,
    aims: [],
    remark: 'The same 315 polymers in both tables; less than one decade of n.',
  },
  {
    name: 'polymer-density-radonpy',
    title: 'Density of polymers: RadonPy PI1070, all columns, to measured density',
    simulated: 'polymer/sim.csv',
    measured: 'polymer/real_density.csv',
    simulatedTarget: 'density_g_per_cm3',
    measuredTarget: 'density_g_per_cm3',
    allColumns: true,
    m: 40,
    sizes: [50, 100, 200, 400, 800],
    trials: 3,
    aims: [],
    remark: 'Only 117 measured rows: some 35 are left for testing in each trial.',
  },
  {
    name: 'polymer-density-md',
    title: 'Density of polymers: molecular dynamics to measured density',
    simulated: 'polymer/sim_bicerano_md.csv',
    measured: 'polymer/real_density.csv',
    simulatedTarget: 'density_g_per_cm3',
    measuredTarget: 'density_g_per_cm3',
    m: 40,
    sizes: [25, 50, 100, 200],
    trials: 3,
    aims: [],
    remark: 'The simulated partner of the same polymers; less than one decade of n.',
  },
  {
    name: 'ffv-o2-permeability',
    title: 'Negative control: free volume to oxygen permeability',
    simulated: 'polymer/sim_openpolymer.csv',
    measured: 'polymer/real_o2_permeability.csv',
    simulatedTarget: 'fractional_free_volume',
    measuredTarget: 'log10_o2_permeability_barrer',
    m: 60,
    sizes: [100, 200, 400, 800, 1600, 3200],
    trials: 3,
    aims: [noLaw],
    remark:
      'Another property than the simulated one, with no useful transfer: no law may be claimed.',
  },
];
