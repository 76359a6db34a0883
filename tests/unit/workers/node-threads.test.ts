/** A Thread over Node's worker_threads; the worker's side is plain Comlink, written without this project's code. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { nodeEndpoint, nodeHost } from '../../../src/workers/node-endpoint.ts';
import { offer } from '../../../src/workers/offer.ts';
import { Thread, type ThreadHost } from '../../../src/workers/thread.ts';

interface Api {
  add(a: number, b: number): Promise<number>;
  count(to: number, onReport: (value: number) => unknown): Promise<number>;
  never(): Promise<never>;
  exit(code: number): Promise<never>;
  crash(message: string): Promise<never>;
}

const comlink = JSON.stringify(path.resolve('node_modules/comlink/dist/umd'));
const SCRIPT = `
  const { expose } = require(${comlink} + '/comlink.js');
  const nodeEndpoint = require(${comlink} + '/node-adapter.js');
  const { parentPort } = require('node:worker_threads');
  const never = () => new Promise(() => undefined);
  expose({
    hold: () => false,
    add: (a, b) => a + b,
    async count(to, onReport) {
      for (let value = 0; value < to; value++) await onReport(value);
      return to;
    },
    never,
    exit(code) { process.exit(code); },
    crash(message) { setTimeout(() => { throw new Error(message); }); return never(); },
  }, nodeEndpoint(parentPort));
`;

const threads: Thread<Api>[] = [];
let workers: Worker[] = [];

function newThread(): Thread<Api> {
  const thread = new Thread<Api>('test', () => {
    const worker = new Worker(SCRIPT, { eval: true });
    workers.push(worker);
    return nodeHost(worker);
  });
  threads.push(thread);
  return thread;
}

afterEach(() => {
  threads.splice(0).forEach((thread) => thread.end());
  workers = [];
});

test('calls, callbacks and an end', async () => {
  const thread = newThread();
  expect(await thread.call((api) => api.add(1, 2))).toBe(3);
  const reports: number[] = [];
  const answer = thread.call((api, lend) =>
    api.count(
      3,
      lend((n: number) => reports.push(n)),
    ),
  );
  expect([await answer, reports]).toEqual([3, [0, 1, 2]]);
  const waiting = thread.call((api) => api.never());
  thread.end();
  await expect(waiting).rejects.toMatchObject({ name: 'ThreadDied', kind: 'ended' });
});

test.each([
  ['exit', (api: Api) => api.exit(3), 'exit code 3'],
  ['crash', (api: Api) => api.crash('boom'), 'Error: boom'],
])('%s: calls under way reject, and the next one has a new worker', async (_, die, detail) => {
  const thread = newThread();
  await thread.call((api) => api.add(1, 1));
  const beside = thread.call((api) => api.never());
  const dying = thread.call((api) => die(api as unknown as Api));
  const death = { name: 'ThreadDied', kind: 'died', detail };
  await expect(dying).rejects.toMatchObject(death);
  await expect(beside).rejects.toMatchObject(death);
  const [first] = workers;
  expect(first?.listenerCount('error')).toBe(0);
  expect(await thread.call((api) => api.add(2, 3))).toBe(5);
  expect(workers).toHaveLength(2);
});

test('offer on the other side of a Node port: methods keep their own object, and callbacks are given back', async () => {
  const { port1, port2 } = new MessageChannel();
  const given: string[] = [];
  const api = {
    total: 40,
    add(more: number) {
      return this.total + more;
    },
    async tell(onReport: (text: string) => unknown) {
      await onReport('during');
      return onReport;
    },
  };
  offer({ ...api, tell: async (f: (text: string) => unknown) => void (await api.tell(f)) }, port2);
  const host = Object.assign(port1, { terminate: () => port1.close() }) as unknown as ThreadHost;
  const thread = new Thread<typeof api>('port', () => host);
  expect(await thread.call((remote) => remote.add(2))).toBe(42);
  await thread.call((remote, lend) => remote.tell(lend((text: string) => given.push(text))));
  expect(given).toEqual(['during']);
  thread.end();
  port2.close();
});

test('a port’s listeners go with removeEventListener', () => {
  const worker = new Worker('', { eval: true });
  const endpoint = nodeEndpoint(worker);
  const listener = (): void => undefined;
  endpoint.addEventListener('message', listener);
  expect(worker.listenerCount('message')).toBe(1);
  endpoint.removeEventListener('message', listener);
  expect(worker.listenerCount('message')).toBe(0);
  void worker.terminate();
});
