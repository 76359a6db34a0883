/** The runner in this process, on real training: stopped, resumed, reloaded, sharded, extended or broken, the records are the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryRecordStore, type Kept, type RecordStore } from '../../../src/sweep/record-store.ts';
import { createSweepRunner } from '../../../src/sweep/run/runner.ts';
import type { SweepRunner } from '../../../src/sweep/runner-types.ts';
import { InlineCrew } from '../../../src/training/host/inline-crew.ts';
import { BreakableCrew } from '../../support/breakable-crew.ts';
import { planned } from '../../support/run-plan.ts';
import { byId, smallRequest, smallSpec, until } from '../../support/runs.ts';

/** Pretrained, and in each trial the direct network, ridge and one value for all. */
const POINTS = 2 * (4 + 3);
const larger = { ...smallSpec, sizes: [25, ...smallSpec.sizes], trials: 3 };

async function whole(spec = smallSpec): Promise<Record<string, unknown>> {
  const runner = createSweepRunner({ crew: new InlineCrew() });
  await runner.start(smallRequest({ spec, workers: 1 }));
  expect(runner.state).toMatchObject({ status: 'finished', problems: [], notKept: null });
  const records = byId(runner.records());
  runner.dispose();
  return records;
}

const codes = (runner: SweepRunner) => runner.state.problems.map(({ code }) => code);

/** Breaks something once the condition holds. */
function once(runner: SweepRunner, condition: () => boolean, act: () => void): void {
  void until(runner, condition).then(act);
}

