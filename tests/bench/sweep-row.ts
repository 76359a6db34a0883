/** What a timed sweep gives. */

/** A trained point; n = 0 is direct learning. */
export interface SweepPoint {
  readonly n: number;
  readonly trial: number;
  /** Mean absolute error on the trial's test rows, MeV. */
  readonly mae: number;
}

export interface SweepRow {
  readonly name: string;
  readonly engine: string;
  readonly workers: number;
  readonly seconds: number;
  /** At the largest n, mean over trials. */
  readonly maeLargest: number;
  readonly points: readonly SweepPoint[];
}

export function sweepRow(
  engine: string,
  workers: number,
  seconds: number,
  points: readonly SweepPoint[],
): SweepRow {
  const largest = Math.max(...points.map(({ n }) => n));
  const last = points.filter(({ n }) => n === largest);
  const maeLargest = last.reduce((sum, { mae }) => sum + mae, 0) / last.length;
  return { name: 'nuclear_mass', engine, workers, seconds, maeLargest, points };
}

/**
 * How many times the error of `theirs` is that of `ours` over the pretrained points that both have (same rows): the
 * geometric mean, and the factor that is its standard error.
 */
export function errorRatio(
  theirs: SweepRow,
  ours: SweepRow,
): { readonly ratio: number; readonly error: number; readonly count: number } {
  const logs = theirs.points.flatMap(({ n, trial, mae }) => {
    const own = ours.points.find((point) => point.n === n && point.trial === trial);
    return n > 0 && own ? [Math.log(mae / own.mae)] : [];
  });
  const count = logs.length;
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (count - 1);
  return { ratio: Math.exp(mean), error: Math.exp(Math.sqrt(variance / count)), count };
}
