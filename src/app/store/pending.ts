/** What the next Run would add to what is on the screen. */
import { askedPoints } from '../../sweep/asked.ts';
import { protocolHash, recordId } from '../../sweep/identity.ts';
import { ARMS, type SweepRecord } from '../../sweep/record.ts';
import type { SweepSpec } from '../../sweep/specification.ts';
import type { Shown } from './state.ts';

export type Pending =
  | { readonly kind: 'none' }
  /** The protocol differs: none of the points on the screen belongs to it. */
  | { readonly kind: 'other' }
  | { readonly kind: 'more'; readonly points: number };

export const NOTHING_PENDING: Pending = { kind: 'none' };

/** Points of pretrained networks that are asked for and have no record. */
export function pendingPoints(
  next: SweepSpec,
  shown: Shown,
  records: ReadonlyMap<string, readonly SweepRecord[]>,
): Pending {
  if (next === shown.spec) return NOTHING_PENDING;
  const protocols = next.series.map((series) => protocolHash(next, series));
  if (protocols.join() !== shown.protocols.join()) return { kind: 'other' };
  const have = new Set(
    protocols.flatMap((protocol) => (records.get(protocol) ?? []).map(({ id }) => id)),
  );
  const missing = protocols.flatMap((protocol) =>
    askedPoints(next, [ARMS[0]])
      .map((point) => recordId(protocol, point))
      .filter((id) => !have.has(id)),
  );
  return missing.length > 0 ? { kind: 'more', points: missing.length } : NOTHING_PENDING;
}