describe('what is missing is run', () => {
  test('one slot or three, the records are the same', async () => {
    const one = await whole();
    expect(Object.keys(one)).toHaveLength(POINTS);
    const runner = createSweepRunner({ crew: new InlineCrew() });
    await runner.start(smallRequest({ workers: 3 }));
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS, planned: POINTS });
    expect(byId(runner.records())).toEqual(one);
  });

  test('stopped and resumed, then extended by a size and a trial: every older record stays', async () => {
    const runner = createSweepRunner({ crew: new InlineCrew() });
    const started = runner.start(smallRequest());
    await until(runner, () => runner.state.done >= 3);
    await runner.stop();
    await started;
    expect(runner.state.status).toBe('stopped');
    const kept = byId(runner.records());
    expect(Object.keys(kept).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(kept).length).toBeLessThan(POINTS);
    await runner.start(smallRequest());
    expect(runner.state.status).toBe('finished');
    await runner.start(smallRequest({ spec: larger }));
    const all = byId(runner.records());
    expect(all).toMatchObject(kept);
    expect(all).toEqual(await whole(larger));
  });

  test('ended anywhere, again and again, and begun anew with what the store has: nothing is lost, nothing made twice', async () => {
    const expected = await whole();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }), async (ends) => {
        const appended: string[] = [];
        const memory = new MemoryRecordStore();
        const store: RecordStore = {
          load: (protocol) => memory.load(protocol),
          append: (entries) => {
            appended.push(...entries.map(({ record }) => record.id));
            return memory.append(entries);
          },
        };
        for (const more of [...ends, Infinity]) {
          const runner = createSweepRunner({ crew: new InlineCrew(), store });
          const started = runner.start(smallRequest());
          const before = appended.length;
          await until(
            runner,
            () => appended.length - before >= more || runner.state.status === 'finished',
          );
          await runner.stop();
          await started;
          runner.dispose();
          if (more === Infinity) expect(byId(runner.records())).toEqual(expected);
        }
        expect(new Set(appended).size).toBe(appended.length);
        expect(appended).toHaveLength(POINTS);
      }),
      { numRuns: 6 },
    );
  });

  test('shards unite by id: what two machines made apart is the whole, and nothing is left to run', async () => {
    const part = (trial: number) => ({
      ...smallSpec,
      sizes: [50],
      trials: 1,
      extra: smallSpec.sizes.map((n) => ({ n, trial })),
    });
    const store = new MemoryRecordStore();
    for (const trial of [0, 1]) {
      const shard = new MemoryRecordStore();
      const runner = createSweepRunner({ crew: new InlineCrew(), store: shard });
      await runner.start(smallRequest({ spec: part(trial) }));
      const [protocol = ''] = runner.protocols();
      await store.append(await shard.load(protocol));
    }
    const crew = new BreakableCrew(1);
    const runner = createSweepRunner({ crew, store });
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(crew.begun).toEqual([]);
    expect(crew.surveys).toBe(0);
    expect(byId(runner.records())).toEqual(await whole());
  });

  test('nothing is dealt while paused, and the sweep goes on afterwards', async () => {
    const crew = new BreakableCrew(2);
    const runner = createSweepRunner({ crew });
    const started = runner.start(smallRequest());
    await until(runner, () => runner.state.done >= 1);
    runner.pause();
    expect(runner.state.status).toBe('paused');
    await until(runner, () => runner.state.running.length === 0);
    const begun = crew.begun.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(crew.begun).toHaveLength(begun);
    runner.resume();
    await started;
    expect(runner.state.status).toBe('finished');
  });

  test('stopped before anything was chosen, nothing is run', async () => {
    const crew = new BreakableCrew(1);
    const runner = createSweepRunner({ crew });
    const started = runner.start(smallRequest());
    await runner.stop();
    await started;
    expect(runner.state.status).toBe('stopped');
    expect(crew.begun).toEqual([]);
  });

  test('a stop that nobody hears ends the crew', async () => {
    const crew = new BreakableCrew(1);
    crew.deaf = true;
    const runner = createSweepRunner({ crew });
    const endless = {
      ...smallSpec,
      pretraining: { ...smallSpec.pretraining, maxSteps: 1e6, patience: 1e6 },
    };
    const started = runner.start(smallRequest({ spec: endless }));
    await until(runner, () => runner.state.running.some(({ kind }) => kind === 'transfer'));
    await runner.stop();
    await started;
    expect(runner.state).toMatchObject({ status: 'stopped', running: [], problems: [] });
  });

  test('started again while it runs, the newer request is the one that counts', async () => {
    const runner = createSweepRunner({ crew: new InlineCrew() });
    const first = runner.start(smallRequest({ spec: larger }));
    const second = runner.start(smallRequest());
    await Promise.all([first, second]);
    expect(runner.state).toMatchObject({ status: 'finished', planned: POINTS, done: POINTS });
  });

  test('two runners at once do not disturb each other', async () => {
    const wide = { ...smallSpec, hidden: [32, 32] };
    const runners = [smallSpec, wide].map((spec) => {
      const runner = createSweepRunner({ crew: new InlineCrew() });
      return { runner, done: runner.start(smallRequest({ spec })) };
    });
    await Promise.all(runners.map(({ done }) => done));
    for (const { runner } of runners) expect(runner.state.status).toBe('finished');
    expect(runners.map(({ runner }) => byId(runner.records()))).toEqual([
      await whole(),
      await whole(wide),
    ]);
  });

  test('a specification that cannot be run is refused with its problems, and records stay', async () => {
    const runner = createSweepRunner({ crew: new InlineCrew() });
    await runner.start(smallRequest({ spec: { ...smallSpec, sizes: [50], trials: 1 } }));
    const before = runner.records();
    await runner.start(smallRequest({ spec: { ...smallSpec, sizes: [50, 100_000] } }));
    expect(runner.state).toMatchObject({
      status: 'failed',
      problems: [{ code: 'spec', problems: [{ code: 'size-above-pool', size: 100_000 }] }],
    });
    expect(runner.records()).toEqual(before);
  });

  test('a page can keep the machine awake meanwhile', async () => {
    const seen: string[] = [];
    const runner: SweepRunner = createSweepRunner({
      crew: new InlineCrew(),
      holdAwake: async (work) => {
        seen.push(runner.state.status);
        await work();
        seen.push(`done ${runner.state.done}`);
      },
    });
    await runner.start(smallRequest());
    expect(seen).toEqual(['preparing', `done ${POINTS}`]);
  });
});

