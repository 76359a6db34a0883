/** The storage on a real IndexedDB: what it keeps, what it refuses, and that nothing ever waits for ever. */
import { cdp } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { getFeatures, putFeatures } from '../../src/storage/features.ts';
import { STORES, VERSION } from '../../src/storage/schema.ts';
import { openStorage, type Storage } from '../../src/storage/storage.ts';
import { storageUsage } from '../../src/storage/usage.ts';

const NAME = 'storage-test';
const opened: Storage[] = [];

async function open(problems: string[] = []): Promise<Storage> {
  const storage = await openStorage(({ code }) => problems.push(code), NAME);
  expect(storage.problem).toBeUndefined();
  opened.push(storage);
  return storage;
}

function request<T>(of: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = () => reject(of.error ?? new Error('no error'));
  });
}

/** A protocol's record with artefacts. */
const entry = (index: number, record: unknown = { n: index }) => ({
  id: `0123456789abcdef:n${index}`,
  record,
  artefacts: { predictions: Float32Array.from([index, NaN]) },
});
const PROTOCOL = '0123456789abcdef';

/** As if the browser aborted the next transaction that writes records, after all its requests have succeeded. */
function abortNextWrite(database = IDBDatabase.prototype): void {
  const original = Object.getOwnPropertyDescriptor(database, 'transaction')
    ?.value as IDBDatabase['transaction'];
  vi.spyOn(database, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...args) {
    const transaction = original.apply(this, args);
    const last = transaction.objectStore('artefacts').put(1, 'last');
    last.onsuccess = () => {
      transaction.objectStore('artefacts').put(2, 'last').onsuccess = () => transaction.abort();
    };
    return transaction;
  });
}

/** Bytes that are free for these tests; set before the first of them, because Chromium remembers what was free. */
const SMALL_QUOTA = 40e6;

async function leaveLittleRoom(): Promise<void> {
  const quotaSize = ((await storageUsage())?.used ?? 0) + SMALL_QUOTA;
  const { origin } = location;
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}

beforeAll(leaveLittleRoom);

afterAll(async () => {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin: location.origin });
});

afterEach(async () => {
  vi.restoreAllMocks();
  opened.splice(0).forEach((storage) => storage.close());
  // The browser may still be clearing it itself.
  await vi.waitFor(() => request(indexedDB.deleteDatabase(NAME)));
});

describe('records', () => {
  test('are append-only and stand there, with typed arrays, after a reopening', async () => {
    const first = await open();
    expect(await first.records.append([entry(1), entry(2)])).toBe(true);
    expect(await first.records.append([entry(2, 'other'), entry(3), entry(3, 'twice')])).toBe(true);
    await first.records.append([{ id: 'fedcba9876543210:n1', record: 1 }]);
    first.close();
    const second = await open();
    expect([...(await second.records.load(PROTOCOL))]).toEqual(
      [1, 2, 3].map((index) => [entry(index).id, entry(index).record]),
    );
    const artefacts = await second.records.loadArtefacts(PROTOCOL);
    expect(artefacts.get(entry(3).id)).toEqual(entry(3).artefacts);
    expect((await second.records.loadArtefacts('fedcba9876543210')).size).toBe(0);
  });

  test('two hundred at once take a few strict transactions', async () => {
    const storage = await open();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const kept = Array.from({ length: 200 }, (_none, index) =>
      storage.records.append([entry(index)]),
    );
    expect(await Promise.all(kept)).toEqual(kept.map(() => true));
    expect(transaction.mock.calls.length).toBeLessThanOrEqual(2);
    for (const call of transaction.mock.calls) expect(call[2]).toEqual({ durability: 'strict' });
    expect((await storage.records.load(PROTOCOL)).size).toBe(200);
  });

  test('what cannot be stored is refused whole, with a code, and stops nothing after it', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    expect(await storage.records.append([entry(1), entry(2, () => 1)])).toBe(false);
    expect(problems).toEqual(['storage-failed']);
    expect(await storage.records.append([entry(3)])).toBe(true);
    expect([...(await storage.records.load(PROTOCOL)).keys()]).toEqual([entry(3).id]);
    expect(storage.records.unkept).toBe(2);
  });

  test('a transaction that is aborted after its requests have succeeded is a refusal', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    abortNextWrite();
    expect(await storage.records.append([entry(1)])).toBe(false);
    expect(problems).toEqual(['storage-failed']);
    await storage.records.flush();
    expect(storage.records.unkept).toBe(0);
    expect((await storage.records.load(PROTOCOL)).size).toBe(1);
  });

  test('a tab that closes in mid-write leaves whole records', async () => {
    const storage = await open();
    const frame = document.body.appendChild(document.createElement('iframe'));
    const factory = frame.contentWindow?.indexedDB;
    if (!factory) throw new Error('The frame has no IndexedDB.');
    const other = await request(factory.open(NAME, VERSION));
    const transaction = other.transaction(['records', 'artefacts'], 'readwrite');
    const record = transaction.objectStore('records').put(1, entry(9).id);
    record.onsuccess = () => frame.remove();
    await vi.waitFor(() => expect(frame.isConnected).toBe(false));
    expect(await storage.records.append([entry(1)])).toBe(true);
    expect([...(await storage.records.load(PROTOCOL)).keys()]).toEqual([entry(1).id]);
  });
});

