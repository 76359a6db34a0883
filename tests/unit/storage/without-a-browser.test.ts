import { describe, expect, test } from 'vitest';
import { claimedExperiments, claimExperiment } from '../../../src/storage/claim.ts';
import { getFeatures, putFeatures } from '../../../src/storage/features.ts';
import { openStorage } from '../../../src/storage/storage.ts';
import { askToPersist, storageUsage } from '../../../src/storage/usage.ts';

describe('without IndexedDB', () => {
  test('the storage keeps nothing, says why, and never throws', async () => {
    const problems: string[] = [];
    const storage = await openStorage(({ code }) => problems.push(code));
    expect(storage.problem?.code).toBe('storage-unavailable');
    expect(storage.persistent).toBe(false);
    expect(await putFeatures(storage, 'a', 1)).toBe(false);
    expect(await getFeatures(storage, 'a')).toBeUndefined();
    expect(await storage.records.append([{ id: 'p:1', record: 1 }])).toBe(false);
    expect((await storage.records.load('p')).size).toBe(0);
    expect(await storage.tables.keep({ fingerprint: 'a', name: 'a.csv' })).toMatchObject({
      kept: false,
      problem: { code: 'storage-unavailable' },
    });
    expect(await storage.experiments.list()).toEqual([]);
    expect(await storage.experiments.remove('a')).toBe(false);
    storage.close();
    expect(problems).toEqual([]);
  });

  test('without Web Locks every tab owns what it opens, and says that it is not guarded', async () => {
    const claim = await claimExperiment('a', null);
    expect(claim).toMatchObject({ owner: true, guarded: false });
    if (claim.owner) claim.release();
    expect(await claimedExperiments(null)).toEqual(new Set());
  });

  test('nothing is known of the usage', async () => {
    expect(await storageUsage()).toBeUndefined();
    expect(await askToPersist()).toBe(false);
  });
});
