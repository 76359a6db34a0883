import fc from 'fast-check';
import { describe as group, expect, test } from 'vitest';
import { describe, describeWith, fitPlan } from '../../../src/descriptors/describe.ts';
import { gatherRows } from '../../../src/descriptors/feature-matrix.ts';
import {
  FittedPlanError,
  hashFittedPlan,
  type FittedPlan,
} from '../../../src/descriptors/fitted-plan.ts';
import type { DescriptorPlan } from '../../../src/descriptors/plan.ts';
import type { SmilesService } from '../../../src/descriptors/smiles/encode.ts';
import type { Column } from '../../../src/tables/table.ts';
import { numbers, texts } from './columns.ts';

/** SMILES without RDKit: the letters, sorted, are the canonical form; their counts the features. */
const smiles: SmilesService = {
  describe: (list) =>
    Promise.resolve({
      canonical: list.map((text) =>
        text === 'bad' ? { code: 'unreadable' } : [...text].sort().join(''),
      ),
      blocks: [
        {
          kind: 'bytes',
          names: ['C', 'O', 'N'],
          values: Uint8Array.from(
            list.flatMap((text) => ['C', 'O', 'N'].map((one) => text.split(one).length - 1)),
          ),
        },
      ],
    }),
};

const plan: DescriptorPlan = [
  { kind: 'smiles', column: { simulated: 'polymer', measured: 'Polymer' } },
  { kind: 'composition', column: 'filler', statistics: ['mean', 'maximum'] },
  { kind: 'category', column: 'phase' },
  { kind: 'numbers', columns: ['T', { simulated: 'p', measured: 'p (Pa)' }], log: ['p'] },
];

interface Row {
  readonly polymer: string;
  readonly filler: string;
  readonly phase: string;
  readonly T: number;
  readonly p: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  polymer: fc.constantFrom('CO', 'OC', 'CCN', 'C', 'bad', ''),
  filler: fc.constantFrom('TiO2', 'SiO2', 'Fe2O3', 'Xx', ''),
  phase: fc.constantFrom('solid', 'liquid', 'gas', ''),
  T: fc.oneof(fc.integer({ min: 1e6, max: 1e6 + 50 }), fc.constant(NaN)),
  p: fc.constantFrom(1, 10, 1e5, 0, NaN),
});
const table = fc.array(row, { maxLength: 25 });

function columnsOf(rows: readonly Row[], measured: boolean): readonly Column[] {
  return [
    texts(
      measured ? 'Polymer' : 'polymer',
      rows.map((one) => one.polymer),
    ),
    texts(
      'filler',
      rows.map((one) => one.filler),
    ),
    texts(
      'phase',
      rows.map((one) => one.phase),
    ),
    numbers(
      'T',
      rows.map((one) => one.T),
    ),
    numbers(
      measured ? 'p (Pa)' : 'p',
      rows.map((one) => one.p),
    ),
  ];
}

group('fit and transform', () => {
  test('describing a pair is fitting the simulated table and describing each table with it', async () => {
    await fc.assert(
      fc.asyncProperty(table, table, async (source, target) => {
        const [simulated, measured] = [columnsOf(source, false), columnsOf(target, true)];
        const pair = await describe(plan, simulated, measured, { smiles });
        const fitted = await fitPlan(plan, simulated, { smiles });
        expect(fitted).toEqual(pair.fitted);
        const kept = JSON.parse(JSON.stringify(fitted)) as FittedPlan;
        expect(kept).toEqual(fitted);
        expect(hashFittedPlan(kept)).toBe(hashFittedPlan(fitted));
        const options = { smiles };
        expect(await describeWith(kept, simulated, { ...options, as: 'simulated' })).toEqual(
          pair.simulated,
        );
        const alone = await describeWith(kept, measured, { ...options, as: 'measured' });
        expect(alone).toEqual(pair.measured);
        expect({ features: pair.features.constantButMeasuredVaries, notes: pair.notes }).toEqual({
          features: alone.constantButVaries,
          notes: alone.notes,
        });
        // By its measured names, and by its simulated ones.
        expect(await describeWith(kept, measured, { ...options, as: 'other' })).toEqual(alone);
        const renamed = await describeWith(kept, columnsOf(target, false), {
          ...options,
          as: 'other',
        });
        expect([renamed.matrix, renamed.keys]).toEqual([alone.matrix, alone.keys]);
      }),
      { numRuns: 150 },
    );
  });

  test('a third table of the same rows, shuffled or in part, has the same features row by row', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.array(fc.nat(24), { maxLength: 40 }), async (source, picks) => {
        const simulated = columnsOf(source, false);
        const { fitted, simulated: whole } = await describe(plan, simulated, columnsOf([], true), {
          smiles,
        });
        const chosen = picks.filter((pick) => pick < source.length);
        const third = columnsOf(
          chosen.flatMap((pick) => source[pick] ?? []),
          false,
        );
        const described = await describeWith(fitted, third, { smiles, as: 'other' });
        const places = [...described.rows].map((at) => whole.rows.indexOf(chosen[at] ?? -1));
        expect(described.matrix).toEqual(gatherRows(whole.matrix, places));
        expect(described.keys).toEqual(places.map((place) => whole.keys[place]));
        expect(described.rows.length + described.dropped.length).toBe(chosen.length);
        for (const { row, reason } of described.dropped) {
          const before = whole.dropped.find((one) => one.row === chosen[row]);
          expect(reason).toEqual(before?.reason);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the fit looks at nothing but the simulated table', async () => {
    const simulated = columnsOf(
      [
        { polymer: 'CO', filler: 'TiO2', phase: 'solid', T: 1e6, p: 1 },
        { polymer: 'CCN', filler: 'SiO2', phase: 'liquid', T: 1e6 + 2, p: 1 },
      ],
      false,
    );
    const target = { polymer: 'N', filler: 'NaCl', phase: 'gas', T: 7, p: 100 };
    const one = await describe(plan, simulated, columnsOf([target], true), { smiles });
    const measured = columnsOf([target, { ...target, p: 5 }], true);
    const two = await describe(plan, simulated, measured, { smiles });
    expect(two.fitted).toEqual(one.fitted);
    expect(one.features.constantButMeasuredVaries).toEqual([]);
    expect(two.features.constantButMeasuredVaries).toEqual(['log10 p']);
    expect(two.notes).toEqual([{ code: 'unseen-level', column: 'phase', level: 'gas', rows: 2 }]);
  });

  test('what does not fit is refused by name', async () => {
    const simulated = columnsOf([{ polymer: 'C', filler: 'C', phase: 's', T: 1, p: 1 }], false);
    const fitted = await fitPlan(plan, simulated, { smiles });
    const options = { smiles, as: 'other' } as const;
    await expect(describeWith(fitted, simulated.slice(1), options)).rejects.toThrow(
      '"side":"other","column":"Polymer"',
    );
    const older = { ...fitted, version: 'descriptors-1/rdkit-2026.09.1' };
    await expect(describeWith(older, simulated, options)).rejects.toThrow(FittedPlanError);
  });
});
