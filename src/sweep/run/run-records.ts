/**
 * The records of one start: what the store had and what came since, by id. Each is appended to the store as it comes; a
 * store that refuses is told of, and the run goes on.
 */
import type { Artefacts, SweepRecord } from '../record.ts';
import type { Kept, RecordStore } from '../record-store.ts';

export type Refused = (points: number, detail: string) => void;

export class RunRecords {
  private readonly byId = new Map<string, Kept>();
  private readonly appends = new Set<Promise<void>>();
  private list: readonly SweepRecord[] | undefined;

  constructor(
    private readonly store: RecordStore,
    private readonly refused: Refused,
  ) {}

  /** Takes what is kept of these protocols. What cannot be read is made again. */
  async load(protocols: readonly string[]): Promise<void> {
    for (const protocol of protocols) {
      const kept = await this.store.load(protocol).catch((error: unknown) => {
        this.refused(0, messageOf(error));
        return [];
      });
      for (const entry of kept) this.byId.set(entry.record.id, entry);
    }
    this.list = undefined;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  artefacts(id: string): Artefacts | undefined {
    return this.byId.get(id)?.artefacts;
  }

  /** The same list until another record comes. */
  all(): readonly SweepRecord[] {
    this.list ??= [...this.byId.values()].map(({ record }) => record);
    return this.list;
  }

  /** False when there is a record of that id already: the first one stays. */
  add(entry: Kept): boolean {
    const { id } = entry.record;
    if (this.byId.has(id)) return false;
    this.byId.set(id, entry);
    this.list = undefined;
    const append = this.append(entry).finally(() => this.appends.delete(append));
    this.appends.add(append);
    return true;
  }

  /** Resolves when everything so far is kept or refused, at the latest after so many milliseconds. */
  async settled(milliseconds: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    await Promise.race([Promise.all(this.appends), late]);
    clearTimeout(timer);
  }

  private async append(entry: Kept): Promise<void> {
    try {
      const refused = await this.store.append([entry]);
      for (const { detail } of refused) this.refused(1, detail);
    } catch (error) {
      this.refused(1, messageOf(error));
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
