/** What a unit costs before any has been timed: training steps, roughly. Small sizes stop early, so they cost a part of the budget. */
import { log } from '../random.ts';
import type { PlannedUnit } from './plan.ts';
import type { SweepSpec } from './specification.ts';

/** In steps of pretraining. The same on every machine: shards are dealt by it. */
export function unitCost(
  { pretraining, fineTuning }: Pick<SweepSpec, 'pretraining' | 'fineTuning'>,
  unit: Pick<PlannedUnit, 'kind' | 'n' | 'jobs'>,
): number {
  const share = Math.min(1, 0.2 + (0.25 / Math.LN10) * log(Math.max(unit.n, 50) / 50));
  const stages = unit.jobs.map((job) =>
    job.arm === 'transfer'
      ? (0.3 * fineTuning.maxSteps * fineTuning.batch) / pretraining.batch
      : job.arm === 'direct'
        ? 0.2 * pretraining.maxSteps
        : 10,
  );
  const own = unit.kind === 'transfer' ? share * pretraining.maxSteps : 0;
  return own + stages.reduce((sum, steps) => sum + steps, 0);
}
