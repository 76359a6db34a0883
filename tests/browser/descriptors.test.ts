import { afterEach, describe as group, expect, test } from 'vitest';
import { describeCached, describeWithCached } from '../../src/descriptors/describe-cached.ts';
import { describeInWorker } from '../../src/descriptors/describe-client.ts';
import type { DescribeProgress } from '../../src/descriptors/describe.ts';
import { featureCount } from '../../src/descriptors/feature-matrix.ts';
import {
  DESCRIPTOR_VERSION,
  DescriptorPlanError,
  type DescriptorPlan,
} from '../../src/descriptors/plan.ts';
import type { SmilesPool } from '../../src/descriptors/smiles/pool.ts';
import { createWebSmilesPool } from '../../src/descriptors/smiles/web-pool.ts';
import type { FeatureStorage } from '../../src/storage/features.ts';
import { openStorage } from '../../src/storage/storage.ts';
import { numbers, texts } from '../unit/descriptors/columns.ts';

const REQUEST = {
  fingerprints: [{ kind: 'morgan', radius: 2, length: 1024 }],
  physical: true,
} as const;

const pools: SmilesPool[] = [];
function newPool(size?: number): SmilesPool {
  const pool = createWebSmilesPool(size);
  pools.push(pool);
  return pool;
}
afterEach(() => pools.splice(0).forEach((pool) => pool.dispose()));

/** Distinct molecules of growing size. */
const molecules = (count: number) =>
  Array.from({ length: count }, (_, i) => `${'C'.repeat(i % 40)}N(${'C'.repeat(i >> 5)}O)c1ccccc1`);

