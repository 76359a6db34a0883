/** A record for tests; whatever matters to a test is given. */
import type { SweepRecord } from '../../../src/sweep/record.ts';

export const SERIES_ID = '5e'.repeat(32);
export const PROTOCOL = '9c'.repeat(32);

export function record(change: Partial<SweepRecord> = {}): SweepRecord {
  const full: SweepRecord = {
    id: '',
    protocol: PROTOCOL,
    series: SERIES_ID,
    n: 100,
    m: 50,
    trial: 0,
    arm: 'transfer',
    mae: 0.1,
    rmse: 0.2,
    r2: 0.9,
    nUsed: 100,
    mUsed: 50,
    testRows: 60,
    removedRows: 12,
    steps: 900,
    stoppedBy: 'patience',
    stages: {},
    seconds: 1.5,
    engine: 'wasm',
    engineVersion: '1',
    ...change,
  };
  return { ...full, id: `${full.arm} ${full.n} ${full.m} ${full.trial}` };
}
