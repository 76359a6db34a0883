/**
 * The worker's side of a Thread: what it can do is offered once, with the lock that tells its death. A callback that came
 * with a call is given back when the call ends, so that its message port does not outlive it.
 */
import { expose, releaseProxy, type Endpoint } from 'comlink';
import { webLocks } from './web-locks.ts';

/** What every offered worker can do beside its own. */
export interface Holding {
  /**
   * The first message a worker gets. Holds the lock of that name for as long as the worker lives and answers true; false
   * where there are no Web Locks.
   */
  hold(lock: string): Promise<boolean>;
}

type Method = (...args: unknown[]) => unknown;

/** Offers the methods of `api`, a plain object, over `endpoint` (a worker's own scope where none is given). */
export function offer(api: object, endpoint?: Endpoint): void {
  const methods = Object.entries(api).map(([name, method]: [string, Method]) => [
    name,
    async (...args: unknown[]): Promise<unknown> => {
      try {
        return await method.apply(api, args);
      } finally {
        args.forEach(giveBack);
      }
    },
  ]);
  expose({ ...Object.fromEntries(methods), hold } as object, endpoint);
}

function giveBack(argument: unknown): void {
  // Only a callback from the other side is a function here: nothing else of that kind can be sent.
  if (typeof argument !== 'function') return;
  (argument as unknown as { readonly [releaseProxy]: () => void })[releaseProxy]();
}

async function hold(lock: string): Promise<boolean> {
  const locks = webLocks();
  if (!locks) return false;
  return new Promise((held, failed) => {
    locks
      .request(lock, () => {
        held(true);
        return new Promise<never>(() => undefined);
      })
      .catch(failed);
  });
}
