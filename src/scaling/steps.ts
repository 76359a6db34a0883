// Long computations are generators that yield between parts, so that a worker can look at a stale
// flag and stop; this runs one to its end.

export function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
