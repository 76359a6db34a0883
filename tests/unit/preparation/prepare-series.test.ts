import { describe as group, expect, test } from 'vitest';
import { describe, type DescribeOptions } from '../../../src/descriptors/describe.ts';
import type { SmilesService } from '../../../src/descriptors/smiles/encode.ts';
import { planFromRoles } from '../../../src/preparation/descriptor-plan.ts';
import {
  prepareSeries,
  type Describe,
  type SeriesChoice,
} from '../../../src/preparation/prepare-series.ts';
import { checkRoles } from '../../../src/tables/check-roles.ts';
import { guessRoles } from '../../../src/tables/guess-roles.ts';
import { readTable } from '../../../src/tables/read-table.ts';
import type { Table } from '../../../src/tables/table.ts';

async function table(name: string, text: string): Promise<Table> {
  const outcome = await readTable(name, new Blob([text]));
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.table;
}

/** SMILES without RDKit: the letters, sorted, are the canonical form; their counts the features. */
const letters: SmilesService = {
  describe: (texts) =>
    Promise.resolve({
      canonical: texts.map((text) =>
        text === '???' ? { code: 'unreadable' } : [...text].sort().join(''),
      ),
      blocks: [
        {
          kind: 'bytes',
          names: ['C', 'O', 'N'],
          values: Uint8Array.from(
            texts.flatMap((text) => ['C', 'O', 'N'].map((one) => text.split(one).length - 1)),
          ),
        },
      ],
    }),
};

const here: Describe = (plan, simulated, measured, options: DescribeOptions) =>
  describe(plan, simulated.columns, measured.columns, { ...options, smiles: letters });

function choose(simulated: Table, measured: Table, more: Partial<SeriesChoice> = {}): SeriesChoice {
  const roles = guessRoles(simulated, measured);
  return {
    label: 'one',
    plan: planFromRoles(roles, measured),
    simulatedTargets: [roles.simulatedTarget ?? ''],
    measuredTarget: roles.measuredTarget ?? '',
    sameProperty: true,
    ...more,
  };
}

const prepare = (simulated: Table, measured: Table, more: Partial<SeriesChoice> = {}) =>
  prepareSeries(simulated, measured, choose(simulated, measured, more), { describe: here });

group('formulas', () => {
  const simulatedText = 'formula,energy_eV\nFe2O3,-1\nNaCl,-2\nTiO2,-3\nRy0.57Si0.43,-4\nMgO,\n';
  const measuredText = 'formula,energy_eV\nO3Fe2,-1.5\nClNa,-1.9\nSiO2,-2.5\n';

  test('one material in two spellings has one key; the overlap has its mean difference', async () => {
    const prepared = await prepare(
      await table('sim.csv', simulatedText),
      await table('real.csv', measuredText),
    );
    const { simulated, measured } = prepared.series;
    expect(measured.keys.slice(0, 2)).toEqual(simulated.keys.slice(0, 2));
    expect(prepared.overlap.count).toBe(2);
    // (-1 - -1.5 + -2 - -1.9) / 2
    expect(prepared.overlap.bias).toBeCloseTo(0.2, 12);
    expect(prepared.overlap.measuredMaterials).toBe(3);
  });

  test('every row that is left out is told with its line and reason', async () => {
    const { sides } = await prepare(
      await table('sim.csv', simulatedText),
      await table('real.csv', measuredText),
    );
    expect(sides[0].dropped).toEqual([
      expect.objectContaining({
        line: 5,
        reason: expect.objectContaining({
          code: 'unreadable-formula',
          text: 'Ry0.57Si0.43',
          problem: expect.objectContaining({ code: 'unknown-element' }) as unknown,
        }) as unknown,
      }),
      expect.objectContaining({ line: 6, reason: { code: 'missing-target', column: 'energy_eV' } }),
    ]);
    expect(sides[0].used + sides[0].dropped.length).toBe(5);
    expect(sides[1].dropped).toEqual([]);
  });
});

