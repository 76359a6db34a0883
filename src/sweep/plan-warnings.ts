/** What a person should know about each series of a plan before believing its numbers. */
import { askedSizes } from './asked.ts';
import type { PlannedSeries } from './plan-series.ts';
import type { PlanWarning, SweepSpec } from './specification.ts';
import { FEWEST_TEST_GROUPS, FEWEST_TEST_ROWS } from './split.ts';

export function planWarnings(spec: SweepSpec, planned: readonly PlannedSeries[]): PlanWarning[] {
  return planned.flatMap((one) => warningsOf(spec, one));
}

function warningsOf(spec: SweepSpec, one: PlannedSeries): PlanWarning[] {
  const { id: series, pool, measuredPool, testRows: rows, testGroups: groups } = one;
  const warnings: PlanWarning[] = [];
  if (rows < FEWEST_TEST_ROWS)
    warnings.push({ code: 'few-test-rows', series, rows, need: FEWEST_TEST_ROWS });
  if (groups < FEWEST_TEST_GROUPS)
    warnings.push({ code: 'few-test-groups', series, groups, need: FEWEST_TEST_GROUPS });
  for (const size of askedSizes(spec)) {
    if (size > pool) warnings.push({ code: 'size-above-series-pool', series, size, pool });
  }
  const largest = askedSizes(spec).findLast((size) => size <= pool);
  if (largest !== undefined && largest > pool / 2)
    warnings.push({ code: 'size-above-half-pool', series, size: largest, pool });
  for (const measured of spec.measured) {
    if (measured > measuredPool)
      warnings.push({ code: 'measured-above-series-pool', series, measured, pool: measuredPool });
  }
  return warnings;
}
