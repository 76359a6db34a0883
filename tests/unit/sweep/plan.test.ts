/** Which points are planned, which are refused, and what each series has on its own. */
import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import type { Series } from '../../../src/preparation/series.ts';
import { planSweep } from '../../../src/sweep/plan.ts';
import type { SweepSpec } from '../../../src/sweep/specification.ts';
import { planned, specsOf } from '../../support/run-plan.ts';
import { repeatedSeries } from '../../support/repeated-series.ts';

const { spec, series } = createBuiltInExperiment({ simulatedRows: 3000, measuredRows: 300 });
const on = (list: readonly Series[], change: Partial<SweepSpec> = {}): SweepSpec => ({
  ...spec,
  sizes: [100, 200],
  measured: [40],
  trials: 2,
  ...change,
  series: specsOf(list),
});
const points = (jobs: Iterable<{ n: number; trial: number; arm: string }>) =>
  [...jobs].map(({ n, trial, arm }) => `${arm} ${n} ${trial}`).sort();

describe('plan', () => {
  test('subsets are nested: the rows of n are the first of those of 2 n', () => {
    const { plan, request } = planned({ ...spec, sizes: [100, 200] }, series);
    const rows = (n: number) => {
      const unit = plan.units.find((one) => one.n === n && one.trial === 1);
      if (!unit) throw new Error('missing');
      return [...(request(unit).pretraining?.targets ?? [])];
    };
    expect(rows(200).slice(0, 100)).toEqual(rows(100));
  });

  test('it is plain data', () => {
    const { plan } = planned({ ...spec, sizes: [100], extra: [{ n: 400, trial: 9 }] }, series);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test('single points beside the grid add only themselves and the baselines of their trial', () => {
    const grid = { ...spec, sizes: [100, 200], measured: [40], trials: 2 };
    const extra = [
      { n: 200, trial: 2 },
      { n: 400, trial: 0 },
      { n: 100, trial: 0 },
    ];
    const before = planned(grid, series).jobs;
    const after = planned({ ...grid, extra }, series).jobs;
    expect(points([...after.values()].filter(({ id }) => !before.has(id)))).toEqual(
      ['constant 0 2', 'direct 0 2', 'ridge 0 2', 'transfer 200 2', 'transfer 400 0'].sort(),
    );
    expect([...before.keys()].every((id) => after.has(id))).toBe(true);
  });

  test('every point is planned once, with an id of its own', () => {
    const grid = { ...spec, sizes: [100, 200], measured: [20, 40], trials: 3 };
    const { plan, jobs } = planned(grid, series);
    // No material is in both tables of this world, so there is no simulated value to compare with.
    expect(jobs.size).toBe(3 * (2 * 2 + 3 * 2));
    expect(plan.units.flatMap((unit) => unit.jobs)).toHaveLength(jobs.size);
    const common = repeatedSeries({ rows: 200, materials: 60 });
    const one = planned(on([common], { sizes: [100], measured: [20], trials: 1 }), [common]);
    expect([...one.jobs.values()].map(({ arm }) => arm)).toEqual([
      'direct',
      'constant',
      'ridge',
      'simulated',
      'recalibrated',
      'corrected',
      'transfer',
    ]);
  });

  test.each([
    ['a size above the pool', { sizes: [100, 9000] }, 'size-above-pool'],
    ['a size that is too small', { sizes: [2, 100] }, 'size-too-small'],
    ['no sizes', { sizes: [] }, 'no-sizes'],
    ['m above what the split leaves', { measured: [290] }, 'measured-above-pool'],
    ['a test share of everything', { testShare: 1 }, 'out-of-range'],
    ['half a trial', { trials: 1.5 }, 'not-a-number'],
    ['data that are not the specification’s', { series: [] }, 'other-data'],
  ] as const)('%s is refused', (_, change, code) => {
    const result = planSweep({ ...spec, ...change }, series);
    expect(result.kind).toBe('refused');
    expect(result.kind === 'refused' && result.problems.map((problem) => problem.code)).toContain(
      code,
    );
  });

  test('few measured rows or materials are refused, few test rows are a warning', () => {
    const codes = (rows: number, materials: number) => {
      const one = repeatedSeries({ rows, materials });
      const result = planSweep(on([one], { sizes: [100], measured: [10], trials: 1 }), [one]);
      return result.kind === 'refused'
        ? result.problems.map(({ code }) => code)
        : result.plan.warnings.map(({ code }) => code);
    };
    expect(codes(15, 15)).toEqual(['too-few-measured-rows']);
    expect(codes(100, 5)).toEqual(['too-few-groups']);
    expect(codes(40, 40)).toEqual(['few-test-rows']);
    expect(codes(200, 60)).toEqual([]);
  });
});

describe('several series', () => {
  const large = repeatedSeries({ rows: 200, materials: 60 });
  const small = repeatedSeries({ rows: 200, materials: 60, simulatedRows: 300, source: 1 });
  const few = repeatedSeries({ rows: 40, materials: 40, target: 1 });

  test('a small database does not forbid large sizes for the others: it lacks these points and a warning says so', () => {
    const { plan, jobs } = planned(on([large, small], { sizes: [100, 900] }), [large, small]);
    const sizes = (index: number) =>
      new Set([...jobs.values()].filter((job) => job.series === index).map(({ n }) => n));
    expect(sizes(0)).toEqual(new Set([0, 100, 900]));
    expect(sizes(1)).toEqual(new Set([0, 100]));
    expect(plan.warnings).toMatchObject([
      { code: 'size-above-series-pool', series: small.id, size: 900 },
    ]);
  });

  test('few measured rows do not forbid a large m for the others', () => {
    const { plan, jobs } = planned(on([large, few], { measured: [10, 60] }), [large, few]);
    const measured = (index: number) =>
      new Set([...jobs.values()].filter((job) => job.series === index).map(({ m }) => m));
    expect(measured(0)).toEqual(new Set([10, 60]));
    expect(measured(1)).toEqual(new Set([10]));
    expect(plan.warnings).toContainEqual(
      expect.objectContaining({ code: 'measured-above-series-pool', series: few.id, measured: 60 }),
    );
  });

  test('a size or an m that no series has is refused', () => {
    const result = planSweep(on([large, small], { sizes: [100, 1999], measured: [10, 190] }), [
      large,
      small,
    ]);
    expect(result.kind === 'refused' && result.problems.map(({ code }) => code)).toEqual([
      'size-above-pool',
      'measured-above-pool',
    ]);
  });

  test('under "own" a pretraining is one series’, under "any" it is shared by all of one source', () => {
    const other = repeatedSeries({ rows: 150, materials: 75, target: 1 });
    const elsewhere = repeatedSeries({ rows: 200, materials: 60, source: 1 });
    const list = [large, other, elsewhere];
    const units = (leakRule: 'own' | 'any') => {
      const { plan } = planned(on(list, { leakRule, measured: [10, 20] }), list);
      return plan.units.filter(
        ({ kind, trial, n }) => kind === 'transfer' && trial === 0 && n === 100,
      );
    };
    const seriesOf = (unit: { jobs: readonly { series: number; m: number }[] }) =>
      unit.jobs.map(({ series, m }) => `${series} ${m}`);
    expect(units('own').map(seriesOf)).toEqual([
      ['0 10', '0 20'],
      ['1 10', '1 20'],
      ['2 10', '2 20'],
    ]);
    expect(units('any').map(seriesOf)).toEqual([
      ['0 10', '0 20', '1 10', '1 20'],
      ['2 10', '2 20'],
    ]);
  });

  test('under "any" groups and test rows of one’s own are refused, and so is a trial that tests nothing', () => {
    const groups = large.measured.keys.map((_, row) => `group ${row % 25}`);
    const ownSplit = Uint8Array.from(large.measured.keys, (_, row) => (row % 4 === 0 ? 1 : 0));
    const grouped = { ...large, measured: { ...large.measured, groups, ownSplit } };
    const codes = (change: Partial<SweepSpec>, one: Series) => {
      const result = planSweep(on([one], change), [one]);
      return result.kind === 'refused' ? result.problems.map(({ code }) => code) : [];
    };
    expect(codes({ leakRule: 'any' }, grouped)).toEqual([
      'own-groups-under-any',
      'own-split-under-any',
    ]);
    const tiny = repeatedSeries({ rows: 20, materials: 20 });
    const rare = { leakRule: 'any', testShare: 0.05, trials: 30, measured: [4] } as const;
    expect(codes(rare, tiny)).toContain('no-test-rows');
  });

  test('a series that is there twice is refused', () => {
    const result = planSweep(on([large, large]), [large, large]);
    expect(result.kind === 'refused' && result.problems).toContainEqual({
      code: 'series-twice',
      series: large.id,
    });
  });
});
