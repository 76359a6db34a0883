/** What a unit costs before any has been timed, roughly. Small sizes stop early, so they cost a part of the budget. */
import { log } from '../random.ts';
import type { PlannedUnit } from './plan.ts';
import type { SweepSpec } from './specification.ts';

/** Of the simulated rows of a network (split.ts). */
const VALIDATION_SHARE = 0.2;
/** Steps that looking at one batch of validation rows takes: forward without backward, measured on a million rows. */
const STEPS_PER_LOOK = 0.3;

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
  // With a million rows the network looks longer at its validation rows than it trains.
  const look = (STEPS_PER_LOOK * VALIDATION_SHARE * unit.n) / pretraining.batch;
  const each = 1 + look / pretraining.evaluationInterval;
  const own = unit.kind === 'transfer' ? share * pretraining.maxSteps * each : 0;
  return own + stages.reduce((sum, steps) => sum + steps, 0);
}
