/** The sweep on real workers: any number of them, stopped, resumed, extended or killed, gives the same records. */
import { describe, expect, test } from 'vitest';
import { createSweepRunner } from '../../src/sweep/run/runner.ts';
import { spawnTrainingWorker, WebCrew } from '../../src/training/host/web-crew.ts';
import type { RunRequest } from '../../src/sweep/runner-types.ts';
import { byId, smallRequest, smallSpec, until } from '../support/runs.ts';

async function recordsOf(change: Partial<RunRequest> = {}) {
  const runner = createSweepRunner({ crew: new WebCrew() });
  await runner.start(smallRequest(change));
  expect(runner.state).toMatchObject({ status: 'finished', problems: [] });
  expect(runner.state.done).toBe(runner.state.planned);
  const records = byId(runner.records());
  runner.dispose();
  return records;
}

describe('sweep runner', () => {
  test('one worker or three, the records are the same', async () => {
    const one = await recordsOf({ workers: 1 });
    expect(Object.keys(one)).toHaveLength(2 * (4 + 3));
    expect(await recordsOf({ workers: 3 })).toEqual(one);
  });

  test('stopped and resumed, then extended by a size and a trial: every older record stays', async () => {
    const whole = await recordsOf({
      spec: { ...smallSpec, sizes: [25, ...smallSpec.sizes], trials: 3 },
    });
    const runner = createSweepRunner({ crew: new WebCrew() });
    const started = runner.start(smallRequest());
    await until(runner, () => runner.state.done >= 3);
    await runner.stop();
    await started;
    expect(runner.state.status).toBe('stopped');
    const kept = byId(runner.records());
    expect(Object.keys(kept).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(kept).length).toBeLessThan(12);
    await runner.start(smallRequest());
    expect(runner.state.status).toBe('finished');
    await runner.start(
      smallRequest({ spec: { ...smallSpec, sizes: [25, ...smallSpec.sizes], trials: 3 } }),
    );
    const all = byId(runner.records());
    expect(all).toMatchObject(kept);
    expect(all).toEqual(whole);
    runner.dispose();
  });

  test('a worker that dies loses nothing but its job in hand, which runs again', async () => {
    // Long enough that the second worker has started before the first has done it all.
    const long = {
      ...smallSpec,
      hidden: [64, 64],
      pretraining: { ...smallSpec.pretraining, maxSteps: 5000 },
    };
    const whole = await recordsOf({ spec: long });
    const workers: Worker[] = [];
    const crew = new WebCrew(() => {
      const worker = spawnTrainingWorker();
      workers.push(worker);
      return worker;
    });
    const runner = createSweepRunner({ crew });
    const started = runner.start(smallRequest({ spec: long }));
    const inHand = () => runner.state.running.some(({ worker }) => worker === 1);
    await until(runner, () => inHand() || runner.state.status === 'finished');
    expect(inHand()).toBe(true);
    workers[1]?.terminate();
    await started;
    expect(runner.state.status).toBe('finished');
    expect(runner.state.problems.map(({ code }) => code)).toContain('worker-died');
    expect(byId(runner.records())).toEqual(whole);
    runner.dispose();
  });
});
