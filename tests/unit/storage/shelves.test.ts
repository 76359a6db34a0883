/** What goes when there is not room for everything, and what never goes. */
import { describe, expect, test } from 'vitest';
import { estimateBytes } from '../../../src/storage/bytes.ts';
import { FeatureShelf } from '../../../src/storage/features.ts';
import { Guard } from '../../../src/storage/guard.ts';
import { Storage } from '../../../src/storage/storage.ts';
import { SimulatedDatabase, SimulatedDisk } from '../../support/simulated-database.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

function start(refuseCommit?: (commit: number) => boolean) {
  const disk = new SimulatedDisk();
  const database = new SimulatedDatabase(disk, refuseCommit ? { refuseCommit } : {});
  const problems: string[] = [];
  const guard = new Guard({ database }, ({ code }) => problems.push(code));
  const clock = new SteppedClock();
  return { disk, problems, clock, guard, storage: new Storage(guard, clock) };
}

/** A table of about that many bytes. */
const table = (fingerprint: string, bytes: number) => ({
  fingerprint,
  name: `${fingerprint}.csv`,
  values: new Uint8Array(bytes),
});

describe('tables', () => {
  test('the least recently used go first, never those at hand', async () => {
    const { disk, clock, storage } = start();
    await storage.tables.choose({ keep: true, limit: 10_000 });
    for (const name of ['a', 'b', 'c']) {
      clock.pass(10);
      expect(await storage.tables.keep(table(name, 3000))).toEqual({ kept: true, gone: [] });
    }
    clock.pass(10);
    expect(await storage.tables.load('a')).toEqual(table('a', 3000));
    clock.pass(10);
    expect(await storage.tables.keep(table('d', 3000), ['b', 'd'])).toEqual({
      kept: true,
      gone: ['c.csv'],
    });
    const { tables, bytes } = await storage.tables.kept();
    expect(tables.map(({ key }) => key)).toEqual(['d', 'a', 'b']);
    expect(bytes).toBeGreaterThan(9000);
    expect(bytes).toBeLessThanOrEqual(10_000);
    expect([...disk.of('tables').keys()]).toEqual(['a', 'b', 'd']);
  });

  test('one that cannot fit beside those at hand is not kept, and nothing goes for it', async () => {
    const { storage } = start();
    await storage.tables.choose({ keep: true, limit: 10_000 });
    await storage.tables.keep(table('old', 3000));
    await storage.tables.keep(table('hand', 5000));
    expect(await storage.tables.keep(table('large', 6000), ['hand'])).toMatchObject({
      kept: false,
      problem: { code: 'table-over-limit', name: 'large.csv', limit: 10_000 },
    });
    expect((await storage.tables.kept()).tables).toHaveLength(2);
  });

  test('keeping the same table again changes only its last use', async () => {
    const { clock, storage } = start();
    await storage.tables.keep(table('a', 10));
    clock.pass(5);
    await storage.tables.keep({ ...table('a', 10), name: 'another name.csv' });
    const { tables } = await storage.tables.kept();
    expect(tables).toMatchObject([{ key: 'a', name: 'a.csv', used: clock.now() }]);
  });

  test('a choice against keeping, or for less, takes effect at once', async () => {
    const { disk, clock, storage } = start();
    expect(await storage.tables.choice()).toEqual({ keep: true, limit: 100e6 });
    for (const name of ['a', 'b', 'c']) {
      clock.pass(10);
      await storage.tables.keep(table(name, 3000));
    }
    await storage.tables.choose({ keep: true, limit: 7000 }, ['a']);
    expect([...disk.of('tables').keys()]).toEqual(['a', 'c']);
    await storage.tables.choose({ keep: false, limit: 7000 });
    expect([...disk.of('tables').keys(), ...disk.of('inventory').keys()]).toEqual([]);
    expect(await storage.tables.keep(table('d', 10))).toEqual({
      kept: false,
      problem: { code: 'tables-not-kept', name: 'd.csv' },
    });
  });

  test('forgetting', async () => {
    const { storage } = start();
    for (const name of ['a', 'b', 'c']) await storage.tables.keep(table(name, 10));
    expect(await storage.tables.forget(['a', 'not there'])).toBe(true);
    expect(await storage.tables.load('a')).toBeUndefined();
    expect((await storage.tables.kept()).tables).toHaveLength(2);
    expect(await storage.tables.forgetAll()).toBe(true);
    expect(await storage.tables.kept()).toEqual({ tables: [], bytes: 0 });
  });
});

