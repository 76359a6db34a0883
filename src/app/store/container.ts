/** Holds one immutable value and tells listeners when it is replaced: the only mutable thing of the page's state. */
export interface Container<T> {
  readonly get: () => T;
  /** Replaces the value; a change that gives the same value back tells nobody. */
  readonly update: (change: (now: T) => T) => void;
  /** Returns its own removal. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createContainer<T>(first: T): Container<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    update(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
