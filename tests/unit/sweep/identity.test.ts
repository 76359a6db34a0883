/** A record belongs to its series and to nothing beside it: whatever is added, older records stay, bit for bit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/preparation/series.ts';
import { protocolHash } from '../../../src/sweep/identity.ts';
import { comparable, type SweepRecord } from '../../../src/sweep/record.ts';
import { planSweep } from '../../../src/sweep/plan.ts';
import {
  DEFAULT_SPEC,
  LEAK_RULES,
  type LeakRule,
  type SweepSpec,
} from '../../../src/sweep/specification.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import { repeatedSeries } from '../../support/repeated-series.ts';
import { planned, runPlan, specsOf } from '../../support/run-plan.ts';

/** Two sources on two targets, and a target that is the same table with other rows in use. */
const ALL: readonly Series[] = [
  repeatedSeries({ rows: 120, materials: 60 }),
  repeatedSeries({ rows: 90, materials: 45, target: 1 }),
  repeatedSeries({ rows: 120, materials: 60, source: 1, simulatedRows: 400 }),
  repeatedSeries({ rows: 90, materials: 45, source: 1, target: 1, simulatedRows: 400 }),
];
const SIZES = [20, 40, 80, 300];
const MEASURED = [6, 12, 44];

interface Points {
  /** Indices into ALL. */
  readonly series: readonly number[];
  readonly sizes: readonly number[];
  readonly measured: readonly number[];
  readonly trials: number;
  readonly extra: SweepSpec['extra'];
}

/** A choice of points and one that has more of everything, in another order of series. */
const extension: fc.Arbitrary<{ before: Points; after: Points }> = fc
  .record({
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
    keep: fc.integer({ min: 1, max: 4 }),
    sizes: fc.subarray(SIZES, { minLength: 1 }),
    measured: fc.subarray(MEASURED, { minLength: 1 }),
    trials: fc.integer({ min: 1, max: 3 }),
    moreTrials: fc.nat(2),
    moreSizes: fc.subarray(SIZES),
    moreMeasured: fc.subarray(MEASURED),
    extra: fc.array(fc.record({ n: fc.constantFrom(30, 60), trial: fc.nat(4) }), { maxLength: 2 }),
  })
  .map((one) => {
    const ascending = (...lists: readonly number[][]) =>
      [...new Set(lists.flat())].sort((a, b) => a - b);
    const { order, sizes, measured, trials } = one;
    const before = { series: order.slice(0, one.keep), sizes, measured, trials, extra: [] };
    const after = {
      series: [...order].reverse(),
      sizes: ascending(sizes, one.moreSizes),
      measured: ascending(measured, one.moreMeasured),
      trials: trials + one.moreTrials,
      extra: one.extra,
    };
    return { before, after };
  });

function specOf({ series, ...points }: Points, change: Partial<SweepSpec> = {}): SweepSpec {
  return {
    ...DEFAULT_SPEC,
    testShare: 0.3,
    hidden: [6],
    pretraining: { ...DEFAULT_SPEC.pretraining, maxSteps: 30, evaluationInterval: 10 },
    fineTuning: { ...DEFAULT_SPEC.fineTuning, maxSteps: 20, evaluationInterval: 10 },
    fixedSteps: 10,
    ...change,
    ...points,
    series: specsOf(dataOf({ series })),
  };
}

function dataOf({ series }: Pick<Points, 'series'>): Series[] {
  return series.flatMap((index) => ALL[index] ?? []);
}

function isPlannable(points: Points, leakRule: LeakRule): boolean {
  return planSweep(specOf(points, { leakRule }), dataOf(points)).kind === 'plan';
}

describe.each(LEAK_RULES)('under the leak rule "%s"', (leakRule) => {
  test('more series, sizes, m, trials and points keep every id and every row that it is trained and tested on', () => {
    fc.assert(
      fc.property(extension, ({ before, after }) => {
        fc.pre(isPlannable(before, leakRule) && isPlannable(after, leakRule));
        const small = planned(specOf(before, { leakRule }), dataOf(before));
        const large = planned(specOf(after, { leakRule }), dataOf(after));
        for (const unit of small.plan.units) {
          for (const job of unit.jobs) {
            const same = large.jobs.get(job.id);
            const other = large.plan.units.find(({ jobs }) => jobs.some(({ id }) => id === job.id));
            if (!same || !other) {
              // A further trial may have fewer samples, so that the size is no longer asked for; its record stays.
              const { id } = small.plan.series[job.series] ?? {};
              const now = large.plan.series.find((one) => one.id === id);
              expect(after.trials).toBeGreaterThan(before.trials);
              expect(job.n > (now?.pool ?? NaN) || job.m > (now?.measuredPool ?? NaN)).toBe(true);
              continue;
            }
            expect(large.request(other, [same])).toEqual(small.request(unit, [job]));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('and the records are the same bits', async () => {
    const engine = await createWasmEngine();
    const compare = async ({ before, after }: { before: Points; after: Points }) => {
      const byId = (records: readonly SweepRecord[]) =>
        new Map(records.map((record) => [record.id, comparable(record)]));
      const old = byId(
        (await runPlan(engine, specOf(before, { leakRule }), dataOf(before))).records,
      );
      const all = byId((await runPlan(engine, specOf(after, { leakRule }), dataOf(after))).records);
      for (const [id, record] of old) if (all.has(id)) expect(all.get(id)).toEqual(record);
      return [...old.keys()].filter((id) => all.has(id)).length;
    };
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(extension, async (one) => {
        fc.pre(isPlannable(one.before, leakRule) && isPlannable(one.after, leakRule));
        compared += await compare(one);
      }),
      { numRuns: 8 },
    );
    expect(compared).toBeGreaterThan(8);
    engine.dispose();
  });
});

test('the protocol hash changes with what decides numbers, and with nothing else', () => {
  const [one, two] = ALL;
  if (!one || !two) throw new Error('missing');
  const spec = specOf({ series: [0], sizes: [20], measured: [6], trials: 1, extra: [] });
  const hash = protocolHash(spec, one);
  const same: Partial<SweepSpec>[] = [
    { sizes: [10] },
    { measured: [99] },
    { trials: 7 },
    { extra: [{ n: 20, trial: 9 }] },
    { series: specsOf([one, two]) },
  ];
  const other: Partial<SweepSpec>[] = [
    { seed: 2 },
    { hidden: [64] },
    { testShare: 0.2 },
    { leakRule: 'any' },
    { activation: 'tanh' },
    { fixedSteps: 11 },
  ];
  for (const change of same) expect(protocolHash({ ...spec, ...change }, one)).toBe(hash);
  for (const change of other) expect(protocolHash({ ...spec, ...change }, one)).not.toBe(hash);
  expect(protocolHash(spec, two)).not.toBe(hash);
  expect(protocolHash(spec, { id: one.id })).toBe(hash);
});
