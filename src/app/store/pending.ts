/** What the next Run would add to what is there. */
import { canonicalJson } from '../../hashing.ts';
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
  if (protocol(spec) !== protocol(request.spec)) return { kind: 'other' };
  if (grid(spec) === grid(request.spec)) return { kind: 'none' };
  const have = new Set(
    records.filter((r) => r.arm === 'transfer').map((r) => `${r.m} ${r.n} ${r.trial}`),
  );
  let points = 0;
  for (const m of spec.measured) {
    for (const n of spec.sizes) {
      for (let trial = 0; trial < spec.trials; trial++) {
        if (!have.has(`${m} ${n} ${trial}`)) points++;
      }
    }
  }
  return points > 0 ? { kind: 'more', points: points * spec.series.length } : { kind: 'none' };
}

const protocol = (spec: SweepSpec): string =>
  canonicalJson({ ...spec, sizes: null, measured: null, trials: null });
const grid = (spec: SweepSpec): string => JSON.stringify([spec.sizes, spec.measured, spec.trials]);
