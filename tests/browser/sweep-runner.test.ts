/** The sweep on real workers: any number of them, in any order, stopped, resumed, extended or killed, gives the same records. */
import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../src/lessons/built-in.ts';
import { comparable, type SweepRecord } from '../../src/sweep/record.ts';
import { createSweepRunner } from '../../src/sweep/run/runner.ts';
import { spawnTrainingWorker, WebCrew } from '../../src/training/host/web-crew.ts';
import type { RunRequest, SweepRunner } from '../../src/sweep/runner-types.ts';

const experiment = createBuiltInExperiment({ simulatedRows: 2000, measuredRows: 200 });
const spec = {
  ...experiment.spec,
  sizes: [50, 100, 200, 400],
  trials: 2,
  hidden: [16, 16],
  pretraining: { ...experiment.spec.pretraining, maxSteps: 400 },
  fineTuning: { ...experiment.spec.fineTuning, maxSteps: 200 },
};
const request = (change: Partial<RunRequest> = {}): RunRequest => ({
  spec,
  series: experiment.series,
  engine: 'webassembly',
  workers: 2,
  ...change,
});

function byId(records: readonly SweepRecord[]) {
  return Object.fromEntries(
    [...records]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((record) => [record.id, comparable(record)]),
  );
}

async function recordsOf(change: Partial<RunRequest> = {}) {
  const runner = createSweepRunner({ crew: new WebCrew() });
  await runner.start(request(change));
  expect(runner.state).toMatchObject({ status: 'finished', problems: [] });
  expect(runner.state.done).toBe(runner.state.planned);
  const records = byId(runner.records());
  runner.dispose();
  return records;
}

/** Resolves when the condition holds, at once or after a change. */
function until(runner: SweepRunner, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const end = runner.subscribe(() => {
      if (!condition()) return;
      end();
      resolve();
    });
  });
}

describe('sweep runner', () => {
  test('one worker or three, the records are the same', async () => {
    const one = await recordsOf({ workers: 1 });
    expect(Object.keys(one)).toHaveLength(2 * (4 + 2));
    expect(await recordsOf({ workers: 3 })).toEqual(one);
  });

  test('stopped and resumed, then extended by a size and a trial: every older record stays', async () => {
    const whole = await recordsOf({ spec: { ...spec, sizes: [25, ...spec.sizes], trials: 3 } });
    const runner = createSweepRunner({ crew: new WebCrew() });
    const started = runner.start(request());
    await until(runner, () => runner.state.done >= 3);
    await runner.stop();
    await started;
    expect(runner.state.status).toBe('stopped');
    const kept = byId(runner.records());
    expect(Object.keys(kept).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(kept).length).toBeLessThan(12);
    await runner.start(request());
    expect(runner.state.status).toBe('finished');
    await runner.start(request({ spec: { ...spec, sizes: [25, ...spec.sizes], trials: 3 } }));
    const all = byId(runner.records());
    expect(all).toMatchObject(kept);
    expect(all).toEqual(whole);
    runner.dispose();
  });

  test('nothing is dealt while paused, and the sweep goes on afterwards', async () => {
    const runner = createSweepRunner({ crew: new WebCrew() });
    const started = runner.start(request());
    await until(runner, () => runner.state.done >= 1);
    runner.pause();
    expect(runner.state.status).toBe('paused');
    await until(runner, () => runner.state.running.length === 0);
    const done = runner.state.done;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(runner.state.done).toBe(done);
    runner.resume();
    await started;
    expect(runner.state.status).toBe('finished');
    runner.dispose();
  });

  test('a worker that dies loses nothing but its job in hand, which runs again', async () => {
    // Long enough that the second worker has started before the first has done it all.
    const long = {
      ...spec,
      hidden: [64, 64],
      pretraining: { ...spec.pretraining, maxSteps: 5000 },
    };
    const whole = await recordsOf({ spec: long });
    const workers: Worker[] = [];
    const crew = new WebCrew(() => {
      const worker = spawnTrainingWorker();
      workers.push(worker);
      return worker;
    });
    const runner = createSweepRunner({ crew });
    const started = runner.start(request({ spec: long }));
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

  test('a specification that cannot be run is refused with its problems, and records stay', async () => {
    const runner = createSweepRunner({ crew: new WebCrew() });
    await runner.start(request({ spec: { ...spec, sizes: [50], trials: 1 } }));
    const before = runner.records();
    await runner.start(request({ spec: { ...spec, sizes: [50, 100_000] } }));
    expect(runner.state.status).toBe('failed');
    expect(runner.state.problems).toMatchObject([
      {
        code: 'spec',
        problems: [{ code: 'size-above-pool', size: 100_000 }, { code: 'size-above-pool' }].slice(
          0,
          1,
        ),
      },
    ]);
    expect(runner.records()).toEqual(before);
    runner.dispose();
  });
});
