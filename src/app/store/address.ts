/** The window's address as the page uses it: its hash may carry an experiment, and its history entry remembers which one that became. */

export interface Address {
  /** With its '#'; '' where there is none. */
  hash(): string;
  /** Without the hash. */
  page(): string;
  /** The experiment that this history entry stands for: a reload goes on with it. */
  experiment(): string | null;
  remember(experiment: string): void;
  /** Another hash in place of this one, without a step in the history. */
  replace(hash: string, experiment: string): void;
  /** Called when a person follows another link in this window; returns its own removal. */
  onChange(listener: () => void): () => void;
}

export const browserAddress: Address = {
  hash: () => window.location.hash,
  page: () => window.location.href.split('#', 1)[0] ?? '',
  experiment() {
    const state: unknown = window.history.state;
    return typeof state === 'object' && state !== null && 'experiment' in state
      ? String(state.experiment)
      : null;
  },
  remember: (experiment) => window.history.replaceState({ experiment }, ''),
  replace: (hash, experiment) => window.history.replaceState({ experiment }, '', hash),
  onChange(listener) {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
};
