import { describe, expect, test } from 'vitest';
import { openCache } from '../../../src/storage/cache.ts';

describe('without IndexedDB', () => {
  test('the cache keeps nothing, says why, and never throws', async () => {
    const { cache, problem } = await openCache();
    expect(problem?.code).toBe('storage-unavailable');
    expect(cache.persistent).toBe(false);
    expect(await cache.put('features', 'a', 1)).toBe(false);
    expect(await cache.append('records', new Map([['a', 1]]))).toBe(false);
    expect(await cache.get('features', 'a')).toBeUndefined();
    expect((await cache.withPrefix('records', '')).size).toBe(0);
    await cache.remove('tables', 'a');
    await cache.clear('artefacts');
    cache.close();
  });
});