describe('what breaks', () => {
  test('a slot that dies loses nothing but its unit in hand, which runs again', async () => {
    const crew = new BreakableCrew(2);
    const runner = createSweepRunner({ crew });
    const inHand = () => runner.state.running.some(({ worker }) => worker === 1);
    once(runner, () => inHand() && runner.state.done > 1, () => crew.end(1)); // prettier-ignore
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(codes(runner)).toEqual(['worker-died']);
    expect(byId(runner.records())).toEqual(await whole());
  });

  test('a unit that ends its slot again and again is given up, and the others go on', async () => {
    const crew = new BreakableCrew(1);
    const { spec, series } = smallRequest();
    const unit = planned(spec, series).plan.units.find(({ n, trial }) => n === 100 && trial === 1);
    crew.deadly.add(unit?.id ?? '');
    const runner = createSweepRunner({ crew });
    await runner.start(smallRequest({ workers: 1 }));
    expect(runner.state.problems).toContainEqual(
      expect.objectContaining({ code: 'job-failed', n: 100, trial: 1 }),
    );
    expect(codes(runner).filter((code) => code === 'worker-died')).toHaveLength(3);
    expect(runner.state.status).toBe('finished');
    expect(runner.records()).toHaveLength(POINTS - 1);
  });

  test('an engine that is lost once is opened anew; finished points stay', async () => {
    const crew = new BreakableCrew(2);
    crew.gpu = 'there';
    const runner = createSweepRunner({ crew });
    let kept = runner.records();
    once(
      runner,
      () => runner.state.done >= 4,
      () => {
        kept = runner.records();
        crew.loseEngine(0);
      },
    );
    await runner.start(smallRequest({ engine: 'webgpu' }));
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(runner.state.problems).toMatchObject([{ code: 'engine-lost', engine: 'webgpu' }]);
    expect(runner.state.engine).toMatchObject({ engine: 'webgpu', workers: 1 });
    expect(kept.length).toBeGreaterThanOrEqual(4);
    expect(runner.records()).toEqual(expect.arrayContaining([...kept]));
    expect(new Set(runner.records().map(({ id }) => id)).size).toBe(POINTS);
  });

  test('lost twice, it hands over to the kernel on every core', async () => {
    const crew = new BreakableCrew(2);
    crew.gpu = 'there';
    const runner = createSweepRunner({ crew });
    once(runner, () => runner.state.done >= 3, () => crew.loseEngine(0)); // prettier-ignore
    const again = () => runner.state.problems.length === 1 && runner.state.done >= 5;
    once(runner, () => again() && runner.state.running.length > 0, () => crew.loseEngine(0)); // prettier-ignore
    await runner.start(smallRequest({ engine: 'webgpu' }));
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(codes(runner)).toEqual(['engine-lost', 'engine-lost']);
    expect(runner.state.engine).toMatchObject({
      engine: 'wasm',
      workers: 2,
      reason: { code: 'took-over', from: 'webgpu' },
    });
    const engines = new Set(runner.records().map(({ engine }) => engine));
    expect(engines).toEqual(new Set(['webgpu', 'wasm', 'none']));
  });

  test('gone for good, it hands over at once', async () => {
    const crew = new BreakableCrew(2);
    crew.gpu = 'there';
    const runner = createSweepRunner({ crew });
    once(
      runner,
      () => runner.state.done >= 3,
      () => {
        crew.gpu = 'gone';
        crew.loseEngine(0);
      },
    );
    await runner.start(smallRequest({ engine: 'webgpu' }));
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(runner.state.engine).toMatchObject({ engine: 'wasm', reason: { code: 'took-over' } });
    expect(codes(runner)).toEqual(['engine-lost', 'engine-lost']);
  });

  test('without any engine it fails and says so', async () => {
    const crew = new BreakableCrew(1);
    crew.survey = (names) => {
      const refusals = names.map((name) => ({ name, code: 'no-simd', detail: 'No SIMD.' }));
      return Promise.resolve({ measurements: [], refusals });
    };
    const runner = createSweepRunner({ crew });
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({ status: 'failed', running: [], secondsLeft: null });
    expect(codes(runner)).toEqual(['engine-unavailable']);
  });
});

describe('a store that does not keep', () => {
  const refusing = (change: Partial<RecordStore>): RecordStore => ({
    load: () => Promise.resolve([]),
    append: () => Promise.resolve([]),
    ...change,
  });
  const full = (entries: readonly Kept[]) =>
    entries.map(({ record }) => ({ id: record.id, detail: 'The disk is full.' }));

  test.each([
    ['refuses', refusing({ append: (entries) => Promise.resolve(full(entries)) })],
    ['fails', refusing({ append: () => Promise.reject(new Error('The disk is full.')) })],
  ])('%s: the run goes on in memory and the state says what is not kept', async (_, store) => {
    const runner = createSweepRunner({ crew: new InlineCrew(), store });
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({
      status: 'finished',
      done: POINTS,
      notKept: { points: POINTS, detail: 'The disk is full.' },
    });
    expect(byId(runner.records())).toEqual(await whole());
    expect(runner.artefacts(runner.records()[0]?.id ?? '')?.predictions).toHaveLength(60);
  });

  test('cannot be read: its records are made again', async () => {
    const load = () => Promise.reject(new Error('The database is damaged.'));
    const runner = createSweepRunner({ crew: new InlineCrew(), store: refusing({ load }) });
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({
      status: 'finished',
      notKept: { points: 0, detail: 'The database is damaged.' },
    });
  });

  test('never answers: the run ends all the same', async () => {
    const append = () => new Promise<never>(() => undefined);
    const runner = createSweepRunner({ crew: new InlineCrew(), store: refusing({ append }) });
    await runner.start(smallRequest());
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
  });
});
