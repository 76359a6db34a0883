/**
 * Where records live between runs. Records are append-only: of one id the first stays. The runner loads what a protocol
 * has and appends each record as it finishes; so a resume, a reload, an extended grid and another shard are one thing.
 */
import type { Artefacts, SweepRecord } from './record.ts';

/** A record with its artefacts, which a store may have let go. */
export interface Kept {
  readonly record: SweepRecord;
  readonly artefacts?: Artefacts;
}

/** A record that could not be kept: a full disk, a refused quota, a private window. */
export interface NotKept {
  readonly id: string;
  readonly detail: string;
}

export interface RecordStore {
  /** Everything that is kept of the protocol (64 hexadecimal digits), in the order in which it came. */
  load(protocol: string): Promise<readonly Kept[]>;
  /**
   * Keeps what is new; an id that is there already stays as it is and is not refused. Resolves with what was refused, once
   * the rest is safe. A rejection means that nothing of it was kept.
   */
  append(entries: readonly Kept[]): Promise<readonly NotKept[]>;
}

/** Records that are kept in memory: an hour of the fastest engine. */
const MOST_RECORDS = 50_000;

/** Keeps records as long as the process lives; beyond that number the protocols touched longest ago are forgotten. */
export class MemoryRecordStore implements RecordStore {
  private readonly protocols = new Map<string, Map<string, Kept>>();
  private count = 0;

  constructor(private readonly most = MOST_RECORDS) {}

  load(protocol: string): Promise<readonly Kept[]> {
    return Promise.resolve([...(this.touch(protocol)?.values() ?? [])]);
  }

  append(entries: readonly Kept[]): Promise<readonly NotKept[]> {
    for (const entry of entries) {
      const { id, protocol } = entry.record;
      const records = this.touch(protocol) ?? this.begin(protocol);
      if (records.has(id)) continue;
      records.set(id, entry);
      this.count++;
    }
    while (this.count > this.most && this.protocols.size > 1) this.forgetOldest();
    return Promise.resolve([]);
  }

  /** The protocol's records, which now were touched last. */
  private touch(protocol: string): Map<string, Kept> | undefined {
    const known = this.protocols.get(protocol);
    if (known && this.protocols.delete(protocol)) this.protocols.set(protocol, known);
    return known;
  }

  private begin(protocol: string): Map<string, Kept> {
    const records = new Map<string, Kept>();
    this.protocols.set(protocol, records);
    return records;
  }

  private forgetOldest(): void {
    for (const [protocol, records] of this.protocols) {
      this.protocols.delete(protocol);
      this.count -= records.size;
      return;
    }
  }
}
