/** The page's door to the law worker; it starts with the first question and is started again when it dies. */
import * as Comlink from 'comlink';
import type { LawPoint } from '../scaling/index.ts';
import type { LawAnswer } from './law-answer.ts';
import type { LawWorker } from './law.worker.ts';
import type { StoppingWorth } from './store/worth.ts';

interface Thread {
  readonly worker: Worker;
  readonly remote: Comlink.Remote<LawWorker>;
}

let thread: Thread | undefined;

function start(): Thread {
  const worker = new Worker(new URL('./law.worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: Comlink.wrap<LawWorker>(worker) };
}

/** Rejects when the worker cannot be loaded or fails; the next call starts a new one. */
export async function askLaw(
  points: readonly LawPoint[],
  target: number | null,
  worth: StoppingWorth = {},
): Promise<LawAnswer> {
  const { worker, remote } = (thread ??= start());
  try {
    return await Promise.race([
      remote.analyse(points, target, worth),
      new Promise<never>((_, reject) => {
        worker.onerror = (event) =>
          reject(new Error(event.message || 'The law worker could not be started.'));
      }),
    ]);
  } catch (error) {
    worker.terminate();
    thread = undefined;
    throw error;
  }
}