group('pairs and conditions', () => {
  const simulatedText =
    'polymer_smiles,solvent_smiles,temperature_K,chi\nCO,OC,300,1\nCO,OC,350,2\nCC,CN,300,3\n???,CC,300,4\n';
  const measuredText =
    'polymer_smiles,solvent_smiles,temperature_K,chi\nOC,CO,310,1.5\nCC,NC,320,2\n';

  test('a temperature makes no other material, and is seen by the network', async () => {
    const { series, overlap, sides } = await prepare(
      await table('sim.csv', simulatedText),
      await table('real.csv', measuredText),
    );
    const { keys, features } = series.simulated;
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(2);
    expect(overlap.count).toBe(2);
    expect(features.blocks.some(({ names }) => names.includes('temperature_K'))).toBe(true);
    expect(sides[0].dropped[0]?.reason).toMatchObject({ code: 'unreadable-smiles', text: '???' });
  });

  test('rows at other temperatures are not repeats, rows at the same one are', async () => {
    const simulated = await table('sim.csv', simulatedText);
    const measured = await table(
      'real.csv',
      'polymer_smiles,solvent_smiles,temperature_K,chi\nOC,CO,310,1\nCO,CO,310,2\nCO,CO,330,9\nCC,NC,320,2\n',
    );
    const kept = await prepare(simulated, measured);
    expect(kept.repeats).toMatchObject({ repeatedMaterials: 1, rowsInRepeats: 2 });
    const averaged = await prepare(simulated, measured, { repeats: 'average' });
    expect([...averaged.series.measured.values]).toEqual([1.5, 9, 2]);
    expect(averaged.sides[1].dropped).toMatchObject([{ line: 3, reason: { code: 'averaged' } }]);
    expect(averaged.series.measured.fingerprint).not.toBe(kept.series.measured.fingerprint);
  });
});

group('several simulated targets', () => {
  test('a row counts with any of them, what is missing stays missing, only the first is converted', async () => {
    const simulated = await table('sim.csv', 'a,x_degC,y\n1,0,5\n2,,6\n3,10,\n4,,\n');
    const measured = await table('real.csv', 'a,x_K\n1,270\n2,280\n3,290\n');
    const plan = [{ kind: 'numbers', columns: ['a'] }] as const;
    const { series, sides, spec } = await prepare(simulated, measured, {
      plan,
      simulatedTargets: ['x_degC', 'y'],
      measuredTarget: 'x_K',
      conversion: { form: 'affine', factor: 1, offset: 273.15 },
    });
    expect(series.simulated.targets.map((one) => [...one])).toEqual([
      [273.15, NaN, 283.15],
      [5, 6, NaN],
    ]);
    expect(sides[0].dropped).toMatchObject([{ line: 5, reason: { code: 'missing-target' } }]);
    expect(spec.simulatedTargets).toEqual(['x_degC', 'y']);
  });

  test('a target that is no column of numbers is an error with its name', async () => {
    const simulated = await table('sim.csv', 'a,x\n1,2\n2,3\n');
    const measured = await table('real.csv', 'a,x\n1,2\n2,3\n');
    await expect(prepare(simulated, measured, { simulatedTargets: ['b'] })).rejects.toThrow('"b"');
  });
});

group('descriptor plans', () => {
  test('options change the plan, and with it the specification', async () => {
    const simulated = await table(
      'sim.csv',
      'smiles,pressure_Pa,y\nCCO,1,2\nOCC,2,3\nCC,3,4\nCN,4,5\n',
    );
    const roles = guessRoles(simulated, simulated);
    expect(checkRoles(simulated, simulated, roles)).toEqual([]);
    expect(planFromRoles(roles, simulated)).toEqual([
      { kind: 'smiles', column: 'smiles', condition: false },
      { kind: 'numbers', columns: ['pressure_Pa'], condition: true },
    ]);
    expect(
      planFromRoles(roles, simulated, {
        smiles: { fingerprint: 'none' },
        pressure_Pa: { log: true },
      }),
    ).toEqual([
      { kind: 'smiles', column: 'smiles', condition: false, fingerprints: [], physical: true },
      { kind: 'numbers', columns: ['pressure_Pa'], log: ['pressure_Pa'], condition: true },
    ]);
    expect(planFromRoles(roles, simulated, { smiles: { readAs: 'category' } })[0]).toEqual({
      kind: 'category',
      column: 'smiles',
      condition: false,
    });
  });
});
