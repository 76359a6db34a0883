/** What is proposed for data can be run, and the page does not warn about it: checked against the real splits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridFor } from '../../../src/experiment/grid.ts';
import { rowsOfSeries, rowsOfTables } from '../../../src/experiment/series-rows.ts';
import { effectiveSettings, parseSettings } from '../../../src/experiment/settings.ts';
import { toSpec } from '../../../src/experiment/to-spec.ts';
import { makeSeries } from '../../../src/preparation/make-series.ts';
import type { Series, SeriesSpec } from '../../../src/preparation/series.ts';
import { planSweep } from '../../../src/sweep/plan.ts';
import { DEFAULT_SPEC, LEAK_RULES } from '../../../src/sweep/specification.ts';

const matrix = (rows: number) => ({
  rows,
  blocks: [{ kind: 'float32' as const, names: ['x'], values: new Float32Array(rows) }],
});

interface Data {
  readonly simulated: readonly number[];
  readonly measured: readonly number[];
  readonly groups?: readonly number[] | undefined;
  readonly ownSplit?: readonly number[] | undefined;
}

/** A series of materials by number. */
function seriesOf({ simulated, measured, groups, ownSplit }: Data): Series {
  return makeSeries({
    label: 'y',
    sameProperty: true,
    simulated: {
      features: matrix(simulated.length),
      keys: simulated.map(String),
      targets: [Float64Array.from(simulated)],
    },
    measured: {
      features: matrix(measured.length),
      keys: measured.map(String),
      values: Float64Array.from(measured),
      ...(groups ? { groups: groups.map(String) } : {}),
      ...(ownSplit ? { ownSplit: Uint8Array.from(ownSplit) } : {}),
    },
  });
}

const specOf = ({ id, label }: Series): SeriesSpec => ({
  id,
  label,
  simulatedTargets: ['y'],
  measuredTarget: 'y',
  sameProperty: true,
  descriptors: null,
});

const materials = (count: number, few: number, many: number) =>
  fc.array(fc.nat(count), { minLength: few, maxLength: many });

const data: fc.Arbitrary<Data> = fc.integer({ min: 30, max: 400 }).chain((count) =>
  materials(count, 40, 300).chain((measured) =>
    fc.record({
      simulated: materials(2 * count, 60, 900),
      measured: fc.constant(measured),
      groups: fc.option(
        fc.array(fc.nat(60), { minLength: measured.length, maxLength: measured.length }),
        { nil: undefined },
      ),
    }),
  ),
);

