/**
 * The page's records: in memory at once, in the browser's storage as soon as that allows, and on the screen at most a few
 * times a second. What the browser refuses to keep stays in memory, and the page says so.
 */
import { MemoryRecordStore, type Kept, type RecordStore } from '../../sweep/record-store.ts';
import type { Artefacts, SweepRecord } from '../../sweep/record.ts';
import type { Storage } from '../../storage/storage.ts';
import { updateFacts, updateKeeping, type PageCore } from './page-core.ts';

/** Screens and law fits need no more; a faster engine would only make React busy. */
const MILLISECONDS_BETWEEN_VIEWS = 250;

export interface PageRecords extends RecordStore {
  /** Puts what is waiting for its moment on the screen now. */
  settled(): void;
}

export function pageRecords(page: Omit<PageCore, 'records' | 'training'>): PageRecords {
  const memory = new MemoryRecordStore();
  const fresh = new Map<string, SweepRecord[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (): void => {
    timer = undefined;
    if (fresh.size === 0) return;
    updateFacts(page, ({ records }) => {
      const next = new Map(records);
      for (const [protocol, added] of fresh) {
        next.set(protocol, union(next.get(protocol) ?? [], added));
      }
      fresh.clear();
      return { records: next };
    });
  };
  const showSoon = (entries: readonly Kept[]): void => {
    for (const { record } of entries) {
      const list = fresh.get(record.protocol);
      if (list) list.push(record);
      else fresh.set(record.protocol, [record]);
    }
    timer ??= setTimeout(show, MILLISECONDS_BETWEEN_VIEWS);
  };
  const settled = (): void => {
    clearTimeout(timer);
    show();
  };

  return {
    settled,
    async load(protocol) {
      await memory.append(await keptOf(page.storage, protocol));
      const kept = await memory.load(protocol);
      showSoon(kept);
      settled();
      return kept;
    },
    async append(entries) {
      await memory.append(entries);
      showSoon(entries);
      const kept = await page.storage.records.append(
        entries.map(({ record, artefacts }) => ({ id: record.id, record, artefacts })),
      );
      updateKeeping(page, { notKept: page.storage.records.unkept });
      const detail = page.storage.problem?.code ?? 'storage-full';
      return kept ? [] : entries.map(({ record: { id } }) => ({ id, detail }));
    },
  };
}

/** Records of a protocol with their artefacts, as the browser has them. */
async function keptOf(storage: Storage, protocol: string): Promise<Kept[]> {
  const prefix = protocol.slice(0, 16);
  const [records, artefacts] = await Promise.all([
    storage.records.load(prefix),
    storage.records.loadArtefacts(prefix),
  ]);
  return [...records].flatMap(([id, record]) =>
    (record as SweepRecord).protocol === protocol
      ? [{ record: record as SweepRecord, artefacts: artefacts.get(id) as Artefacts }]
      : [],
  );
}

/** By id: of two records with one id the first stays. */
export function union(
  first: readonly SweepRecord[],
  second: readonly SweepRecord[],
): readonly SweepRecord[] {
  const known = new Set(first.map(({ id }) => id));
  const added = second.filter(({ id }) => !known.has(id) && known.add(id));
  return added.length > 0 ? [...first, ...added] : first;
}
