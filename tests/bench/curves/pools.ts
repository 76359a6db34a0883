// The shared tables as plain numbers for the laws' development curves: crude descriptors, one target.
// Where ../shared/data is absent there is nothing to make, and the stored curves serve.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

export const SHARED_DATA = path.resolve('../shared/data');

/** Rows with descriptors and one value each. */
export interface Pool {
  readonly table: string;
  readonly width: number;
  /** rows x width, row-major. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

type Row = Readonly<Record<string, string>>;

function read(file: string): Row[] {
  const bytes = readFileSync(path.join(SHARED_DATA, file));
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

function pool(
  table: string,
  rows: readonly Row[],
  target: string,
  describe: (row: Row) => readonly number[] | null,
): Pool {
  const x: number[] = [];
  const y: number[] = [];
  let width = 0;
  for (const row of rows) {
    const value = row[target] === '' ? NaN : Number(row[target]);
    const own = Number.isFinite(value) ? describe(row) : null;
    if (!own?.every(Number.isFinite)) continue;
    width = own.length;
    x.push(...own);
    y.push(value);
  }
  return { table, width, x: Float64Array.from(x), y: Float64Array.from(y) };
}

const NUCLEAR = ['Z', 'N', 'A', 'asymmetry', 'Z_odd', 'N_odd'].concat(
  'Z_distance_to_magic',
  'N_distance_to_magic',
);
const nucleus = (row: Row): number[] => NUCLEAR.map((name) => Number(row[name]));

const TOKENS = 'C c N n O o S s F Cl Br Si = # ( 1 2 3 @ / [ * I P'.split(' ');
/** Counts of SMILES symbols, their shares, and the length. */
const smiles = (text: string): number[] => {
  const counts = TOKENS.map((token) => text.split(token).length - 1);
  return [...counts, ...counts.map((c) => c / text.length), text.length];
};

/** Mean, deviation and largest of the complete element properties over a formula. */
function compositionDescriber(): (row: Row) => number[] | null {
  const elements = read('inorganic_formation_enthalpy/elements.csv');
  const columns = [
    'AtomicWeight Column Row CovalentRadius MendeleevNumber NValence NUnfilled GSvolume_pa',
    'GSenergy_pa GSbandgap GSmagmom DipolePolarizability HeatVaporization NdValence NpValence NfValence',
  ]
    .join(' ')
    .split(' ');
  const known = new Map(
    elements.map((e) => [e.symbol, columns.map((c) => Number(e[c] === '' ? NaN : e[c]))] as const),
  );
  return (row) => {
    const parts = [...(row.reduced_formula ?? '').matchAll(/([A-Z][a-z]?)([\d.]*)/g)];
    const total = parts.reduce((sum, [, , amount]) => sum + Number(amount || 1), 0);
    const rows = parts.map(([, symbol, amount]) => ({
      share: Number(amount || 1) / total,
      values: known.get(symbol ?? '') ?? [],
    }));
    if (rows.some(({ values }) => values.length === 0)) return null;
    return columns.flatMap((_, c) => {
      const mean = rows.reduce((sum, r) => sum + r.share * (r.values[c] ?? NaN), 0);
      const square = rows.reduce((sum, r) => sum + r.share * ((r.values[c] ?? NaN) - mean) ** 2, 0);
      return [mean, Math.sqrt(square), Math.max(...rows.map((r) => r.values[c] ?? NaN))];
    });
  };
}

export interface Pair {
  readonly name: string;
  readonly simulated: Pool;
  readonly measured: Pool;
}

/** Every pool by name, and the pairs; undefined where the tables are absent. */
export function readPools(): { pools: Pool[]; pairs: Pair[] } | undefined {
  if (!existsSync(SHARED_DATA)) {
    console.log(`Skipped: ${SHARED_DATA} is not there.`);
    return undefined;
  }
  const formula = compositionDescriber();
  const enthalpy = 'formation_enthalpy_eV_per_atom';
  const folder = 'inorganic_formation_enthalpy';
  const oqmd = pool('oqmd', read(`${folder}/sim.csv.gz`), enthalpy, formula);
  const mp = pool('mp', read(`${folder}/sim_mp.csv.gz`), enthalpy, formula);
  const iit = pool('iit', read(`${folder}/real_formation_enthalpy.csv`), enthalpy, formula);
  const ssub = pool('ssub', read(`${folder}/real_formation_enthalpy_ssub.csv`), enthalpy, formula);
  const binding = 'binding_energy_per_nucleon_MeV';
  const models = read('nuclear_mass/sim_all_models.csv');
  const frdm = pool('frdm', read('nuclear_mass/sim.csv'), binding, nucleus);
  const duzu = pool('duzu', models, `${binding}_DUZU`, nucleus);
  const hfb = pool('hfb', models, `${binding}_HFB26`, nucleus);
  const masses = pool('masses', read('nuclear_mass/real_mass_excess.csv'), binding, nucleus);
  const smilesOf = (row: Row) => smiles(row.smiles ?? '');
  const boiling = pool(
    'boiling',
    read('boiling_point/real_boiling_point.csv'),
    'normal_boiling_point_K',
    smilesOf,
  );
  const volume = pool(
    'ffv',
    read('polymer/sim_openpolymer.csv'),
    'fractional_free_volume',
    smilesOf,
  );
  const density = pool('pi1070', read('polymer/sim.csv'), 'density_g_per_cm3', smilesOf);
  const glass = pool(
    'tg',
    read('polymer/real_glass_transition_temperature.csv'),
    'glass_transition_temperature_K',
    smilesOf,
  );
  const oxygen = pool(
    'o2',
    read('polymer/real_o2_permeability.csv'),
    'log10_o2_permeability_barrer',
    smilesOf,
  );
  const mixture = (row: Row) => [
    ...smiles(row.polymer_smiles ?? ''),
    ...smiles(row.solvent_smiles ?? ''),
    Number(row.temperature_degC),
  ];
  const cosmo = pool('cosmo', read('polymer_solvent_chi/sim.csv'), 'chi', mixture);
  const chi = pool('chi', read('polymer_solvent_chi/real_chi.csv'), 'chi', mixture);
  return {
    pools: [oqmd, mp, iit, ssub, frdm, hfb, masses, boiling, volume, density, oxygen, cosmo, chi],
    pairs: [
      { name: 'frdm-masses', simulated: frdm, measured: masses },
      { name: 'duzu-masses', simulated: duzu, measured: masses },
      { name: 'oqmd-ssub', simulated: oqmd, measured: ssub },
      { name: 'oqmd-iit', simulated: oqmd, measured: iit },
      { name: 'mp-ssub', simulated: mp, measured: ssub },
      { name: 'mp-iit', simulated: mp, measured: iit },
      { name: 'ffv-o2', simulated: volume, measured: oxygen },
      { name: 'ffv-tg', simulated: volume, measured: glass },
    ],
  };
}
