/** The crew of Node's threads: real threads, the same bits, and what happens when one dies. */
import { afterEach, describe, expect, test } from 'vitest';
import { bundleForNode } from '../../../../scripts/run-typescript.mjs';
import { createSweepRunner } from '../../../../src/sweep/run/runner.ts';
import { createNodeCrew } from '../../../../src/training/host/node-crew.ts';
import {
  FIXED_HASH,
  fixedSeries,
  fixedSpec,
  hashRecords,
} from '../../../support/fixed-experiment.ts';
import { byId, smallRequest, smallSpec, until } from '../../../support/runs.ts';

const entry = await bundleForNode('src/training/host/node-thread.ts');
const crews: ReturnType<typeof createNodeCrew>[] = [];

function createCrew(cores: number) {
  const crew = createNodeCrew(entry, cores);
  crews.push(crew);
  return crew;
}

afterEach(() => crews.splice(0).forEach((crew) => crew.end()));

describe('threads of Node', () => {
  test.each([1, 2])(
    'the fixed experiment has its stored hash on %i threads, with the engine measured first',
    async (cores) => {
      const runner = createSweepRunner({ crew: createCrew(cores) });
      await runner.start({ spec: fixedSpec, series: fixedSeries, engine: 'automatic' });
      expect(runner.state).toMatchObject({ status: 'finished', problems: [] });
      expect(runner.state.engine).toMatchObject({ engine: 'wasm', workers: cores });
      expect(hashRecords(runner.records())).toBe(FIXED_HASH);
    },
  );

  test('stopped in the middle and resumed, and a thread that ends: the records are the same', async () => {
    const long = { ...smallSpec, pretraining: { ...smallSpec.pretraining, maxSteps: 3000 } };
    const whole = createSweepRunner({ crew: createCrew(1) });
    await whole.start(smallRequest({ spec: long }));
    const crew = createCrew(2);
    const runner = createSweepRunner({ crew });
    const started = runner.start(smallRequest({ spec: long }));
    await until(runner, () => runner.state.running.length > 0 && runner.state.done > 0);
    await runner.stop();
    await started;
    expect(runner.state.status).toBe('stopped');
    const again = runner.start(smallRequest({ spec: long }));
    await until(runner, () => runner.state.running.length > 0);
    crew.end(runner.state.running[0]?.worker);
    await again;
    expect(runner.state.status).toBe('finished');
    expect(runner.state.problems.map(({ code }) => code)).toEqual(['worker-died']);
    expect(byId(runner.records())).toEqual(byId(whole.records()));
  });
});
