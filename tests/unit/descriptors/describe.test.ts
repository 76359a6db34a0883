import { describe as group, expect, test } from 'vitest';
import { describe, type DescribeProgress } from '../../../src/descriptors/describe.ts';
import { featureCount } from '../../../src/descriptors/feature-matrix.ts';
import { DescriptorPlanError, type DescriptorPlan } from '../../../src/descriptors/plan.ts';
import type { SmilesService } from '../../../src/descriptors/smiles/encode.ts';
import { numbers, texts } from './columns.ts';

group('plan and columns to matrices', () => {
  test('pairs and conditions are put side by side; conditions stay out of the key', async () => {
    const plan: DescriptorPlan = [
      { kind: 'composition', column: { simulated: 'formula', measured: 'Formula' } },
      { kind: 'category', column: 'phase' },
      { kind: 'numbers', columns: ['T'] },
    ];
    const simulated = [
      texts('formula', ['Fe2O3', 'NaCl', 'Ry0.57Si0.43', 'TiO2', '']),
      texts('phase', ['solid', 'liquid', 'solid', 'solid', 'solid']),
      numbers('T', [300, 400, 300, 350, 300]),
    ];
    const measured = [
      texts('Formula', ['O3Fe2', 'KCl', 'TiO2']),
      texts('phase', ['gas', 'liquid', 'solid']),
      numbers('T', [298, 310, NaN]),
    ];
    const seen: DescribeProgress[] = [];
    const onProgress = (progress: DescribeProgress) => seen.push(progress);
    const result = await describe(plan, simulated, measured, { onProgress });
    expect(result.simulated.keys).toEqual(['Fe2O3', 'ClNa', 'O2Ti']);
    expect(result.measured.keys).toEqual(['Fe2O3', 'ClK']);
    expect([...result.simulated.rows]).toEqual([0, 1, 3]);
    expect(result.simulated.dropped).toEqual([
      {
        row: 2,
        reason: {
          code: 'unreadable-formula',
          column: 'formula',
          text: 'Ry0.57Si0.43',
          problem: { code: 'unknown-element', position: 0, token: 'Ry' },
        },
      },
      { row: 4, reason: { code: 'missing', column: 'formula' } },
    ]);
    expect(result.measured.dropped).toEqual([{ row: 2, reason: { code: 'missing', column: 'T' } }]);
    expect(result.notes).toEqual([
      { code: 'unseen-level', column: 'phase', level: 'gas', rows: 1 },
    ]);
    const names = (side: 'simulated' | 'measured') =>
      result[side].matrix.blocks.flatMap((block) => block.names);
    expect(names('simulated')).toEqual(names('measured'));
    expect(featureCount(result.simulated.matrix)).toBe(result.features.kept);
    const { computed, kept, constant, duplicate } = result.features;
    expect(kept + constant + duplicate).toBe(computed);
    expect(computed).toBe(155 + 2 + 1);
    expect(seen.at(-1)).toMatchObject({
      kind: 'composition',
      column: 'formula',
      table: 'measured',
      done: 3,
      total: 3,
    });
    // Equal materials, equal bits, however they are written.
    const first = (side: 'simulated' | 'measured') => {
      const block = result[side].matrix.blocks[0];
      return [...(block?.values.slice(0, block.names.length) ?? [])];
    };
    expect(first('measured')).toEqual(first('simulated'));
  });

  test('constant and duplicate features are decided on the simulated rows and dropped on both sides', async () => {
    const columns = ['x', 'copy', 'constant', 'temperature', 'y'];
    const simulated = [
      [1, 1, 7, 298, 5],
      [2, 2, 7, 298, -3],
      [3, 3, 7, 298, 4],
    ];
    const measured = [
      [1, 9, 7, 300, 1],
      [1, 8, 7, 350, 1],
    ];
    const side = (rows: number[][]) =>
      columns.map((name, i) =>
        numbers(
          name,
          rows.map((row) => row[i] ?? NaN),
        ),
      );
    const result = await describe([{ kind: 'numbers', columns }], side(simulated), side(measured));
    expect(result.simulated.matrix.blocks[0]?.names).toEqual(['x', 'y']);
    expect([...(result.measured.matrix.blocks[0]?.values ?? [])]).toEqual([1, 1, 1, 1]);
    expect(result.features).toEqual({
      computed: 5,
      kept: 2,
      constant: 2,
      duplicate: 1,
      constantButMeasuredVaries: ['temperature'],
    });
  });

  test('a category beside numbers only is part of the key, and its parts stay apart', async () => {
    const plan: DescriptorPlan = [
      { kind: 'category', column: 'a' },
      { kind: 'category', column: 'b' },
    ];
    const a = texts('a', ['x', 'x y']);
    const b = texts('b', ['y z', 'z']);
    const { simulated } = await describe(plan, [a, b], [a, b]);
    expect(new Set(simulated.keys).size).toBe(2);
  });

  test('a table without a readable row is left empty, with its reasons', async () => {
    const plan: DescriptorPlan = [{ kind: 'composition', column: 'f' }];
    const result = await describe(plan, [texts('f', ['Xx', ''])], [texts('f', ['NaCl'])]);
    expect(result.simulated.matrix.rows).toBe(0);
    expect(result.simulated.dropped.length).toBe(2);
    expect(result.measured.matrix.rows).toBe(1);
  });

  test('plans that make no sense are refused by code', async () => {
    const a = numbers('a', [1, 2]);
    const many = texts(
      'm',
      Array.from({ length: 300 }, (_, i) => `level ${i}`),
    );
    const bad: [DescriptorPlan, string][] = [
      [[], 'empty-plan'],
      [[{ kind: 'numbers', columns: [] }], 'empty-plan'],
      [[{ kind: 'numbers', columns: ['a'], condition: true }], 'no-material-key'],
      [[{ kind: 'numbers', columns: ['b'] }], 'column-not-found'],
      [[{ kind: 'composition', column: 'a' }], 'column-not-text'],
      [[{ kind: 'category', column: 'm' }], 'too-many-levels'],
      [
        [{ kind: 'smiles', column: 'm', fingerprints: [{ kind: 'morgan', radius: 2, length: 7 }] }],
        'fingerprint-out-of-range',
      ],
    ];
    for (const [plan, code] of bad) {
      const error: unknown = await describe(plan, [a, many], [a, many]).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(DescriptorPlanError);
      expect((error as DescriptorPlanError).problem.code).toBe(code);
    }
  });

  test('each distinct SMILES is asked for once, and its problem comes back by row', async () => {
    const asked: string[][] = [];
    const smiles: SmilesService = {
      describe: (list) => {
        asked.push([...list]);
        const values = Uint8Array.from(list, (one) => one.length);
        return Promise.resolve({
          canonical: list.map((one) =>
            one === 'bad' ? { code: 'unreadable' } : one.toUpperCase(),
          ),
          blocks: [{ kind: 'bytes', names: ['length'], values }],
        });
      },
    };
    const plan: DescriptorPlan = [{ kind: 'smiles', column: 's' }];
    const result = await describe(
      plan,
      [texts('s', ['cc', 'bad', ' cc', 'ccc'])],
      [texts('s', ['ccc', 'o', 'bad'])],
      { smiles },
    );
    expect(asked).toEqual([['cc', 'bad', 'ccc'], ['o']]);
    expect(result.simulated.keys).toEqual(['CC', 'CC', 'CCC']);
    expect([...(result.measured.matrix.blocks[0]?.values ?? [])]).toEqual([3, 1]);
    expect(result.measured.dropped).toEqual([
      {
        row: 2,
        reason: {
          code: 'unreadable-smiles',
          column: 's',
          text: 'bad',
          problem: { code: 'unreadable' },
        },
      },
    ]);
  });

  test('an abort is heard', async () => {
    const plan: DescriptorPlan = [{ kind: 'numbers', columns: ['a'] }];
    const a = numbers('a', [1, 2]);
    const signal = AbortSignal.abort();
    await expect(describe(plan, [a], [a], { signal })).rejects.toThrow('aborted');
  });
});