describe('tables, features, experiments', () => {
  test('stand there after a reopening', async () => {
    const first = await open();
    const table = { fingerprint: 'f', name: 'a.csv', values: Float64Array.from([1, NaN]) };
    const document = { title: null, settings: { seed: '7' } };
    const experiment = {
      ...{ id: 'e', title: 'Polymers', document, tables: ['f'], protocols: [PROTOCOL], law: null },
      state: { status: 'running', done: 1, planned: 2 },
    };
    expect(await first.tables.keep(table)).toEqual({ kept: true, gone: [] });
    expect(await putFeatures(first, 'hash', { rows: Uint8Array.of(1, 2) })).toBe(true);
    expect(await first.experiments.put(experiment)).toBe(true);
    await first.experiments.markOpened('e');
    first.close();
    const second = await open();
    expect(await second.tables.load('f')).toEqual(table);
    expect(await getFeatures(second, 'hash')).toEqual({ rows: Uint8Array.of(1, 2) });
    expect(await second.experiments.lastOpened()).toMatchObject(experiment);
    await second.records.append([entry(1)]);
    expect(await second.experiments.remove('e')).toBe(true);
    expect(await second.tables.load('f')).toBeUndefined();
    expect((await second.records.load(PROTOCOL)).size).toBe(0);
    expect(await second.experiments.list()).toEqual([]);
  });
});

describe('a disk that is full', () => {
  test('costs the features, then the write', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    await putFeatures(storage, 'old', 1);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    put.mockImplementationOnce(full);
    expect(await storage.records.append([entry(1)])).toBe(true);
    expect(await getFeatures(storage, 'old')).toBeUndefined();
    put.mockImplementation(full);
    expect(await putFeatures(storage, 'new', 1)).toBe(false);
    expect(problems).toEqual(['storage-full']);
  });

  test('by the browser’s own quota: refused with a code, and kept once there is room', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    const { origin } = location;
    // Bytes that do not compress, more than the quota of this file's tests leaves.
    const values = new Uint8Array(SMALL_QUOTA + 8e6);
    for (let start = 0; start < values.length; start += 65_536) {
      crypto.getRandomValues(values.subarray(start, start + 65_536));
    }
    // Chromium trusts what it last knew of the free space for up to half a minute.
    for (let index = 1; await storage.records.append([entry(index, values)]); index++) {
      await leaveLittleRoom();
      await new Promise((resolve) => setTimeout(resolve, 5000));
    }
    expect(problems).toEqual(['storage-full']);
    expect(storage.records.unkept).toBe(1);
    const table = { fingerprint: 'f', name: 'f', values };
    expect(await storage.tables.keep(table)).toEqual({
      kept: false,
      problem: { code: 'storage-full' },
    });
    expect(await storage.records.append([entry(1000)])).toBe(true);
    await cdp().send('Storage.overrideQuotaForOrigin', { origin });
    await storage.records.flush();
    expect(storage.records.unkept).toBe(0);
    const artefacts = await storage.records.loadArtefacts(PROTOCOL);
    expect(artefacts.has(entry(1).id) && artefacts.has(entry(1000).id)).toBe(true);
  });
});

