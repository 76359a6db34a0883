/** A sweep runner on this page: its crew are Web Workers, and a Web Lock keeps a hidden tab awake. Loaded lazily. */
import { createSweepRunner } from '../../sweep/run/runner.ts';
import type { RecordStore } from '../../sweep/record-store.ts';
import type { SweepRunner } from '../../sweep/runner-types.ts';
import { holdAwake } from '../../training/host/hold-awake.ts';
import { WebCrew } from '../../training/host/web-crew.ts';

/** With a store of its own in memory where none is given. */
export function createPageRunner(store?: RecordStore): SweepRunner {
  return createSweepRunner({ crew: new WebCrew(), holdAwake, ...(store ? { store } : {}) });
}
