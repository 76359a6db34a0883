/**
 * Finished points, append-only by id. Points that end close together are written together, a few transactions a second,
 * and none is reported as kept before its transaction is on the disk.
 */
import type { Clock } from './clock.ts';
import type { Guard } from './guard.ts';

export interface RecordEntry {
  /** Begins with the first 16 hexadecimal digits of its protocol's hash and a colon. */
  readonly id: string;
  readonly record: unknown;
  readonly artefacts?: unknown;
}

/** Milliseconds between the starts of two writes. */
const INTERVAL = 250;

interface Waiting {
  readonly entries: readonly RecordEntry[];
  readonly tell: (kept: boolean) => void;
}

export class RecordLog {
  private waiting: Waiting[] = [];
  /** The disk refused them; they are tried again after the next write that succeeds. */
  private refused: readonly RecordEntry[] = [];
  private readonly writes = new Set<Promise<void>>();
  private writingEntries = 0;
  private lastStart = -Infinity;
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly guard: Guard,
    private readonly clock: Clock,
  ) {}

  /** Records that were appended and are not on the disk: still waiting, being written, or refused. */
  get unkept(): number {
    const waiting = this.waiting.reduce((sum, { entries }) => sum + entries.length, 0);
    return waiting + this.writingEntries + this.refused.length;
  }

  /** The records of a protocol (16 hexadecimal digits) by id, in the order of the ids. */
  async load(protocol: string): Promise<ReadonlyMap<string, unknown>> {
    return this.loadFrom('records', protocol);
  }

  /** The artefacts of a protocol's records by record id. */
  async loadArtefacts(protocol: string): Promise<ReadonlyMap<string, unknown>> {
    return this.loadFrom('artefacts', protocol);
  }

  /**
   * Appends records with their artefacts; an id that is there stays as it is. Resolves with true when all of them are
   * durable, with false when the browser refused; never rejects.
   */
  append(entries: readonly RecordEntry[]): Promise<boolean> {
    if (entries.length === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.waiting.push({ entries, tell: resolve });
      this.schedule();
    });
  }

  /**
   * Begins to write within the call whatever waits, and tries once more what was refused; resolves when that has ended.
   * For a page that is hidden or left, and for the end of a run.
   */
  async flush(): Promise<void> {
    this.start();
    await this.settle();
    if (this.refused.length > 0) {
      this.track(this.retry());
      await this.settle();
    }
  }

  /** Drops what is not written yet of these protocols, and waits for what is being written. */
  async forget(protocols: Iterable<string> | 'all'): Promise<void> {
    const prefixes = protocols === 'all' ? [''] : [...protocols].map(prefixOf);
    const stays = ({ id }: RecordEntry) => !prefixes.some((prefix) => id.startsWith(prefix));
    const before = this.waiting;
    this.waiting = [];
    for (const { entries, tell } of before) {
      const left = entries.filter(stays);
      if (left.length > 0) this.waiting.push({ entries: left, tell });
      else tell(false);
    }
    await this.settle();
    this.refused = this.refused.filter(stays);
  }

  private async loadFrom(
    store: 'records' | 'artefacts',
    protocol: string,
  ): Promise<ReadonlyMap<string, unknown>> {
    await this.flush();
    return this.guard.read(
      [store],
      (transaction) => transaction.entries(store, prefixOf(protocol)),
      new Map<string, unknown>(),
    );
  }

  /** At once when the last write began long enough ago, so that a hidden tab's slow timers delay only the last few. */
  private schedule(): void {
    if (this.waiting.length === 0 || this.writes.size > 0) return;
    const due = this.lastStart + INTERVAL - this.clock.elapsed();
    if (due <= 0) this.start();
    else this.cancelTimer ??= this.clock.after(due, () => this.start());
  }

  private start(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    if (this.waiting.length > 0) this.track(this.write());
  }

  private track(write: Promise<void>): void {
    this.writes.add(write);
    void write.then(() => {
      this.writes.delete(write);
      this.schedule();
    });
  }

  /** Waits for what is being written now, not for what a run appends meanwhile. */
  private async settle(): Promise<void> {
    await Promise.all([...this.writes]);
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.lastStart = this.clock.elapsed();
    const entries = batch.flatMap((waiting) => waiting.entries);
    const kept = await this.put(entries);
    if (!kept) this.refused = [...this.refused, ...entries];
    batch.forEach(({ tell }) => tell(kept));
    if (kept) await this.retry();
  }

  private async retry(): Promise<void> {
    const again = this.refused;
    if (again.length === 0) return;
    this.refused = [];
    if (!(await this.put(again))) this.refused = [...again, ...this.refused];
  }

  /** One strict transaction. */
  private async put(entries: readonly RecordEntry[]): Promise<boolean> {
    this.writingEntries += entries.length;
    const written = await this.guard.write(['records', 'artefacts'], async (transaction) => {
      const there = await Promise.all(entries.map(({ id }) => transaction.has('records', id)));
      const known = new Set(entries.filter((_entry, index) => there[index]).map(({ id }) => id));
      for (const { id, record, artefacts } of entries) {
        if (known.has(id)) continue;
        known.add(id);
        await transaction.put('records', id, record);
        if (artefacts !== undefined) await transaction.put('artefacts', id, artefacts);
      }
    });
    this.writingEntries -= entries.length;
    return written.done;
  }
}

/** What the ids of a protocol's records begin with. */
export function prefixOf(protocol: string): string {
  return `${protocol}:`;
}
