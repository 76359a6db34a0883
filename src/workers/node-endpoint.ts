/** Node's worker_threads as a Thread and its worker see them; structural, so that nothing of Node is imported here. */
import type { Endpoint } from 'comlink';
import type { ThreadHost } from './thread.ts';

/** A worker_threads Worker or a parentPort. */
export interface NodePort {
  postMessage(message: unknown, transfer?: readonly never[]): void;
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
}

export interface NodeWorker extends NodePort {
  terminate(): Promise<unknown>;
}

/** `message` events with `data`; for a worker also `error` events with `message`, when it throws or exits by itself. */
export function nodeEndpoint(port: NodePort): Endpoint {
  const taken = new Map<unknown, readonly (readonly [string, (value: unknown) => void])[]>();
  return {
    postMessage: (message: unknown, transfer?: Transferable[]) =>
      port.postMessage(message, transfer as readonly never[] | undefined),
    addEventListener(type, listener) {
      const tell = (event: object): void => {
        if (typeof listener === 'function') listener(event as Event);
        else listener.handleEvent(event as Event);
      };
      const listeners: readonly (readonly [string, (value: unknown) => void])[] =
        type === 'error'
          ? [
              ['error', (error: unknown) => tell({ message: String(error) })],
              ['exit', (code: unknown) => tell({ message: `exit code ${String(code)}` })],
            ]
          : [[type, (data: unknown) => tell({ data })]];
      taken.set(listener, listeners);
      for (const [event, one] of listeners) port.on(event, one);
    },
    removeEventListener(_type, listener) {
      for (const [event, one] of taken.get(listener) ?? []) port.off(event, one);
      taken.delete(listener);
    },
  };
}

/** For `new Thread(…, () => nodeHost(new Worker(…)))`. */
export function nodeHost(worker: NodeWorker): ThreadHost {
  return { ...nodeEndpoint(worker), terminate: () => worker.terminate() };
}
