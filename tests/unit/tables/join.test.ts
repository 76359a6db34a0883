import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOfNumber, materialKeys, readableKey } from '../../../src/tables/material-key.ts';
import { overlap } from '../../../src/tables/overlap.ts';
import { columnOf, type Table } from '../../../src/tables/table.ts';
import { dataMissing, exampleTable } from './helpers.ts';

describe('material keys', () => {
  test('six significant digits', () => {
    expect(
      ['1.2345678', '123456789', '5.0000001', '-0', '1e-9', '0.1'].map(Number).map(keyOfNumber),
    ).toEqual(['1.23457', '123457000', '5', '0', '1e-9', '0.1']);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.double({ noNaN: true, min: -1e4, max: 1e4 }),
          // Ties and their neighbours.
          fc
            .tuple(fc.integer({ min: 1e5, max: 1e6 }), fc.integer({ min: -12, max: 8 }))
            .map(([digits, power]) => Number(`${digits}5e${power}`)),
        ),
        (x) => {
          expect(keyOfNumber(x)).toBe(String(Number(x.toPrecision(6)) + 0));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('texts and numbers together; a row with a gap has no key', () => {
    const keys = materialKeys(
      [
        { kind: 'text', values: ['CCO', '', 'C'] },
        { kind: 'number', values: [1, 2, NaN] },
      ],
      3,
    );
    expect(keys.map(readableKey)).toEqual(['CCO, 1', '', '']);
    expect(() => materialKeys([], 3)).toThrow(RangeError);
    expect(() => materialKeys([{ kind: 'number', values: [1] }], 3)).toThrow(RangeError);
  });

  test('parts never run into each other', () => {
    const key = (a: string, b: string) =>
      materialKeys(
        [a, b].map((text) => ({ kind: 'text', values: [text] })),
        1,
      )[0];
    expect(key('C', 'CO')).not.toBe(key('CC', 'O'));
  });
});

describe('overlap', () => {
  test('means per material; correlation, bias and rmsd by hand', () => {
    const found = overlap(
      { keys: ['a', 'b', 'a', 'c', '', 'e'], values: [1, 2, 3, 4, 9, NaN] },
      { keys: ['c', 'a', 'b', 'd', 'e'], values: [3, 1, 2, 9, 1] },
    );
    // a: 2 and 1, b: 2 and 2, c: 4 and 3.
    expect(found).toMatchObject({
      count: 3,
      keys: ['c', 'a', 'b'],
      measuredMaterials: 5,
      simulatedMaterials: 3,
    });
    expect([...found.simulated]).toEqual([4, 2, 2]);
    expect(found.bias).toBeCloseTo(2 / 3, 12);
    expect(found.mad).toBeCloseTo(2 / 3, 12);
    expect(found.rmsd).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(found.pearson).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(overlap({ keys: [], values: [] }, { keys: [], values: [] })).toMatchObject({
      count: 0,
      bias: NaN,
    });
  });

  const overlapOf = (simulated: Table, measured: Table, inputs: string[], target: string) => {
    const keyed = (table: Table) => {
      const parts = inputs
        .map((name) => columnOf(table, name))
        .filter((column) => column !== undefined);
      const values = columnOf(table, target)?.values as ArrayLike<number>;
      return { keys: materialKeys(parts, table.rows), values };
    };
    return overlap(keyed(simulated), keyed(measured));
  };

  test.skipIf(dataMissing)('as the README of the example tables states it', async () => {
    const nuclear = overlapOf(
      await exampleTable('nuclear_mass/sim.csv'),
      await exampleTable('nuclear_mass/real_mass_excess.csv'),
      ['Z', 'N', 'A', 'asymmetry'],
      'binding_energy_per_nucleon_MeV',
    );
    expect(nuclear.count).toBe(2457);
    expect(nuclear.pearson).toBeCloseTo(0.999, 2);
    const tg = overlapOf(
      await exampleTable('polymer/sim_bicerano_md.csv'),
      await exampleTable('polymer/real_glass_transition_temperature.csv'),
      ['smiles'],
      'glass_transition_temperature_K',
    );
    expect(tg.pearson).toBeCloseTo(0.957, 2);
    const chi = overlapOf(
      await exampleTable('polymer_solvent_chi/sim.csv'),
      await exampleTable('polymer_solvent_chi/real_chi.csv'),
      ['polymer_smiles', 'solvent_smiles', 'temperature_degC'],
      'chi',
    );
    expect(chi.count).toBe(1178);
    expect(chi.pearson).toBeCloseTo(0.762, 2);
    const enthalpy = overlapOf(
      await exampleTable('inorganic_formation_enthalpy/sim_mp.csv.gz'),
      await exampleTable('inorganic_formation_enthalpy/real_formation_enthalpy_ssub.csv'),
      ['reduced_formula'],
      'formation_enthalpy_eV_per_atom',
    );
    expect(enthalpy.count).toBe(1498);
    expect(enthalpy.pearson).toBeGreaterThan(0.97);
  });
});
