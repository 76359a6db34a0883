import { describe, expect, test } from 'vitest';
import { checkRoles, isOnlyWarning } from '../../../src/tables/check-roles.ts';
import { guessRoles } from '../../../src/tables/guess-roles.ts';
import {
  featureColumns,
  keyColumns,
  withColumnRole,
  withTargets,
} from '../../../src/tables/roles.ts';
import { columnOf, type Table } from '../../../src/tables/table.ts';
import { dataMissing, exampleTable, tableOf } from './helpers.ts';

const summary = (simulated: Table, measured: Table) => {
  const roles = guessRoles(simulated, measured);
  const named = (role: string) =>
    roles.columns.filter((column) => column.role === role).map((column) => column.name);
  return {
    input: named('input'),
    condition: named('condition'),
    targets: [roles.simulatedTarget, roles.measuredTarget],
    key: keyColumns(roles, (name) => columnOf(measured, name)?.kind === 'text').columns,
    problems: checkRoles(simulated, measured, roles).map(({ code }) => code),
  };
};

const DESCRIPTORS = [
  ...['Z', 'N', 'A', 'asymmetry', 'Z_odd', 'N_odd', 'Z_distance_to_magic', 'N_distance_to_magic'],
];

describe.skipIf(dataMissing)('guesses on the example tables', () => {
  test('nuclear masses', async () => {
    const measured = await exampleTable('nuclear_mass/real_mass_excess.csv');
    const simulated = await exampleTable('nuclear_mass/sim.csv');
    const target = 'binding_energy_per_nucleon_MeV';
    expect(summary(simulated, measured)).toEqual({
      input: DESCRIPTORS,
      condition: [],
      targets: [target, target],
      key: DESCRIPTORS,
      problems: [],
    });
    const mass = guessRoles(simulated, measured).columns.find(
      ({ name }) => name === 'mass_excess_MeV',
    );
    expect(mass).toMatchObject({ role: 'ignored', reason: 'another-result' });
  });

  test('nuclear masses by several models: targets of other names', async () => {
    const found = summary(
      await exampleTable('nuclear_mass/sim_all_models.csv'),
      await exampleTable('nuclear_mass/real_mass_excess.csv'),
    );
    expect(found).toEqual({
      input: DESCRIPTORS,
      condition: [],
      targets: ['binding_energy_per_nucleon_MeV_FRDM95', 'binding_energy_per_nucleon_MeV'],
      key: DESCRIPTORS,
      problems: [],
    });
  });

  test('chi: two SMILES, the temperature a condition', async () => {
    const found = summary(
      await exampleTable('polymer_solvent_chi/sim.csv'),
      await exampleTable('polymer_solvent_chi/real_chi.csv'),
    );
    expect(found).toEqual({
      input: ['polymer_smiles', 'solvent_smiles'],
      condition: ['temperature_degC'],
      targets: ['chi', 'chi'],
      key: ['polymer_smiles', 'solvent_smiles'],
      problems: [],
    });
  });

  test('formation enthalpy: the reduced formula joins more', async () => {
    const found = summary(
      await exampleTable('inorganic_formation_enthalpy/sim.csv.gz'),
      await exampleTable('inorganic_formation_enthalpy/real_formation_enthalpy.csv'),
    );
    const target = 'formation_enthalpy_eV_per_atom';
    expect(found).toMatchObject({ input: ['reduced_formula'], targets: [target, target] });
  });

  test('polymers: same property, and another one', async () => {
    const tg = await exampleTable('polymer/real_glass_transition_temperature.csv');
    const name = 'glass_transition_temperature_K';
    expect(summary(await exampleTable('polymer/sim_bicerano_md.csv'), tg)).toMatchObject({
      input: ['smiles'],
      targets: [name, name],
      problems: [],
    });
    // Of another unit: the same quantity in degrees Celsius.
    const open = summary(await exampleTable('polymer/sim_openpolymer.csv'), tg);
    expect(open.targets).toEqual(['glass_transition_temperature_degC', name]);
    expect(open.problems).toEqual(['unit-mismatch']);
    const other = summary(
      await exampleTable('polymer/sim.csv'),
      await exampleTable('polymer/real_o2_permeability.csv'),
    );
    expect(other.problems).toContain('different-targets');
  });
});

describe('guesses', () => {
  test('index columns, constants and words are left out', async () => {
    const text =
      ',id,name,x,k,word,y\n0,7,a,1,5,alpha beta,2\n1,8,b,2,5,gamma delta,3\n2,9,c,4,5,eta,5\n';
    const found = summary(await tableOf(text), await tableOf(text));
    expect(found).toMatchObject({ input: ['x'], targets: ['y', 'y'], problems: [] });
  });

  test('a column that calls itself the target is it', async () => {
    const text = 'target,x1,x2\n1,2,3\n2,3,5\n';
    expect(summary(await tableOf(text), await tableOf(text))).toMatchObject({
      input: ['x1', 'x2'],
      targets: ['target', 'target'],
    });
  });

  test('own names for the property on each side', async () => {
    const found = summary(
      await tableOf('x1,x2,dft\n1,2,3\n2,3,5\n'),
      await tableOf('x1,x2,lab\n1,2,3\n2,3,5\n'),
    );
    expect(found).toMatchObject({ input: ['x1', 'x2'], targets: ['dft', 'lab'] });
    expect(found.problems).toEqual(['different-targets']);
  });

  test('nothing in common, with names that are nearly the same', async () => {
    const simulated = await tableOf('X1,Band gap (eV)\n1,2\n2,3\n');
    const measured = await tableOf('x 1,band_gap_eV\n1,2\n2,3\n');
    expect(checkRoles(simulated, measured, guessRoles(simulated, measured))).toContainEqual({
      code: 'no-common-column',
      nearly: [
        { simulated: 'X1', measured: 'x 1' },
        { simulated: 'Band gap (eV)', measured: 'band_gap_eV' },
      ],
    });
  });

  test('a target without values, one that is constant, units that differ', async () => {
    const simulated = await tableOf('x,E_kJ_per_mol\n1,96.485\n2,3\n');
    const measured = await tableOf('x,E_eV\n1,\n2,\n');
    const roles = withTargets(guessRoles(simulated, measured), 'E_kJ_per_mol', 'E_eV');
    const problems = checkRoles(simulated, measured, withColumnRole(roles, 'x', 'input'));
    expect(problems.map(({ code }) => code)).toEqual(['all-missing-target', 'unit-mismatch']);
    const mismatch = problems.find((problem) => problem.code === 'unit-mismatch');
    expect(mismatch?.conversion).toMatchObject({ form: 'affine', offset: 0 });
    // 1 eV is 96.485332 kJ/mol (CODATA).
    const factor = mismatch?.conversion?.form === 'affine' ? mismatch.conversion.factor : NaN;
    expect(1 / factor).toBeCloseTo(96.485332, 5);
    expect(problems.filter(isOnlyWarning)).toHaveLength(1);
  });

  test('roles are plain data that can be changed', async () => {
    const text = 'x1,x2,a_eV,b_eV\n1,2,3,4\n2,3,5,6\n';
    const table = await tableOf(text);
    const roles = guessRoles(table, table);
    expect(JSON.parse(JSON.stringify(roles))).toEqual(roles);
    const changed = withColumnRole(withTargets(roles, 'a_eV', 'a_eV'), 'x2', 'condition');
    expect(featureColumns(changed)).toEqual(['x1', 'x2']);
    expect(keyColumns(changed, () => false).columns).toEqual(['x1']);
    expect(changed.columns.find(({ name }) => name === 'b_eV')?.role).toBe('ignored');
  });
});
