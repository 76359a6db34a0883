/** Keeps records by protocol and id between runs, with their artefacts; the oldest protocols are forgotten. */
import type { Artefacts, SweepRecord } from './record.ts';

/** Protocols whose records are kept in memory. */
const MOST_PROTOCOLS = 16;

export class RecordKeeper {
  private readonly protocols = new Map<string, Map<string, SweepRecord>>();
  private readonly artefactsById = new Map<string, Artefacts>();

  /** The records of a protocol by id, in the order in which they came. */
  of(protocolHash: string): ReadonlyMap<string, SweepRecord> {
    return this.mutable(protocolHash);
  }

  artefacts(id: string): Artefacts | undefined {
    return this.artefactsById.get(id);
  }

  /** False when there is a record of that id already: the first one stays. */
  add(protocolHash: string, record: SweepRecord, artefacts: Artefacts): boolean {
    const records = this.mutable(protocolHash);
    if (records.has(record.id)) return false;
    records.set(record.id, record);
    this.artefactsById.set(record.id, artefacts);
    return true;
  }

  private mutable(protocolHash: string): Map<string, SweepRecord> {
    const known = this.protocols.get(protocolHash);
    if (known) return known;
    const records = new Map<string, SweepRecord>();
    this.protocols.set(protocolHash, records);
    const [oldest] = this.protocols.keys();
    if (this.protocols.size > MOST_PROTOCOLS && oldest !== undefined) {
      for (const id of this.protocols.get(oldest)?.keys() ?? []) this.artefactsById.delete(id);
      this.protocols.delete(oldest);
    }
    return records;
  }
}
