/** What a person is shown of a table: kinds, units, outliers, repeats, summaries, dropped rows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSpelledLikeFormula,
  isSpelledLikeSmiles,
} from '../../../src/tables/chemistry-spelling.ts';
import { isConditionName, isIndexName, parseColumnName } from '../../../src/tables/column-name.ts';
import { summaryOf } from '../../../src/tables/column-summary.ts';
import { droppedRowsCsv } from '../../../src/tables/dropped-rows-csv.ts';
import { kindOf } from '../../../src/tables/kinds.ts';
import { materialKeys } from '../../../src/tables/material-key.ts';
import { findOutliers } from '../../../src/tables/outliers.ts';
import {
  averageRepeats,
  countRepeats,
  groupRows,
  noiseFloor,
} from '../../../src/tables/repeats.ts';
import { ownSplit } from '../../../src/tables/split-column.ts';
import { columnOf, type NumberColumn, type Table } from '../../../src/tables/table.ts';
import { conversionBetween, convert, isIdentity } from '../../../src/tables/unit-conversion.ts';
import { parseUnit, type Unit } from '../../../src/tables/units.ts';
import { dataMissing, exampleTable, tableOf } from './helpers.ts';

const columnNamed = (table: Table, name: string) => {
  const column = columnOf(table, name);
  if (!column) throw new Error(`no ${name}`);
  return column;
};

const numbersNamed = (table: Table, name: string): NumberColumn => {
  const column = columnNamed(table, name);
  if (column.kind !== 'number') throw new Error(`${name} is text`);
  return column;
};

describe('names and units', () => {
  test.each([
    ['Tg (K)', 'Tg', 'K'],
    ['Tg [°C]', 'Tg', '°C'],
    ['Tg / K', 'Tg', 'K'],
    ['band_gap_eV', 'band gap', 'eV'],
    ['density_g_per_cm3', 'density', 'g/cm3'],
    ['density (g/cm³)', 'density', 'g/cm3'],
    ['temperature_degC', 'temperature', '°C'],
    ['binding_energy_per_nucleon_MeV', 'binding energy per nucleon', 'MeV'],
    ['formation_enthalpy_eV_per_atom', 'formation enthalpy', 'eV/atom'],
    ['mass_excess_MeV_FRDM95', 'mass excess', 'MeV'],
    ['heat_capacity_Cp_J_per_kg_K', 'heat capacity Cp', 'J/(kg K)'],
    ['glass_cte_1e-6_per_K', 'glass cte', '1e-6/K'],
    ['E_form (kJ mol⁻¹)', 'E form', 'kJ/mol'],
    ['cp (J/(mol K))', 'cp', 'J/(mol K)'],
    ['Z_odd', 'Z odd', undefined],
    ['A', 'A', undefined],
    ['vitamin_C', 'vitamin C', undefined],
    ['Tg (exp)', 'Tg (exp)', undefined],
    ['N_distance_to_magic', 'N distance to magic', undefined],
  ])('%s', (name, quantity, unit) => {
    const parsed = parseColumnName(name);
    expect([parsed.quantity, parsed.unit?.text]).toEqual([quantity, unit]);
  });

  test('indices and conditions by name', () => {
    expect(['Unnamed: 0', 'index', 'ID', 'mp_id', 'name', 'sample id'].every(isIndexName)).toBe(
      true,
    );
    expect(['Z', 'A', 'x1', 'width', 'humid'].some(isIndexName)).toBe(false);
    expect(
      ['temperature_degC', 'T (K)', 'Temperature', 'pressure_bar'].every(isConditionName),
    ).toBe(true);
    expect(['T', 'glass_transition_temperature_K', 'chi'].some(isConditionName)).toBe(false);
  });

  const unit = (text: string): Unit => {
    const parsed = parseUnit(text);
    if (!parsed) throw new Error(text);
    return parsed;
  };

  test.each([
    // Published conversions, not computed here.
    ['°C', 'K', 25, 298.15],
    ['K', 'degC', 0, -273.15],
    ['eV', 'kJ/mol', 1, 96.485332],
    ['kcal/mol', 'kJ/mol', 1, 4.184],
    ['g/cm3', 'kg/m3', 1.5, 1500],
    ['nm', 'eV', 500, 2.479684],
    ['eV', 'nm', 2.479684, 500],
    ['hartree', 'eV', 1, 27.211386],
    ['angstrom3', 'nm3', 1000, 1],
    ['GPa', 'Pa', 2, 2e9],
    ['g/mol', 'Da', 18, 18],
  ])('%s to %s: %f is %f', (from, to, value, expected) => {
    const conversion = conversionBetween(unit(from), unit(to));
    if (!conversion) throw new Error('none');
    const [converted = NaN] = convert(Float64Array.of(value), conversion);
    expect(Math.abs(converted / expected - 1)).toBeLessThan(1e-6);
  });

  test('no conversion between different things, none needed between equal ones', () => {
    expect(conversionBetween(unit('K'), unit('eV'))).toBeUndefined();
    const same = conversionBetween(unit('W/(m K)'), unit('W m-1 K-1'));
    expect(same && isIdentity(same)).toBe(true);
  });
});

describe('kinds', () => {
  test('spelling of SMILES and formulas', () => {
    const smiles = [
      'CCO',
      '*CC(*)C',
      'c1ccccc1',
      '[NH4+].[Cl-]',
      'C/C=C(\\Cl)C*',
      'C%12CC%12',
      'ClC(Cl)Cl',
    ];
    const formulas = [
      'Fe2O3',
      'CaSO4·2H2O',
      'Ca(OH)2',
      'Ag0.66Sc0.33',
      'NaCl',
      'K4[Fe(CN)6]',
      'La1Pb1Re2',
    ];
    for (const text of smiles) expect([text, isSpelledLikeSmiles(text)]).toEqual([text, true]);
    for (const text of formulas) expect([text, isSpelledLikeFormula(text)]).toEqual([text, true]);
    const neither = ['water', 'C(C', 'O=C1CC', 'Ry0.57Si0.43', '(', '12', 'benzene, 98 %', ''];
    for (const text of neither) {
      expect([text, isSpelledLikeSmiles(text) || isSpelledLikeFormula(text)]).toEqual([
        text,
        false,
      ]);
    }
  });

  test('small columns', async () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      [i / 7, i, i % 2, ['fcc', 'bcc'][i % 2], `some words ${i}`, '', 'C'.repeat(1 + i)].join(),
    );
    const table = await tableOf(`a,b,c,d,e,f,g\n${rows.join('\n')}\n`);
    expect(table.columns.map((column) => kindOf(column).kind)).toEqual([
      ...['number', 'integer', 'boolean', 'category', 'text', 'empty', 'smiles'],
    ]);
    const mixed = await tableOf(
      'x\n1\n2\noops\n\n4\n'.replaceAll('\n', ',\n').replace('x,', 'x,y'),
    );
    expect(kindOf(columnNamed(mixed, 'x'))).toMatchObject({
      kind: 'integer',
      fitting: 3,
      present: 4,
      share: 0.75,
      exception: { row: 2, text: 'oops' },
    });
  });

  test.skipIf(dataMissing)('columns of the example tables', async () => {
    const smiles = kindOf(columnNamed(await exampleTable('polymer/sim.csv'), 'smiles'));
    expect(smiles).toMatchObject({ kind: 'smiles', present: 1077, share: 1 });
    const enthalpy = await exampleTable('inorganic_formation_enthalpy/sim_mp.csv.gz');
    expect(kindOf(columnNamed(enthalpy, 'formula'))).toMatchObject({ kind: 'formula', share: 1 });
    const boiling = await exampleTable('boiling_point/real_boiling_point.csv');
    expect(kindOf(columnNamed(boiling, 'name')).kind).toBe('text');
  });
});

describe('outliers', () => {
  test('robust z by hand, and the rows they stand in', () => {
    // Median 3, absolute deviations 2 1 0 1 97: their median is 1.
    const found = findOutliers([1, 2, NaN, 3, 4, 100]);
    expect(found.median).toBe(3);
    expect(found.scale).toBeCloseTo(1.4826, 10);
    expect(found.outliers).toEqual([{ row: 5, value: 100, z: 97 / 1.4826 }]);
    expect(findOutliers([5, 5, 5]).outliers).toEqual([]);
    expect(findOutliers([]).outliers).toEqual([]);
    expect(findOutliers([...new Array<number>(30).fill(0), 9]).outliers).toHaveLength(1);
  });

  test.skipIf(dataMissing)('three polymers with dielectric constants above 100', async () => {
    const column = numbersNamed(
      await exampleTable('polymer/sim.csv'),
      'static_dielectric_constant',
    );
    const { outliers } = findOutliers(column.values);
    expect(outliers.filter(({ value }) => value > 100)).toHaveLength(3);
    expect(outliers.slice(0, 3).every(({ value }) => value > 100)).toBe(true);
  });
});

describe('repeated measurements', () => {
  const keys = ['a', 'b', 'a', 'c', 'b', 'b', '', 'd', 'b'];
  const values = [1, 10, 3, 7, 12, 14, 5, NaN, 14];

  test('counts, means and the pooled deviation by hand', () => {
    const groups = groupRows(keys, values);
    expect(countRepeats(groups, values)).toEqual({
      rows: 7,
      materials: 3,
      repeatedMaterials: 2,
      rowsInRepeats: 6,
      copies: 1,
    });
    expect([...averageRepeats(groups, values).rows]).toEqual([0, 1, 3]);
    expect([...averageRepeats(groups, values).values]).toEqual([2, 12.5, 7]);
    // a: (1, 3), squares 2; b: (10, 12, 14), squares 8; 3 degrees of freedom.
    const floor = noiseFloor(groups, values, 1);
    expect(floor).toMatchObject({ degreesOfFreedom: 3, materials: 2 });
    expect(floor?.deviation).toBeCloseTo(Math.sqrt(10 / 3), 12);
    expect(noiseFloor(groups, values)).toBeUndefined();
  });

  test('the floor is the mean absolute error of a perfect model', () => {
    // Sums of 12 uniform numbers: normal enough. The truth of each material is its index.
    let state = 7;
    const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6);
    const noisy = Array.from({ length: 6000 }, (_, row) => (row % 2000) + 0.3 * normal());
    const names = noisy.map((_, row) => String(row % 2000));
    const floor = noiseFloor(groupRows(names, noisy), noisy);
    const mae = noisy.reduce((sum, value, row) => sum + Math.abs(value - (row % 2000)), 0) / 6000;
    expect(floor?.deviation).toBeCloseTo(0.3, 1);
    expect(Math.abs((floor?.expectedMae ?? NaN) / mae - 1)).toBeLessThan(0.03);
  });

  test.skipIf(dataMissing)(
    'the calorimetry table: 911 compositions in 995 rows (counted with sort -u)',
    async () => {
      const table = await exampleTable('inorganic_formation_enthalpy/real_formation_enthalpy.csv');
      const part = columnNamed(table, 'reduced_formula');
      const enthalpy = numbersNamed(table, 'formation_enthalpy_eV_per_atom').values;
      const groups = groupRows(materialKeys([part], table.rows), enthalpy);
      expect(countRepeats(groups, enthalpy)).toMatchObject({ rows: 995, materials: 995 - 84 });
      expect(noiseFloor(groups, enthalpy)?.deviation).toBeLessThan(0.29);
    },
  );
});

test('a column in numbers', async () => {
  const table = await tableOf(
    'x\n1\n2\n4\n\noops\n8\n1000\n'.replaceAll('\n', ',0\n').replace('x,0', 'x,y'),
  );
  const summary = summaryOf(numbersNamed(table, 'x'));
  expect(summary).toMatchObject({
    present: 5,
    missing: 1,
    odd: 1,
    min: 1,
    median: 4,
    max: 1000,
    mean: 203,
  });
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }),
      (list) => {
        const column: NumberColumn = { kind: 'number', name: 'x', values: Float64Array.from(list) };
        const { min, max, mean, median } = summaryOf(column);
        const slack = 1e-9 * Math.max(Math.abs(min), Math.abs(max));
        for (const middle of [mean, median]) {
          expect(middle).toBeGreaterThanOrEqual(min - slack);
          expect(middle).toBeLessThanOrEqual(max + slack);
        }
      },
    ),
  );
  const spread = Float64Array.from({ length: 500 }, (_, i) => 10 ** (i / 100));
  expect(summaryOf({ kind: 'number', name: 'x', values: spread }).logarithmHelps).toBe(true);
  const even = Float64Array.from({ length: 500 }, (_, i) => i + 1);
  expect(summaryOf({ kind: 'number', name: 'x', values: even }).logarithmHelps).toBe(false);
});

test('a split of one’s own', async () => {
  const table = await tableOf('s,x\ntest,1\nTrain,2\n?,3\nvalidation,4\nTEST,5\n');
  const { test: testing, rest, unclear } = ownSplit(columnNamed(table, 's'));
  expect([[...testing], [...rest], [...unclear]]).toEqual([[0, 4], [1, 3], [2]]);
  expect([...ownSplit(columnNamed(await tableOf('s,x\n1,1\n0,2\n'), 's')).test]).toEqual([0]);
});

test('dropped rows as a file', async () => {
  const table = await tableOf('name,y\n"a, b",oops\nc,1\n=cmd(),\n');
  const dropped = [
    { row: 0, line: 2, reason: 'odd-target', column: 'y' },
    { row: 2, line: 4, reason: 'missing-target', column: 'y' },
    { row: 1, line: 3, reason: 'averaged' },
  ];
  expect(droppedRowsCsv(table, dropped, ({ reason }) => reason)).toBe(
    '\uFEFFline,reason,column,name,y\r\n2,odd-target,y,"a, b",oops\r\n4,missing-target,y,\'=cmd(),\r\n3,averaged,,c,1\r\n',
  );
});