describe('features', () => {
  test('make room for everything else on a full disk', async () => {
    // Commits: the features, the table (refused), the features that go, the table.
    const { disk, problems, storage } = start((commit) => commit === 2);
    expect(await storage.features.put('hash', [1, 2])).toBe(true);
    expect(await storage.features.bytes()).toBeGreaterThan(0);
    expect(await storage.tables.keep(table('a', 10))).toEqual({ kept: true, gone: [] });
    expect(await storage.features.get('hash')).toBeUndefined();
    expect([...disk.of('inventory').keys()]).toEqual(['tables/a']);
    expect(problems).toEqual([]);
  });

  test('have a limit of their own', async () => {
    const { clock, guard } = start();
    const features = new FeatureShelf(guard, clock, 10_000);
    const third = new Uint8Array(3000);
    for (const hash of ['a', 'b', 'c']) {
      clock.pass(10);
      expect(await features.put(hash, third)).toBe(true);
    }
    clock.pass(10);
    await features.get('a');
    clock.pass(10);
    expect(await features.put('d', third)).toBe(true);
    expect(await features.get('b')).toBeUndefined();
    expect(await features.get('a')).toEqual(third);
    expect(await features.put('e', new Uint8Array(10_000))).toBe(false);
  });
});

describe('experiments', () => {
  const experiment = (id: string, done: number) => ({
    ...{ id, title: `Experiment ${id}`, document: { title: null, settings: { seed: '1' } } },
    ...{ tables: [id], protocols: [], state: { status: 'running', done, planned: 9 } },
    law: { points: [[10, 0.5]] as const, curve: { D: 1, alpha: 0.5, C: 0.1 } },
  });

  test('list, last opened, rename, duplicate', async () => {
    const { clock, storage } = start();
    const { experiments } = storage;
    expect(await experiments.lastOpened()).toBeUndefined();
    const created = clock.now();
    await experiments.put(experiment('a', 0));
    clock.pass(10);
    await experiments.put(experiment('b', 0));
    expect(await experiments.markOpened('b')).toBe(true);
    clock.pass(10);
    await experiments.put({ ...experiment('a', 3), tables: ['other'] });
    expect((await experiments.list()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await experiments.get('a')).toEqual({
      ...experiment('a', 3),
      tables: ['a', 'other'],
      created,
      changed: clock.now(),
      opened: 0,
    });
    expect((await experiments.lastOpened())?.id).toBe('b');

    expect(await experiments.rename('b', 'Polymers')).toBe(true);
    const document = { title: 'Polymers', settings: { seed: '1' } };
    expect(await experiments.get('b')).toMatchObject({ title: 'Polymers', document });
    expect(await experiments.rename('not there', 'x')).toBe(false);

    const copy = await experiments.duplicate('b', 'Polymers, copy');
    expect(copy).toMatch(/^[0-9a-f]{32}$/);
    expect(await experiments.get(copy ?? '')).toMatchObject({
      ...{ title: 'Polymers, copy', document: { title: 'Polymers, copy' }, tables: ['b'] },
      ...{ opened: 0, state: { done: 0 } },
    });
    expect(await experiments.duplicate('not there', 'x')).toBeUndefined();
  });

  test('delete all leaves nothing but the settings', async () => {
    const { disk, storage } = start();
    await storage.tables.choose({ keep: true, limit: 5000 });
    await storage.experiments.put(experiment('a', 1));
    await storage.tables.keep(table('a', 10));
    await storage.features.put('hash', 1);
    await storage.records.append([{ id: 'p:1', record: 1, artefacts: 2 }]);
    expect(await storage.experiments.removeAll()).toBe(true);
    for (const store of ['documents', 'tables', 'features', 'records', 'artefacts'] as const) {
      expect(disk.of(store).size).toBe(0);
    }
    expect(disk.of('inventory').size).toBe(0);
    expect(await storage.tables.choice()).toEqual({ keep: true, limit: 5000 });
  });
});

test('a lost connection is told once, and everything goes on without it', async () => {
  const { guard, problems, storage } = start();
  guard.lose('newer');
  expect(storage.problem).toEqual({ code: 'storage-closed', by: 'newer' });
  expect(await storage.records.append([{ id: 'p:1', record: 1 }])).toBe(false);
  expect(storage.records.unkept).toBe(1);
  expect((await storage.records.load('p')).size).toBe(0);
  expect(await storage.tables.keep(table('a', 10))).toEqual({
    kept: false,
    problem: { code: 'storage-closed', by: 'newer' },
  });
  expect(problems).toEqual(['storage-closed']);
});

test('estimated bytes: buffers once, Latin texts at one byte, other texts at two', () => {
  const empty = estimateBytes('');
  expect(estimateBytes('abc') - empty).toBe(3);
  expect(estimateBytes('é') - empty).toBe(1);
  expect(estimateBytes('高分子') - empty).toBe(6);
  const values = new Float64Array(1000);
  const one = estimateBytes([values]);
  expect(one).toBeGreaterThanOrEqual(8000);
  expect(one).toBeLessThan(8100);
  expect(estimateBytes([values, values.subarray(10)]) - one).toBeLessThan(20);
  expect(estimateBytes(new Map([['key', 'value'.repeat(1000)]]))).toBeGreaterThan(5000);
});
