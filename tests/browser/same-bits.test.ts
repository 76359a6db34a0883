import { expect, test } from 'vitest';
import { createSweepRunner } from '../../src/sweep/run/runner.ts';
import { WebCrew } from '../../src/training/host/web-crew.ts';
import { FIXED_HASH, fixedSeries, fixedSpec, hashRecords } from '../support/fixed-experiment.ts';

test.each([1, 2])(
  'the fixed experiment has its stored hash in this browser, on %i workers',
  async (workers) => {
    const runner = createSweepRunner({ crew: new WebCrew() });
    await runner.start({ spec: fixedSpec, series: fixedSeries, engine: 'webassembly', workers });
    expect(runner.state).toMatchObject({ status: 'finished', problems: [] });
    expect(hashRecords(runner.records())).toBe(FIXED_HASH);
    runner.dispose();
  },
);
