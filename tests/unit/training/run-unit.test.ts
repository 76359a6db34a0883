/** The protocol of one point on the real kernel: heads, baselines, and failures that stay alone. */
import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import { TrainingCancelled } from '../../../src/training/engine.ts';
import type { JobReport, Unit } from '../../../src/training/unit.ts';
import { runUnit } from '../../../src/training/run-unit.ts';
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
  test('a network that diverges is reported with every job that hangs on it, and the other arms go on', async () => {
    const engine = await createWasmEngine();
    const { plan, jobs, request } = planned({ ...quick, measured: [20, 40] }, series);
    const [unit] = plan.units.filter(({ kind }) => kind === 'transfer');
    if (!unit) throw new Error('missing');
    const asked = request(
      unit,
      [...jobs.values()].filter(({ trial }) => trial === 0),
    );
    const { pretraining } = asked;
    if (!pretraining) throw new Error('missing');
    const schedule = { ...pretraining.schedule, learningRate: 1e30 };
    const spoiled: Unit = { ...asked, pretraining: { ...pretraining, schedule } };
    const reports: JobReport[] = [];
    await runUnit(engine, spoiled, { onReport: (report) => reports.push(report) });
    const transfers = spoiled.jobs.filter(({ arm }) => arm === 'transfer').map(({ id }) => id);
    expect(transfers.length).toBeGreaterThan(1);
    for (const report of reports) {
      const id = report.kind === 'result' ? report.result.id : report.failure.id;
      if (transfers.includes(id)) expect(report).toMatchObject({ failure: { code: 'diverged' } });
      else expect(report.kind).toBe('result');
    }
    expect(reports).toHaveLength(spoiled.jobs.length);
    engine.dispose();
  });

  test('units at once or one by one give the same results', async () => {
    const engine = await createWasmEngine();
    const { plan, jobs, request } = planned(quick, series);
    const units = plan.units.map((unit) => request(unit));
    const reported = () => {
      const errors = new Map<string, number>();
      const onReport = (report: JobReport) =>
        void (report.kind === 'result' && errors.set(report.result.id, report.result.mae));
      return { errors, onReport };
    };
    const alone = reported();
    for (const unit of units) await runUnit(engine, unit, alone);
    expect(alone.errors.size).toBe(jobs.size);
    const together = reported();
    await Promise.all(units.map((unit) => runUnit(engine, unit, together)));
    expect(together.errors).toEqual(alone.errors);
    engine.dispose();
  });

  test('cancelled, it rejects when nothing is under way any more', async () => {
    const engine = await createWasmEngine();
    const { plan, request } = planned({ ...quick, measured: [20, 40] }, series);
    const unit = plan.units.find(({ kind }) => kind === 'transfer')!;
    const reports: JobReport[] = [];
    let asked = 0;
    // Every training asks at its start: the one before it may end, the third may not.
    const ended = runUnit(engine, request(unit), {
      onReport: (report) => reports.push(report),
      cancelled: () => ++asked >= 3,
    });
    await expect(ended).rejects.toBeInstanceOf(TrainingCancelled);
    const before = reports.length;
    expect(before).toBeLessThan(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reports).toHaveLength(before);
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
