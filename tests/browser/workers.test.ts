/** The one primitive that owns a thread, with real workers: nothing that happens to one call leaves another hanging. */
import { afterEach, expect, test } from 'vitest';
import { Thread, type ThreadOptions } from '../../src/workers/thread.ts';
import type { ExampleApi } from './thread-example.worker.ts';

const threads: Thread<ExampleApi>[] = [];
let spawned = 0;

function newThread(options?: ThreadOptions): Thread<ExampleApi> {
  const spawn = (): Worker => {
    spawned++;
    return new Worker(new URL('./thread-example.worker.ts', import.meta.url), { type: 'module' });
  };
  const thread = new Thread<ExampleApi>('example', spawn, options);
  threads.push(thread);
  return thread;
}

afterEach(() => {
  threads.splice(0).forEach((thread) => thread.end());
  spawned = 0;
});

const died = (kind: string) => expect.objectContaining({ name: 'ThreadDied', kind }) as Error;

test('it starts with the first call, once, and serves the next ones', async () => {
  const thread = newThread();
  expect([spawned, thread.alive]).toEqual([0, false]);
  const sums = await Promise.all([1, 2, 3].map((a) => thread.call((api) => api.add(a, 10))));
  expect(sums).toEqual([11, 12, 13]);
  expect([spawned, thread.alive, thread.busy]).toEqual([1, true, false]);
});

test('an error of the worker rejects its own call alone', async () => {
  const thread = newThread();
  const failing = thread.call((api) => api.fail('no such row'));
  const beside = thread.call((api) => api.add(1, 2));
  await expect(failing).rejects.toMatchObject({ name: 'RangeError', message: 'no such row' });
  expect(await beside).toBe(3);
  expect(spawned).toBe(1);
});

for (const way of ['vanish', 'crash'] as const) {
  test(`${way}: every call under way rejects, and the next one has a new worker`, async () => {
    const ends: Error[] = [];
    const thread = newThread({ onEnd: (reason) => ends.push(reason) });
    await thread.call((api) => api.add(0, 0));
    const calls = [
      thread.call((api) => api.never()),
      thread.call((api) => api[way]()),
      thread.call((api) => api.never()),
    ];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((one) => one.status === 'rejected' && (one.reason as Error))).toEqual(
      Array(3).fill(died('died')),
    );
    expect([thread.alive, thread.busy, ends.length]).toEqual([false, false, 1]);
    expect(await thread.call((api) => api.add(2, 2))).toBe(4);
    expect(spawned).toBe(2);
  });
}

test('end: calls under way and calls of a worker that is still starting reject', async () => {
  const thread = newThread();
  const starting = thread.call((api) => api.add(1, 1));
  thread.end();
  await expect(starting).rejects.toEqual(died('ended'));
  await thread.call((api) => api.add(1, 1));
  const waiting = thread.call((api) => api.never());
  await Promise.resolve();
  thread.end(new Error('the page closes'));
  await expect(waiting).rejects.toThrow('the page closes');
  expect(thread.alive).toBe(false);
});

test('abort terminates a worker that cannot listen, and tells the calls beside', async () => {
  const thread = newThread();
  await thread.call((api) => api.add(0, 0));
  const controller = new AbortController();
  const aborted = thread.call((api) => api.never(), { signal: controller.signal });
  const beside = thread.call((api) => api.never());
  await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
  await expect(beside).rejects.toEqual(died('ended'));
  const already = thread.call((api) => api.add(1, 1), { signal: controller.signal });
  await expect(already).rejects.toThrow('enough');
  expect(spawned).toBe(1);
});

test('abort before the worker has started costs nobody anything', async () => {
  const thread = newThread();
  const controller = new AbortController();
  const aborted = thread.call((api) => api.never(), { signal: controller.signal });
  const beside = thread.call((api) => api.add(1, 2));
  controller.abort(new Error('changed my mind'));
  await expect(aborted).rejects.toThrow('changed my mind');
  expect(await beside).toBe(3);
  expect(spawned).toBe(1);
});

test('abort asks a worker that listens, rejects at once, and leaves it to the calls beside', async () => {
  const thread = newThread();
  const controller = new AbortController();
  const reports: number[] = [];
  const endless = thread.call(
    (api, lend) =>
      api.reportForEver(
        lend((value: number) => {
          reports.push(value);
          if (value === 3) controller.abort(new Error('enough'));
        }),
      ),
    { signal: controller.signal, cancel: (api) => api.cancel() },
  );
  await expect(endless).rejects.toThrow('enough');
  // Nothing that it reports after that is heard.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(reports).toEqual([0, 1, 2, 3]);
  expect(await thread.call((api) => api.add(1, 2))).toBe(3);
  expect(spawned).toBe(1);
});

test('a lent callback is heard in order and given back with the answer', async () => {
  const thread = newThread();
  const open: MessagePort[] = [];
  const Native = globalThis.MessageChannel;
  const closed = new Set<MessagePort>();
  globalThis.MessageChannel = class extends Native {
    constructor() {
      super();
      open.push(this.port1);
      const close = this.port1.close.bind(this.port1);
      this.port1.close = () => {
        closed.add(this.port1);
        close();
      };
    }
  };
  try {
    for (let round = 0; round < 3; round++) {
      const reports: number[] = [];
      const answer = thread.call((api, lend) =>
        api.count(
          5,
          lend((n: number) => reports.push(n)),
        ),
      );
      expect([await answer, reports]).toEqual([5, [0, 1, 2, 3, 4]]);
    }
    await expect.poll(() => closed.size).toBe(3);
    expect(open).toHaveLength(3);
  } finally {
    globalThis.MessageChannel = Native;
  }
});

test('a script that cannot be loaded is told, not waited for', async () => {
  const thread = new Thread<ExampleApi>(
    'missing',
    () => new Worker('/no-such-script.js', { type: 'module' }),
  );
  await expect(thread.call((api) => api.add(1, 1))).rejects.toEqual(died('not-started'));
});

test('a worker that never answers is given up', async () => {
  const silent = URL.createObjectURL(new Blob(['"says nothing"'], { type: 'text/javascript' }));
  const thread = new Thread<ExampleApi>('silent', () => new Worker(silent), {
    startMilliseconds: 50,
  });
  await expect(thread.call((api) => api.add(1, 1))).rejects.toEqual(died('not-started'));
  URL.revokeObjectURL(silent);
});

test('calls leave no listener on their signal', async () => {
  const thread = newThread();
  const controller = new AbortController();
  const { signal } = controller;
  let listening = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: EventListener) => {
    listening++;
    add(type, listener);
  };
  signal.removeEventListener = (type: string, listener: EventListener) => {
    listening--;
    remove(type, listener);
  };
  for (let round = 0; round < 5; round++) await thread.call((api) => api.add(1, 1), { signal });
  await expect(thread.call((api) => api.fail('x'), { signal })).rejects.toThrow('x');
  expect(listening).toBe(0);
});
