/**
 * `follow`: an effect of a derived value. It runs now and whenever the value is another one; the signal of the run before
 * is aborted first. Errors of the effect that do not come from its own abort are handed to `onError`.
 */
import type { Container } from './container.ts';
import type { Selector } from './select.ts';

export function follow<S, V>(
  state: Container<S>,
  selector: Selector<S, V>,
  effect: (value: V, signal: AbortSignal) => void | Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  let last: { readonly value: V; readonly running: AbortController } | undefined;
  const look = (): void => {
    const value = selector(state.get());
    if (last && Object.is(last.value, value)) return;
    last?.running.abort();
    const running = new AbortController();
    last = { value, running };
    const report = (error: unknown): void => {
      if (!running.signal.aborted) onError(error);
    };
    try {
      Promise.resolve(effect(value, running.signal)).catch(report);
    } catch (error) {
      report(error);
    }
  };
  const unsubscribe = state.subscribe(look);
  look();
  return () => {
    unsubscribe();
    last?.running.abort();
  };
}

/** Resolves with the first value that is not undefined; rejects with the signal's reason. */
export function until<S, V>(
  state: Container<S>,
  selector: Selector<S, V | undefined>,
  signal?: AbortSignal,
): Promise<V> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const value = selector(state.get());
      if (value === undefined) return false;
      end();
      resolve(value);
      return true;
    };
    const stop = (): void => {
      end();
      reject(signal?.reason as Error);
    };
    const unsubscribe = state.subscribe(look);
    const end = (): void => {
      unsubscribe();
      signal?.removeEventListener('abort', stop);
    };
    if (signal?.aborted) stop();
    else if (!look()) signal?.addEventListener('abort', stop);
  });
}
