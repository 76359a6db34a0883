/** The nuclear-mass pair of the shared data as a series, or undefined where the data are not there. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Series } from '../../src/preparation/series.ts';
import { makeSeries } from '../../src/preparation/make-series.ts';

export const SHARED_DATA = path.resolve('../shared/data');

const INPUTS = [
  'Z',
  'N',
  'A',
  'asymmetry',
  'Z_odd',
  'N_odd',
  'Z_distance_to_magic',
  'N_distance_to_magic',
];
const TARGET = 'binding_energy_per_nucleon_MeV';

export function nuclearMassSeries(): Series | undefined {
  const folder = path.join(SHARED_DATA, 'nuclear_mass');
  if (!existsSync(folder)) {
    console.log(`Skipped: ${folder} is not there.`);
    return undefined;
  }
  const simulated = read(path.join(folder, 'sim.csv'));
  const measured = read(path.join(folder, 'real_mass_excess.csv'));
  return makeSeries({
    label: 'Nuclear masses',
    sameProperty: true,
    simulated: { ...domain(simulated), targets: [simulated(TARGET)] },
    measured: { ...domain(measured), values: measured(TARGET) },
  });
}

type Columns = (name: string) => Float64Array<ArrayBuffer>;

function read(file: string): Columns {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = header.split(',');
  const cells = lines.map((line) => line.split(',').map(Number));
  return (name) => Float64Array.from(cells, (row) => row[names.indexOf(name)] ?? NaN);
}

function domain(columns: Columns) {
  const inputs = INPUTS.map(columns);
  const rows = inputs[0]?.length ?? 0;
  return {
    features: {
      rows,
      blocks: [
        {
          kind: 'float32' as const,
          names: INPUTS,
          values: Float32Array.from(
            { length: rows * INPUTS.length },
            (_, i) => inputs[i % INPUTS.length]?.[Math.floor(i / INPUTS.length)] ?? NaN,
          ),
        },
      ],
    },
    keys: Array.from({ length: rows }, (_, row) =>
      inputs.map((column) => Number((column[row] ?? 0).toPrecision(6))).join(' '),
    ),
  };
}
