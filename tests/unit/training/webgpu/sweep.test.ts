/**
 * Whole points of a sweep on the fused WGSL engine and on the kernel. Early stopping makes single points differ; over
 * the trials they must agree.
 */
import { describe, expect, it } from 'vitest';
import { createBuiltInExperiment } from '../../../../src/lessons/built-in.ts';
import type { TrainingEngine } from '../../../../src/training/engine.ts';
import { runUnit } from '../../../../src/training/run-unit.ts';
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';
import { openWebGPUEngine } from '../../../../src/training/webgpu/engine.ts';
import { planned } from '../../../support/run-plan.ts';
import { openDawn } from './dawn.ts';

const gpu = await openDawn();
const TRIALS = 20;
const { spec, series } = createBuiltInExperiment({ simulatedRows: 1500, measuredRows: 200 });
const {
  plan,
  jobs: allJobs,
  request,
} = planned(
  {
    ...spec,
    sizes: [100, 400],
    trials: TRIALS,
    hidden: [16, 16],
    pretraining: { ...spec.pretraining, maxSteps: 400, evaluationInterval: 25, patience: 4 },
    fineTuning: { ...spec.fineTuning, maxSteps: 200 },
  },
  series,
);

/** The mean absolute error of every trained point by its id; all units at once. */
async function errorsOn(engine: TrainingEngine): Promise<Map<string, number>> {
  const errors = new Map<string, number>();
  await Promise.all(
    plan.units.map((unit) =>
      runUnit(engine, request(unit), {
        onReport: (report) => {
          if (report.kind === 'failure') throw new Error(report.failure.detail);
          errors.set(report.result.id, report.result.mae);
        },
      }),
    ),
  );
  engine.dispose();
  return errors;
}

describe.skipIf(!gpu)('Dawn', () => {
  it('the paired mean difference of a sweep to the kernel is within two standard errors', async () => {
    const ours = await errorsOn(await openWebGPUEngine());
    const theirs = await errorsOn(await createWasmEngine());
    expect(ours.size).toBe(allJobs.size);
    const kinds = [
      { arm: 'transfer', n: 100 },
      { arm: 'transfer', n: 400 },
      { arm: 'direct', n: 0 },
    ];
    for (const { arm, n } of kinds) {
      const jobs = [...allJobs.values()].filter((job) => job.arm === arm && job.n === n);
      expect(jobs).toHaveLength(TRIALS);
      const differences = jobs.map(({ id }) => ours.get(id)! - theirs.get(id)!);
      const mean = differences.reduce((sum, d) => sum + d, 0) / TRIALS;
      const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (TRIALS - 1);
      // Where no trial flips only rounding is left, and float32's has a mean of its own.
      const rounding = 1e-6 * theirs.get(jobs[0]!.id)!;
      expect(Math.abs(mean)).toBeLessThan(2 * Math.sqrt(variance / TRIALS) + rounding);
    }
  });
});
