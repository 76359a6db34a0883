import { afterEach, describe, expect, test, vi } from 'vitest';
import { getFeatures, openCache, putFeatures, type Cache } from '../../src/storage/cache.ts';
import { VERSION } from '../../src/storage/schema.ts';

const NAME = 'storage-test';
const opened: Cache[] = [];

async function open(onProblem?: Parameters<typeof openCache>[0]): Promise<Cache> {
  const { cache, problem } = await openCache(onProblem, NAME);
  expect(problem).toBeUndefined();
  opened.push(cache);
  return cache;
}

function request<T>(of: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = () => reject(of.error ?? new Error('no error'));
  });
}

afterEach(async () => {
  vi.restoreAllMocks();
  opened.splice(0).forEach((cache) => cache.close());
  await request(indexedDB.deleteDatabase(NAME));
});

describe('the cache', () => {
  test('keeps typed arrays over a reopening', async () => {
    const first = await open();
    const features = { keys: ['CCO'], values: Float32Array.from([1, 2.5, NaN]) };
    expect(await putFeatures(first, 'hash', features)).toBe(true);
    first.close();
    expect(await getFeatures(await open(), 'hash')).toEqual(features);
  });

  test('append never replaces, put does', async () => {
    const cache = await open();
    expect(
      await cache.append(
        'records',
        new Map([
          ['a/1', 1],
          ['a/2', 2],
        ]),
      ),
    ).toBe(true);
    expect(
      await cache.append(
        'records',
        new Map([
          ['a/2', 9],
          ['a/3', 3],
          ['b/1', 4],
        ]),
      ),
    ).toBe(true);
    expect([...(await cache.withPrefix('records', 'a/'))]).toEqual([
      ['a/1', 1],
      ['a/2', 2],
      ['a/3', 3],
    ]);
    await cache.put('records', 'a/1', 7);
    expect(await cache.get('records', 'a/1')).toBe(7);
    await cache.remove('records', 'a/1');
    expect(await cache.get('records', 'a/1')).toBeUndefined();
    expect(await cache.get('artefacts', 'b/1')).toBeUndefined();
  });

  test('what cannot be stored is refused whole, with a code', async () => {
    const problems: string[] = [];
    const cache = await open((problem) => problems.push(problem.code));
    const entries = new Map<string, unknown>([
      ['good', 1],
      ['bad', () => 1],
    ]);
    expect(await cache.append('records', entries)).toBe(false);
    expect(await cache.get('records', 'good')).toBeUndefined();
    expect(problems).toEqual(['storage-failed']);
  });

  test('a full disk costs the features, then the write', async () => {
    const problems: string[] = [];
    const cache = await open((problem) => problems.push(problem.code));
    await cache.put('features', 'old', 1);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    put.mockImplementationOnce(full);
    expect(await cache.append('records', new Map([['a', 1]]))).toBe(true);
    expect(await cache.get('features', 'old')).toBeUndefined();
    put.mockImplementation(full);
    expect(await cache.put('features', 'new', 1)).toBe(false);
    expect(problems).toEqual(['storage-full']);
  });

  test('writes are strict', async () => {
    const cache = await open();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await cache.put('tables', 'a', 1);
    expect(transaction.mock.calls[0]?.[2]).toEqual({ durability: 'strict' });
  });
});

describe('a browser that refuses', () => {
  test('the data of a newer release are left alone', async () => {
    const newer = indexedDB.open(NAME, VERSION + 1);
    (await request(newer)).close();
    const { cache, problem } = await openCache(undefined, NAME);
    expect(problem).toEqual({ code: 'storage-newer' });
    expect(await cache.put('features', 'a', 1)).toBe(false);
  });

  test('private mode', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    const { cache, problem } = await openCache(undefined, NAME);
    expect(problem?.code).toBe('storage-unavailable');
    expect(cache.persistent).toBe(false);
  });

  test('a newer release in another tab is not held up, and this tab goes on without', async () => {
    const problems: string[] = [];
    const cache = await open((problem) => problems.push(problem.code));
    (await request(indexedDB.open(NAME, VERSION + 1))).close();
    expect(await cache.put('features', 'a', 1)).toBe(false);
    expect(await cache.get('features', 'a')).toBeUndefined();
    expect(problems.length).toBe(2);
  });
});
