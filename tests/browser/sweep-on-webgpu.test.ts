/** The sweep on a GPU worker: points come one by one, and a device that is lost costs only what was in hand. */
import { afterEach, describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../src/lessons/built-in.ts';
import { createSweepRunner } from '../../src/sweep/run/runner.ts';
import { WebCrew } from '../../src/training/host/web-crew.ts';
import type { SweepRunner } from '../../src/sweep/runner-types.ts';
import { BREAK_CHANNEL } from './breakable-gpu.ts';
import { skipWithoutAdapter } from './webgpu-adapter.ts';

const experiment = createBuiltInExperiment({ simulatedRows: 2000, measuredRows: 200 });
const request = {
  spec: {
    ...experiment.spec,
    sizes: [50, 100, 200, 400],
    trials: 4,
    hidden: [16, 16],
    pretraining: { ...experiment.spec.pretraining, maxSteps: 200 },
    fineTuning: { ...experiment.spec.fineTuning, maxSteps: 100 },
  },
  series: experiment.series,
  engine: 'webgpu',
  workers: 2,
} as const;
/** A pretraining each size and trial, and in each trial the direct network, ridge and one value for all. */
const POINTS = 4 * (4 + 3);

const channel = new BroadcastChannel(BREAK_CHANNEL);
let runner: SweepRunner;
afterEach(() => runner.dispose());

let gone = false;

function createRunner(): void {
  gone = false;
  // Vite finds workers only where address and options are written out; 'no-gpu' is NO_GPU.
  const spawn = () =>
    gone
      ? new Worker(new URL('./breakable-gpu.worker.ts', import.meta.url), {
          type: 'module',
          name: 'no-gpu',
        })
      : new Worker(new URL('./breakable-gpu.worker.ts', import.meta.url), { type: 'module' });
  runner = createSweepRunner({ crew: new WebCrew(spawn) });
}

/** Calls `look` at every change of the runner until it says true. */
function watch(look: () => boolean): void {
  const end = runner.subscribe(() => {
    if (look()) end();
  });
}

describe.skipIf(await skipWithoutAdapter())('on WebGPU', () => {
  test('several units are in hand at once, and points appear one by one', async () => {
    createRunner();
    const counts = new Set<number>();
    let together = 0;
    watch(() => {
      counts.add(runner.records().length);
      together = Math.max(together, runner.state.running.length);
      return false;
    });
    await runner.start(request);
    expect(runner.state).toMatchObject({ status: 'finished', problems: [], done: POINTS });
    expect(runner.state.engine).toMatchObject({ engine: 'webgpu', workers: 1 });
    expect(together).toBeGreaterThan(2);
    expect(counts.size).toBe(POINTS + 1);
    const trained = runner.records().filter(({ steps }) => steps > 0);
    expect(new Set(trained.map(({ engine }) => engine))).toEqual(new Set(['webgpu']));
  });

  test('a lost device is told, a new one goes on, and finished points stay', async () => {
    createRunner();
    let kept = runner.records();
    watch(() => {
      if (runner.state.done < 8) return false;
      kept = runner.records();
      channel.postMessage('now');
      return true;
    });
    await runner.start(request);
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(runner.state.problems).toMatchObject([{ code: 'engine-lost', engine: 'webgpu' }]);
    expect(runner.state.engine?.engine).toBe('webgpu');
    expect(kept.length).toBeGreaterThanOrEqual(8);
    expect(runner.records()).toEqual(expect.arrayContaining([...kept]));
    expect(new Set(runner.records().map(({ id }) => id)).size).toBe(POINTS);
  });

  test('a GPU that is lost again hands over to the kernel', async () => {
    createRunner();
    let broken = 0;
    watch(() => {
      const { done, running, engine } = runner.state;
      if (engine?.engine === 'wasm') return true;
      const lost = runner.state.problems.length;
      if (lost === broken && done >= 4 * (broken + 1) && running.length > 1) {
        broken++;
        channel.postMessage('now');
      }
      return false;
    });
    await runner.start(request);
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(runner.state.problems.map(({ code }) => code)).toEqual(['engine-lost', 'engine-lost']);
    expect(runner.state.engine).toMatchObject({
      engine: 'wasm',
      workers: 2,
      reason: { code: 'took-over', from: 'webgpu' },
    });
    const engines = new Set(runner.records().map(({ engine }) => engine));
    expect(engines).toEqual(new Set(['webgpu', 'wasm', 'none']));
  });

  test('a GPU that is gone for good hands over at once', async () => {
    createRunner();
    watch(() => {
      if (runner.state.done < 3) return false;
      gone = true;
      channel.postMessage('now');
      return true;
    });
    await runner.start(request);
    expect(runner.state).toMatchObject({ status: 'finished', done: POINTS });
    expect(runner.state.engine).toMatchObject({ engine: 'wasm', reason: { code: 'took-over' } });
    expect(runner.state.problems.map(({ code }) => code)).toEqual(['engine-lost', 'engine-lost']);
  });
});
