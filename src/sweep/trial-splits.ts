/** The splits of one trial for every series: which measured rows are tested, and which simulated rows may be used. */
import type { Series } from '../preparation/series.ts';
import type { SweepSpec } from './specification.ts';
import { simulatedOrder, splitMeasured, type MeasuredSplit } from './split.ts';

export interface TrialSplits {
  /** For each series. */
  readonly splits: readonly MeasuredSplit[];
  /** For each series: simulated rows in the order of n. */
  readonly orders: readonly Uint32Array<ArrayBuffer>[];
}

export function splitTrial(spec: SweepSpec, series: readonly Series[], trial: number): TrialSplits {
  const splits = series.map(({ measured }) =>
    splitMeasured(measured, spec.seed, trial, spec.testShare),
  );
  const orders = series.map(({ simulated }) => {
    // Series that share a source share its pretrained networks, so the tests of all of them stay out.
    const tested = series.flatMap((other, i) =>
      other.simulated.fingerprint === simulated.fingerprint
        ? [(splits[i] as MeasuredSplit).testKeys]
        : [],
    );
    return simulatedOrder(simulated, spec.seed, trial, tested);
  });
  return { splits, orders };
}