describe('another version, another tab', () => {
  test('version 1 held only features: it is brought up to date, and they are made again', async () => {
    const old = indexedDB.open(NAME, 1);
    old.onupgradeneeded = () => {
      for (const store of ['features', 'tables', 'records', 'artefacts']) {
        old.result.createObjectStore(store).put('old', 'key');
      }
    };
    (await request(old)).close();
    const storage = await open();
    expect(await getFeatures(storage, 'key')).toBeUndefined();
    storage.close();
    const database = await request(indexedDB.open(NAME));
    expect([...database.objectStoreNames].sort()).toEqual([...STORES].sort());
    database.close();
  });

  test('the data of a newer release are left alone', async () => {
    (await request(indexedDB.open(NAME, VERSION + 1))).close();
    const storage = await openStorage(undefined, NAME);
    expect(storage.problem).toEqual({ code: 'storage-newer' });
    expect(await putFeatures(storage, 'a', 1)).toBe(false);
  });

  test('private mode', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not here', 'SecurityError');
    });
    const storage = await openStorage(undefined, NAME);
    expect(storage.problem?.code).toBe('storage-unavailable');
    expect(storage.persistent).toBe(false);
  });

  test('an older release that does not let go: opening ends with a code, and lets go itself', async () => {
    const old = await request(indexedDB.open(NAME, 1));
    const storage = await openStorage(undefined, NAME);
    expect(storage.problem).toEqual({ code: 'storage-blocked' });
    old.close();
    // The opening that came too late was closed again: nothing blocks this one.
    expect((await openStorage(undefined, NAME)).problem).toBeUndefined();
  });

  test('a newer release in another tab waits only for the last records, and is told of once', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    await storage.records.append([entry(1)]);
    const waiting = storage.records.append([entry(2)]);
    const newer = await request(indexedDB.open(NAME, VERSION + 1));
    expect(await waiting).toBe(true);
    const keys = newer.transaction('records').objectStore('records').getAllKeys();
    expect(await request(keys)).toEqual([entry(1).id, entry(2).id]);
    newer.close();
    expect(storage.problem).toEqual({ code: 'storage-closed', by: 'newer' });
    expect(await storage.records.append([entry(3)])).toBe(false);
    expect(await getFeatures(storage, 'a')).toBeUndefined();
    expect(problems).toEqual(['storage-closed']);
  });

  test('a database that is deleted under it', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    await storage.records.append([entry(1)]);
    await request(indexedDB.deleteDatabase(NAME));
    expect(storage.problem).toEqual({ code: 'storage-closed', by: 'deleted' });
    expect(await storage.records.append([entry(2)])).toBe(false);
    expect(problems).toEqual(['storage-closed']);
  });

  test('site data that are cleared in mid-write', async () => {
    const problems: string[] = [];
    const storage = await open(problems);
    const writes = Array.from({ length: 20 }, (_none, index) =>
      storage.tables.keep({
        fingerprint: String(index),
        name: '',
        ...{ values: new Uint8Array(1e6) },
      }),
    );
    const { origin } = location;
    await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await Promise.all(writes);
    await vi.waitFor(() =>
      expect(storage.problem).toEqual({ code: 'storage-closed', by: 'browser' }),
    );
    expect(await storage.records.append([entry(1)])).toBe(false);
    // Writes under way are aborted before the connection is known to be lost.
    expect(problems.filter((code) => code !== 'storage-failed')).toEqual(['storage-closed']);
  });
});