describe('the proposed grid', () => {
  test('runs without a warning about itself', () => {
    let judged = 0;
    fc.assert(
      fc.property(
        data,
        fc.constantFrom(...LEAK_RULES),
        fc.constantFrom('0.2', '0.3', '0.5'),
        (given, leakRule, testShare) => {
          const series = seriesOf(leakRule === 'any' ? { ...given, groups: undefined } : given);
          const typed = { leakRule, testShare, trials: '12' };
          const rule = { leakRule, testShare: Number(testShare) };
          const rows = rowsOfSeries(series, rule);
          // Less cannot hold the smallest size twice.
          if (rows.pool < 20 || rows.training < 8) return;
          const parsed = parseSettings(effectiveSettings(typed, gridFor([rows])));
          const outcome = toSpec(parsed, { specs: [specOf(series)], series: [series] });
          // Tables that are too small to split are told as such.
          if (!outcome.spec) return;
          const planned = planSweep(outcome.spec, [series]);
          if (planned.kind !== 'plan') throw new Error(JSON.stringify(planned.problems));
          const [one] = planned.plan.series;
          expect(one?.pool).toBeGreaterThanOrEqual(rows.pool);
          expect(one?.measuredPool).toBeGreaterThanOrEqual(rows.training);
          const codes = planned.plan.warnings.map(({ code }) => code);
          expect(codes.filter((code) => !code.startsWith('few-test'))).toEqual([]);
          judged++;
        },
      ),
      { numRuns: 150, seed: 20 },
    );
    expect(judged).toBeGreaterThan(60);
  });

  test('knows a split of one’s own exactly', () => {
    fc.assert(
      fc.property(
        materials(80, 60, 200).chain((measured) =>
          fc.record({
            measured: fc.constant(measured),
            simulated: materials(160, 100, 400),
            ownSplit: fc.array(fc.nat(2), {
              minLength: measured.length,
              maxLength: measured.length,
            }),
          }),
        ),
        (given) => {
          const series = seriesOf(given);
          const { pool, training } = rowsOfSeries(series);
          const spec = {
            ...DEFAULT_SPEC,
            sizes: [10],
            measured: [4],
            trials: 1,
            series: [specOf(series)],
          };
          const planned = planSweep(spec, [series]);
          if (planned.kind !== 'plan') return;
          expect(planned.plan.series[0]).toMatchObject({ pool, measuredPool: training });
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each([
    [100_000, 1000, '100, 200, 400, 800, 1600, 3200, 6400', '50'],
    [3300, 300, '100, 200, 400, 800, 1600', '50'],
    [1700, 300, '50, 100, 200, 400, 800', '50'],
    [900, 300, '25, 50, 100, 200, 400', '50'],
    [430, 100, '25, 50, 100, 200', '30'],
    [400, 80, '10, 20, 40, 80, 160', '25'],
    [200, 60, '10, 20, 40, 80', '20'],
    [110, 60, '10, 15, 20, 30, 40', '20'],
    [60, 40, '10, 12, 15, 20', '10'],
    [30, 40, '10', '10'],
    [5, 3, '10', '4'],
  ])('for %d simulated and %d measured rows is %s and m = %s', (simulated, measured, sizes, m) => {
    expect(gridFor([rowsOfTables(simulated, measured)])).toEqual({ sizes, measured: m });
  });

  test('of several series follows the smallest; without data there is none', () => {
    const [large, small] = [rowsOfTables(50_000, 1000), rowsOfTables(900, 100)];
    expect(gridFor([large, small])).toEqual(gridFor([small]));
    expect(gridFor([])).toEqual({});
  });

  test('leaves room for a test set that takes every simulated twin with it', () => {
    const own = rowsOfTables(900, 300, { testShare: 0.3, leakRule: 'own' });
    const any = rowsOfTables(900, 300, { testShare: 0.3, leakRule: 'any' });
    expect(own).toEqual({ pool: 810, training: 210 });
    expect(any.pool).toBeLessThan(630);
    expect(rowsOfTables(900, 300, { testShare: NaN, leakRule: 'own' })).toEqual(own);
  });
});

describe('a specification', () => {
  const series = seriesOf({
    simulated: Array.from({ length: 200 }, (_, i) => i),
    measured: Array.from({ length: 60 }, (_, i) => i),
  });
  const ready = { specs: [specOf(series)], series: [series] };

  test('is whole where nothing is wrong', () => {
    const parsed = parseSettings(effectiveSettings({ sizes: '10, 20' }));
    const extra = [{ n: 40, trial: 5 }];
    expect(toSpec(parsed, ready, extra)).toEqual({
      spec: { ...parsed.spec, series: ready.specs, extra },
      problems: [],
    });
    expect(toSpec(parsed, ready).spec).not.toHaveProperty('extra');
    expect(toSpec(parsed, null)).toEqual({ spec: null, problems: [] });
  });

  test('tells everything that is wrong at once, and each field once', () => {
    const parsed = parseSettings(
      effectiveSettings({
        sizes: '5, many',
        trials: '0',
        testShare: 'some',
        pretraining: { batch: '' },
      }),
    );
    const { spec, problems } = toSpec(parsed, ready);
    expect(spec).toBeNull();
    expect(problems).toEqual([
      { code: 'not-a-number', field: 'sizes', value: 'many' },
      { code: 'not-a-number', field: 'testShare', value: 'some' },
      { code: 'not-a-number', field: 'pretraining.batch', value: '' },
      { code: 'size-too-small', size: 5, smallest: 10 },
      { code: 'out-of-range', field: 'trials', value: 0, low: 1, high: 1000 },
    ]);
  });
});