group('RDKit in workers', () => {
  test('the version is the one that stands in the experiment', async () => {
    expect(DESCRIPTOR_VERSION).toContain(await newPool(1).version());
  });

  test('two workers give what one gives, in order, with progress', async () => {
    const list = [...molecules(300), 'C1CC', '*CC*', '*C'];
    const seen: number[] = [];
    const two = await newPool(2).describe(list, REQUEST, (done, total) => {
      expect(total).toBe(list.length);
      seen.push(done);
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect([seen[0], seen.at(-1)]).toEqual([0, list.length]);
    expect(two).toEqual(await newPool(1).describe(list, REQUEST));
    expect(two.canonical.slice(-3)).toEqual([
      { code: 'unreadable' },
      'poly:C1CCCCCCCCC1',
      { code: 'polymer-ends', ends: 1 },
    ]);
  });

  test('abort ends the work at once, and the pool can be used again', async () => {
    const pool = newPool(2);
    const controller = new AbortController();
    const running = pool.describe(molecules(50_000), REQUEST, undefined, controller.signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = performance.now();
    controller.abort();
    await expect(running).rejects.toThrow('abort');
    expect(performance.now() - stopped).toBeLessThan(1000);
    expect((await pool.describe(['OCC'], REQUEST)).canonical).toEqual(['CCO']);
  });
});

group('the page’s way to features', () => {
  const plan: DescriptorPlan = [
    { kind: 'smiles', column: 'polymer' },
    { kind: 'smiles', column: 'solvent', physical: true, fingerprints: [{ kind: 'maccs' }] },
    { kind: 'numbers', columns: ['temperature'] },
  ];
  const table = (polymers: string[], solvents: string[], temperatures: number[]) => [
    texts('polymer', polymers),
    texts('solvent', solvents),
    numbers('temperature', temperatures),
    texts(
      'not in the plan',
      polymers.map(() => 'x'),
    ),
  ];
  const simulated = table(
    ['*CC(*)C', '*CCO*', '*C', '*CC(*)c1ccccc1'],
    ['CCO', 'c1ccccc1', 'O', 'OCC'],
    [300, 320, 300, 340],
  );
  const measured = table(['*C(C)C*', '*COC*'], ['C(O)C', 'nonsense'], [298, 310]);

  test('pairs and a temperature, through a worker with workers', async () => {
    const progress: DescribeProgress[] = [];
    const onProgress = (one: DescribeProgress) => progress.push(one);
    const result = await describeInWorker(plan, simulated, measured, { onProgress });
    expect(result.simulated.keys[0]?.split('\u001f')).toEqual([
      expect.stringMatching(/^poly:/),
      'CCO',
    ]);
    expect(result.measured.keys).toEqual([result.simulated.keys[0]]);
    expect(result.simulated.dropped.map((one) => [one.row, one.reason.code])).toEqual([
      [2, 'unreadable-smiles'],
    ]);
    expect(result.measured.dropped[0]?.reason).toEqual({
      code: 'unreadable-smiles',
      column: 'solvent',
      text: 'nonsense',
      problem: { code: 'unreadable' },
    });
    const names = result.simulated.matrix.blocks.flatMap((block) => block.names);
    for (const part of ['polymer morgan2', 'solvent amw', 'temperature']) {
      expect(names.some((name) => name.startsWith(part))).toBe(true);
    }
    expect(featureCount(result.simulated.matrix)).toBe(result.features.kept);
    expect(progress.some((one) => one.kind === 'smiles' && one.done === one.total)).toBe(true);
  });

  test('a plan that does not fit is refused with its problem, also through the worker', async () => {
    const wrong: DescriptorPlan = [{ kind: 'smiles', column: 'temperature' }];
    const error: unknown = await describeInWorker(wrong, simulated, measured).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(DescriptorPlanError);
    expect((error as DescriptorPlanError).problem).toEqual({
      code: 'column-not-text',
      side: 'simulated',
      column: 'temperature',
    });
  });

  test('abort', async () => {
    const controller = new AbortController();
    const many = [texts('polymer', molecules(20_000))];
    const smiles: DescriptorPlan = [{ kind: 'smiles', column: 'polymer' }];
    const running = describeInWorker(smiles, many, many, { signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    await expect(running).rejects.toThrow('abort');
  });

  test('a second visit takes everything from the cache, and a second measured table costs only itself', async () => {
    const opened = () => openStorage(undefined, 'descriptors-test');
    const tables = [
      { columns: simulated, fingerprint: 'a'.repeat(64) },
      { columns: measured, fingerprint: 'b'.repeat(64) },
    ] as const;
    const other = { columns: table(['*CCO*'], ['OCC'], [305]), fingerprint: 'c'.repeat(64) };
    const before = await opened();
    const first = await describeCached(before, plan, ...tables);
    // Nobody waits for a write; reading what is missing does.
    await before.features.get('nothing');
    before.close();
    const cache = await opened();
    const seen: DescribeProgress[] = [];
    const onProgress = (one: DescribeProgress) => seen.push(one);
    const second = await describeCached(cache, plan, ...tables, { onProgress });
    expect(second).toEqual(first);
    expect(seen).toEqual([]);
    const third = await describeCached(cache, plan, tables[0], other, { onProgress });
    expect(third.fitted).toEqual(first.fitted);
    expect(third.simulated).toEqual(first.simulated);
    expect(new Set(seen.map((one) => one.table))).toEqual(new Set(['measured']));
    const alone = await describeWithCached(cache, first.fitted, other, { as: 'measured' });
    expect(alone).toBe(third.measured);
    cache.close();
    indexedDB.deleteDatabase('descriptors-test');
  });

  test('a browser that refuses to store, at once or later, costs only the time', async () => {
    const tables = [
      { columns: simulated, fingerprint: 'a'.repeat(64) },
      { columns: measured, fingerprint: 'b'.repeat(64) },
    ] as const;
    const never = () => new Promise<boolean>(() => undefined);
    const nothing: FeatureStorage['features']['get'] = () => Promise.resolve(undefined);
    const refusals: FeatureStorage['features']['put'][] = [
      never,
      () => Promise.reject(new Error('no')),
    ];
    const first = await describeCached(
      { features: { get: nothing, put: () => Promise.resolve(false) } },
      plan,
      ...tables,
    );
    for (const put of refusals) {
      expect(await describeCached({ features: { get: nothing, put } }, plan, ...tables)).toEqual(
        first,
      );
    }
  });
});
