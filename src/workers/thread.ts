/**
 * The one way to own a thread: it starts with the first call, and every call ends: with its answer, or with ThreadDied when
 * the thread dies or is ended, or with its signal's reason. No call can leave another one hanging.
 */
import { proxy, wrap, type Endpoint, type Remote } from 'comlink';
import type { Holding } from './offer.ts';
import { ThreadDied } from './thread-died.ts';
import { webLocks } from './web-locks.ts';

/** A Web Worker is one; `nodeHost` makes one of a Node worker. It runs `offer` with an Api. */
export interface ThreadHost extends Endpoint {
  terminate(): unknown;
}

/** A worker that has not answered by then never will. */
export const START_MILLISECONDS = 60_000;

export interface ThreadOptions {
  readonly startMilliseconds?: number;
  /** The worker is gone, and what was opened in it; the next call starts another. */
  readonly onEnd?: (reason: Error) => void;
}

export interface CallOptions<Api> {
  /** The call rejects with its reason at once. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Asks the worker to leave this call's work, for workers that listen while they work. Without it an abort terminates the
   * worker, and other calls under way reject with ThreadDied.
   */
  readonly cancel?: (api: Remote<Api>) => Promise<unknown>;
}

/** Lends a callback to the worker for as long as the call lasts; what is reported after its end is dropped. */
export type Lend = <Args extends readonly unknown[]>(
  callback: (...args: Args) => unknown,
) => (...args: Args) => unknown;

interface Life<Api> {
  readonly api: Remote<Api>;
  /** Never settles when the worker ends before. */
  readonly started: Promise<void>;
  /** How each call under way is rejected. */
  readonly pending: Set<(reason: Error) => void>;
  readonly end: (reason: Error) => void;
}

export class Thread<Api extends object> {
  private life: Life<Api> | undefined;

  /** `name` is for messages: "law" is said as "The law thread …". */
  constructor(
    readonly name: string,
    private readonly spawn: () => ThreadHost,
    private readonly options: ThreadOptions = {},
  ) {}

  /** A worker is there (or starting). */
  get alive(): boolean {
    return this.life !== undefined;
  }

  /** A call waits for its answer. */
  get busy(): boolean {
    return this.life !== undefined && this.life.pending.size > 0;
  }

  /**
   * The answer of one call to the worker, as in `call((api, lend) => api.read(files, lend(onProgress)))`. Rejects with the
   * worker's error, with ThreadDied, or with the signal's reason.
   */
  async call<Answer extends Promise<unknown>>(
    work: (api: Remote<Api>, lend: Lend) => Answer,
    { signal, cancel }: CallOptions<Api> = {},
  ): Promise<Awaited<Answer>> {
    signal?.throwIfAborted();
    const life = (this.life ??= this.open());
    return new Promise<Awaited<Answer>>((resolve, reject) => {
      let begun = false;
      let settled = false;
      const settle = (outcome: () => void): void => {
        if (settled) return;
        settled = true;
        life.pending.delete(onEnd);
        signal?.removeEventListener('abort', onAbort);
        outcome();
      };
      const onEnd = (reason: Error): void => settle(() => reject(reason));
      const onAbort = (): void => {
        settle(() => reject(signal?.reason as Error));
        if (!begun) return;
        if (cancel) cancel(life.api).catch(() => life.end(new ThreadDied(this.name, 'ended')));
        else life.end(new ThreadDied(this.name, 'ended', 'another call was aborted'));
      };
      const lend: Lend = (callback) =>
        proxy((...args) => (settled ? undefined : callback(...args)));
      life.pending.add(onEnd);
      signal?.addEventListener('abort', onAbort);
      void life.started.then(() => {
        if (settled) return;
        begun = true;
        // Also what `work` throws before it calls the worker.
        const answering = async (): Promise<Awaited<Answer>> => await work(life.api, lend);
        answering().then(
          (answer) => settle(() => resolve(answer)),
          (error: Error) => settle(() => reject(error)),
        );
      });
    });
  }

  /** Terminates the worker, if there is one; calls under way reject with the reason. The next call starts another. */
  end(reason: Error = new ThreadDied(this.name, 'ended')): void {
    this.life?.end(reason);
  }

  private open(): Life<Api> {
    const host = this.spawn();
    const api = wrap<Api & Holding>(host);
    const watching = new AbortController();
    const pending = new Set<(reason: Error) => void>();
    let ended = false;
    let running = false;
    const end = (reason: Error): void => {
      if (ended) return;
      ended = true;
      if (this.life === life) this.life = undefined;
      watching.abort();
      clearTimeout(silence);
      host.removeEventListener('error', onError);
      host.removeEventListener('messageerror', onUnreadable);
      host.terminate();
      for (const reject of [...pending]) reject(reason);
      this.options.onEnd?.(reason);
    };
    const die = (detail?: string): void =>
      end(new ThreadDied(this.name, running ? 'died' : 'not-started', detail));
    const onError = (event: Partial<ErrorEvent>): void => {
      // Whoever waits is told; where nobody does, the console is the only place.
      if (pending.size > 0) event.preventDefault?.();
      die(event.message);
    };
    const onUnreadable = (): void => die('a message from it could not be read');
    host.addEventListener('error', onError);
    host.addEventListener('messageerror', onUnreadable);
    // A worker that dies before it holds its lock can only be noticed by its silence.
    const silence = setTimeout(
      die,
      this.options.startMilliseconds ?? START_MILLISECONDS,
      'no answer',
    );
    const lock = `sim2real-thread-${lockName()}`;
    const started = new Promise<void>((resolve) => {
      (api as Remote<Holding>).hold(lock).then(
        (held) => {
          running = true;
          clearTimeout(silence);
          // No error event tells of a worker that was killed or ran out of memory, but its lock becomes free.
          if (held) watchLock(lock, watching.signal, die);
          resolve();
        },
        (error: unknown) => die(String(error)),
      );
    });
    const life: Life<Api> = { api: api, started, pending, end };
    return life;
  }
}

function watchLock(lock: string, signal: AbortSignal, onFree: () => void): void {
  webLocks()
    ?.request(lock, { signal }, () => onFree())
    // Only the end of the watch rejects it.
    .catch(() => undefined);
}

let lockCount = 0;

/** Of this page alone: other tabs of the same origin share the names. */
function lockName(): string {
  return `${Date.now()}-${performance.now()}-${lockCount++}`;
}
