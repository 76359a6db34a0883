/**
 * What each series has on its own tables: how many simulated and measured samples in every trial, how much is tested, which
 * arms. A series never limits another: a size is refused only where no series has it.
 */
import type { Series } from '../preparation/series.ts';
import { askedSizes, askedTrials } from './asked.ts';
import { protocolHash } from './identity.ts';
import type { Arm } from './record.ts';
import { simulatedValues } from './simulated-values.ts';
import type { SpecProblem, SweepSpec } from './specification.ts';
import type { TrialSplits } from './trial-splits.ts';

export interface PlannedSeries {
  /** SeriesSpec.id. */
  readonly id: string;
  /** The hash of everything that decides its records, apart from which points there are and the engine. */
  readonly protocol: string;
  /** The most simulated and measured samples that every trial has. */
  readonly pool: number;
  readonly measuredPool: number;
  /** The fewest test rows and groups of a trial. */
  readonly testRows: number;
  readonly testGroups: number;
  readonly arms: readonly Arm[];
}

/** Every series with its pools, and what keeps all of them from a size or an m. */
export function planSeries(
  spec: SweepSpec,
  series: readonly Series[],
  splits: TrialSplits,
): { planned: PlannedSeries[]; problems: SpecProblem[] } {
  const problems: SpecProblem[] = [];
  let planned = series.map((one): PlannedSeries => ({
    id: one.id,
    protocol: protocolHash(spec, one),
    pool: Infinity,
    measuredPool: Infinity,
    testRows: Infinity,
    testGroups: Infinity,
    arms: armsOf(one),
  }));
  // Trial by trial: that is how splits are remembered.
  for (const trial of askedTrials(spec)) {
    planned = planned.map((one, index) => {
      const { testRows, testGroups, order } = splits.measured(index, trial);
      if (testRows.length === 0) problems.push({ code: 'no-test-rows', series: one.id, trial });
      return {
        ...one,
        pool: Math.min(one.pool, splits.order(index, trial).length),
        measuredPool: Math.min(one.measuredPool, order.length),
        testRows: Math.min(one.testRows, testRows.length),
        testGroups: Math.min(one.testGroups, testGroups),
      };
    });
  }
  const pool = Math.max(...planned.map((one) => one.pool));
  const measuredPool = Math.max(...planned.map((one) => one.measuredPool));
  for (const size of askedSizes(spec)) {
    if (size > pool) problems.push({ code: 'size-above-pool', size, pool });
  }
  for (const measured of spec.measured) {
    if (measured > measuredPool) {
      problems.push({ code: 'measured-above-pool', measured, pool: measuredPool });
    }
  }
  return { planned, problems };
}

/** A simulated value can stand beside the network where enough materials have one. */
const FEWEST_COMMON_MATERIALS = 10;

function armsOf({ simulated, measured, sameProperty }: Series): readonly Arm[] {
  const known = simulatedValues(simulated);
  const common = [...new Set(measured.keys)].filter((key) => known.has(key)).length;
  if (common < FEWEST_COMMON_MATERIALS) return ['transfer', 'direct', 'constant', 'ridge'];
  return sameProperty
    ? ['transfer', 'direct', 'constant', 'ridge', 'simulated', 'recalibrated', 'corrected']
    : ['transfer', 'direct', 'constant', 'ridge', 'recalibrated'];
}
