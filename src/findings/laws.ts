/** The law of every series and m, for files and comparisons: of the same points, by the same fit as on the screen. */
import type { LawPoint, PowerLaw, RefusedLaw } from '../scaling/index.ts';
import type { SweepRecord } from '../sweep/record.ts';
import { lawPoints } from './curve.ts';
import type { Metric } from './metric.ts';
import { summarise } from './summary.ts';

export interface SeriesLaw {
  /** SeriesSpec.id. */
  readonly series: string;
  readonly m: number;
  readonly metric: Metric;
  readonly law: PowerLaw;
}

/** Where laws are fitted: in the law worker, or here. */
export type FitLaw = (
  points: readonly LawPoint[],
) => PowerLaw | RefusedLaw | Promise<PowerLaw | RefusedLaw>;

/**
 * Series by series, m by m, those that have a law. `records` are the points that are asked for, of any series, m and arm;
 * errors are in the target's unit. Rejects as `fit` does.
 */
export async function lawsOf(
  series: readonly { readonly id: string }[],
  measured: readonly number[],
  records: readonly SweepRecord[],
  fit: FitLaw,
  metric: Metric = 'mae',
): Promise<readonly SeriesLaw[]> {
  const laws: SeriesLaw[] = [];
  for (const { id } of series) {
    for (const m of measured) {
      const points = lawPoints(summarise(records, { series: id, m, metric }).trials);
      if (points.length === 0) continue;
      const law = await fit(points);
      if (law.kind === 'fit') laws.push({ series: id, m, metric, law });
    }
  }
  return laws;
}
