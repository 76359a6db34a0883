/** Time as the storage needs it; the tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970, for dates. */
  now(): number;
  /** Milliseconds of a clock that nobody can set back, for intervals. */
  elapsed(): number;
  /** Runs the task later; the answer cancels it. */
  after(milliseconds: number, task: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};
