/** The protocol of one point on the real kernel: heads, baselines, and failures that stay alone. */
import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import type { JobReport, Unit } from '../../../src/training/unit.ts';
import { runUnits } from '../../../src/training/run-units.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { planned, runPlan } from '../../support/run-plan.ts';

const { spec, series } = createBuiltInExperiment({ simulatedRows: 1500, measuredRows: 200 });
const quick = {
  ...spec,
  sizes: [100, 200],
  trials: 1,
  hidden: [16, 16],
  pretraining: { ...spec.pretraining, maxSteps: 300 },
  fineTuning: { ...spec.fineTuning, maxSteps: 200 },
};

describe('units', () => {
  test('a network that diverges is reported, and the others of its batch go on', async () => {
    const engine = await createWasmEngine();
    const plan = planned(quick, series);
    const units = plan.units.map((unit) => plan.request(unit, unit.jobs));
    const spoiled = units.map((unit): Unit =>
      unit.id === 'transfer:0:n100:t0' && unit.pretraining
        ? {
            ...unit,
            pretraining: {
              ...unit.pretraining,
              schedule: { ...unit.pretraining.schedule, learningRate: 1e30 },
            },
          }
        : unit,
    );
    const reports: JobReport[] = [];
    await runUnits(engine, spoiled, { onReport: (report) => reports.push(report) });
    const failures = reports.flatMap((report) =>
      report.kind === 'failure' ? [report.failure] : [],
    );
    expect(failures).toMatchObject([{ code: 'diverged' }]);
    expect(failures[0]?.id).toContain(':n100:');
    expect(reports).toHaveLength(plan.jobs.size);
    engine.dispose();
  });

  test('units together or one by one give the same results', async () => {
    const engine = await createWasmEngine();
    const plan = planned(quick, series);
    const units = plan.units.map((unit) => plan.request(unit, unit.jobs));
    const results = async (batches: readonly (readonly Unit[])[]) => {
      const errors = new Map<string, number>();
      for (const batch of batches) {
        await runUnits(engine, batch, {
          onReport: (report) =>
            report.kind === 'result' && errors.set(report.result.id, report.result.mae),
        });
      }
      return errors;
    };
    const alone = await results(units.map((unit) => [unit]));
    expect(alone.size).toBe(plan.jobs.size);
    expect(await results([units])).toEqual(alone);
    engine.dispose();
  });

  test('another property gets a new head and is learnt as well', async () => {
    const engine = await createWasmEngine();
    const [one] = series;
    if (!one) throw new Error('missing');
    // A monotone property of the same material in another unit: only a new head can give it.
    const measured = {
      ...one.measured,
      values: one.measured.values.map((value) => 1000 + 50 * value),
    };
    const other = { ...one, measured, sameProperty: false };
    const longer = {
      ...quick,
      sizes: [800],
      hidden: [32, 32],
      pretraining: { ...spec.pretraining, maxSteps: 2000 },
    };
    const { records } = await runPlan(engine, longer, [other]);
    const transfer = records.find(({ arm }) => arm === 'transfer');
    const direct = records.find(({ arm }) => arm === 'direct');
    expect(transfer?.mae).toBeLessThan(direct?.mae ?? 0);
    expect(transfer?.r2).toBeGreaterThan(0.5);
    engine.dispose();
  });

  test('several source columns with gaps train one network, and a column without gaps of its own still learns', async () => {
    const engine = await createWasmEngine();
    const [one] = series;
    if (!one) throw new Error('missing');
    const [property] = one.simulated.targets;
    if (!property) throw new Error('missing');
    const second = property.map((value, i) => (i % 3 === 0 ? NaN : -2 * value));
    const simulated = { ...one.simulated, targets: [property, second] };
    const longer = { ...quick, sizes: [800], pretraining: { ...spec.pretraining, maxSteps: 1500 } };
    const { records, failures } = await runPlan(engine, longer, [{ ...one, simulated }]);
    expect(failures).toEqual([]);
    const transfer = records.find(({ arm }) => arm === 'transfer');
    const direct = records.find(({ arm }) => arm === 'direct');
    expect(transfer?.mae).toBeLessThan(direct?.mae ?? 0);
    engine.dispose();
  });
});
