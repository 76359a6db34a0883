/** What the built-in world is there to teach, with its truths known. */
import { describe, expect, test } from 'vitest';
import { BUILT_IN_WORLD, createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import { createWorld } from '../../../src/lessons/synthetic-world.ts';
import { fitPowerLaw } from '../../../src/scaling/index.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { meanError, runPlan } from '../../support/run-plan.ts';

const sizes = [50, 100, 200, 400, 800, 1600];

async function sweep(bias: number, trials: number, chosen = sizes) {
  const engine = await createWasmEngine();
  const { spec, series } = createBuiltInExperiment({ bias });
  const { records } = await runPlan(
    engine,
    {
      ...spec,
      sizes: chosen,
      trials,
      hidden: [32, 32],
      pretraining: { ...spec.pretraining, maxSteps: 2000 },
      fineTuning: { ...spec.fineTuning, maxSteps: 500 },
    },
    series,
  );
  engine.dispose();
  return records;
}

describe('synthetic world', () => {
  test('bias and noise have the sizes that were asked for', () => {
    // Smooth functions vary less over a world of this size than they would over a wide one.
    const rough = { ...BUILT_IN_WORLD, roughness: 1.5 };
    const world = createWorld({ ...rough, bias: 0.4, noise: 0.1, measuredRows: 4000 });
    const unbiased = createWorld({ ...rough, bias: 0, noise: 0.1, measuredRows: 4000 });
    const deviation = (values: readonly number[]) =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    const noise = [...world.measured].map((value, i) => value - (world.truth[i] ?? 0));
    expect(deviation(noise)).toBeCloseTo(0.1, 2);
    // One draw of a smooth function: its deviation over this world is of the order of its own.
    const error = [...world.simulated].map((value, i) => value - (unbiased.simulated[i] ?? 0));
    expect(deviation(error)).toBeGreaterThan(0.2);
    expect(deviation(error)).toBeLessThan(0.8);
  });

  test('the same seed gives the same world, another seed another', () => {
    expect(createWorld(BUILT_IN_WORLD)).toEqual(createWorld(BUILT_IN_WORLD));
    expect(createWorld({ ...BUILT_IN_WORLD, seed: 2 }).measured).not.toEqual(
      createWorld(BUILT_IN_WORLD).measured,
    );
  });
});

describe('built-in experiment', () => {
  test('the limit C rises with the bias of the simulator', async () => {
    const limits: number[] = [];
    for (const bias of [0, 1.5]) {
      const records = await sweep(bias, 2);
      const fit = fitPowerLaw(
        sizes.map((n) => ({
          n,
          error: meanError(records, 'transfer', n),
          trials: records
            .filter((record) => record.arm === 'transfer' && record.n === n)
            .map(({ trial, mae }) => ({ trial, error: mae })),
        })),
      );
      if (fit.kind !== 'fit') throw new Error('no fit');
      limits.push(fit.C);
    }
    expect(limits[1]).toBeGreaterThan(1.5 * (limits[0] ?? 0));
  });

  test('transfer beats direct learning on the same splits (paired t test, p < 0.01)', async () => {
    const trials = 6;
    const records = await sweep(0.5, trials, [800]);
    const gains = Array.from({ length: trials }, (_, trial) => {
      const one = records.filter((record) => record.trial === trial);
      const direct = one.find(({ arm }) => arm === 'direct')?.mae ?? NaN;
      const transfer = one.find(({ arm }) => arm === 'transfer')?.mae ?? NaN;
      return direct - transfer;
    });
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / trials;
    const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (trials - 1);
    // One-sided 1 % quantile of Student's t with 5 degrees of freedom.
    expect(mean / Math.sqrt(variance / trials)).toBeGreaterThan(3.365);
  });
});
