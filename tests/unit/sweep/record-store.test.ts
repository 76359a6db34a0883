/** Records in memory: append-only by id, and the protocols touched longest ago go first. */
import { expect, test } from 'vitest';
import { MemoryRecordStore } from '../../../src/sweep/record-store.ts';
import { record } from '../sharing/record.ts';

const entry = (protocol: string, trial: number, mae = 0.1) => ({
  record: { ...record({ protocol, trial, mae }), id: `${protocol} ${trial}` },
});
const trials = async (store: MemoryRecordStore, protocol: string) =>
  (await store.load(protocol)).map((kept) => kept.record.trial);

test('of one id the first stays, in the order in which they came', async () => {
  const store = new MemoryRecordStore();
  expect(await store.append([entry('a', 1), entry('b', 0)])).toEqual([]);
  expect(await store.append([entry('a', 1, 0.7), entry('a', 0)])).toEqual([]);
  expect((await store.load('a')).map(({ record: { mae } }) => mae)).toEqual([0.1, 0.1]);
  expect(await trials(store, 'a')).toEqual([1, 0]);
  expect(await trials(store, 'b')).toEqual([0]);
  expect(await store.load('c')).toEqual([]);
});

test('beyond the limit the protocol touched longest ago is forgotten, never the one that is being added to', async () => {
  const store = new MemoryRecordStore(3);
  await store.append([entry('a', 0), entry('b', 0), entry('b', 1)]);
  await store.load('a');
  await store.append([entry('c', 0)]);
  expect(await trials(store, 'b')).toEqual([]);
  expect(await trials(store, 'a')).toEqual([0]);
  await store.append([0, 1, 2, 3, 4].map((trial) => entry('d', trial)));
  expect(await trials(store, 'd')).toHaveLength(5);
});
