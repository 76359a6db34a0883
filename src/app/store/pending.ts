/** What the next Run would add to what is there. */
import { askedPoints } from '../../sweep/asked.ts';
import { protocolHash, recordId } from '../../sweep/identity.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { RunRequest, RunState } from '../../sweep/runner-types.ts';
import type { SweepSpec } from '../../sweep/specification.ts';

export type Pending =
  | { readonly kind: 'none' }
  /** The protocol differs: none of the points on the screen belongs to it. */
  | { readonly kind: 'other' }
  | { readonly kind: 'more'; readonly points: number };

export function pendingPoints(
  spec: SweepSpec,
  request: RunRequest | null,
  records: readonly SweepRecord[],
  state: RunState,
): Pending {
  if (!request || state.status === 'preparing') return { kind: 'none' };
  const before = request.spec.series.map((one) => protocolHash(request.spec, one));
  const now = spec.series.map((one) => protocolHash(spec, one));
  if (!now.some((hash) => before.includes(hash))) return { kind: 'other' };
  if (grid(spec) === grid(request.spec)) return { kind: 'none' };
  const have = new Set(records.map(({ id }) => id));
  const points = now.flatMap((hash) =>
    askedPoints(spec, ['transfer']).filter((point) => !have.has(recordId(hash, point))),
  ).length;
  return points > 0 ? { kind: 'more', points } : { kind: 'none' };
}

const grid = (spec: SweepSpec): string => JSON.stringify([spec.sizes, spec.measured, spec.trials]);
