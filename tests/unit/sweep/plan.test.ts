import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';
import { planSweep, protocolHash } from '../../../src/sweep/plan.ts';
import { makeSeries } from '../../../src/preparation/make-series.ts';
import { splitMeasured, validationFlags } from '../../../src/sweep/split.ts';
import type { SweepSpec } from '../../../src/sweep/specification.ts';
import { planned } from '../../support/run-plan.ts';

const { spec, series } = createBuiltInExperiment({ simulatedRows: 3000, measuredRows: 300 });

/** Rows with several measurements of one material, of which some were simulated. */
function repeated(rows: number, materials: number) {
  const keys = Array.from({ length: rows }, (_, i) => `material ${i % materials}`);
  const features = (count: number) => ({
    rows: count,
    blocks: [
      {
        kind: 'float32' as const,
        names: ['x'],
        values: Float32Array.from({ length: count }, (_, i) => i),
      },
    ],
  });
  return makeSeries({
    label: 'repeated',
    sameProperty: true,
    simulated: {
      features: features(2000),
      keys: Array.from({ length: 2000 }, (_, i) => `material ${i % 500}`),
      targets: [Float64Array.from({ length: 2000 }, (_, i) => i)],
    },
    measured: {
      features: features(rows),
      keys,
      values: Float64Array.from({ length: rows }, (_, i) => i),
    },
  });
}

describe('splits', () => {
  test('no material is on both sides, and the test share is reached by whole groups', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.integer({ min: 20, max: 120 }),
        fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        (trial, materials, share) => {
          const { measured } = repeated(200, materials);
          const split = splitMeasured(measured, 5, trial, share);
          const tested = new Set([...split.testRows].map((row) => measured.keys[row]));
          const trained = new Set([...split.order].map((row) => measured.keys[row]));
          for (const key of tested) expect(trained.has(key)).toBe(false);
          expect(split.testRows.length + split.order.length).toBe(200);
          expect(split.testRows.length).toBeGreaterThanOrEqual(share * 200);
          expect(split.testRows.length).toBeLessThan(share * 200 + Math.ceil(200 / materials) + 1);
        },
      ),
    );
  });

  test('no simulated row of a tested material is used', () => {
    const one = repeated(200, 60);
    const plan = planned({ ...spec, sizes: [200, 1000] }, [one]);
    for (const unit of plan.units.filter(({ kind }) => kind === 'transfer')) {
      const request = plan.request(unit, unit.jobs);
      const tested = new Set(
        [...plan.testRows(0, unit.trial)].map((row) => one.measured.keys[row]),
      );
      // Row i of the simulated table has the feature i.
      for (const value of request.pretraining?.features.blocks[0]?.values ?? []) {
        expect(tested.has(one.simulated.keys[value])).toBe(false);
      }
      expect(plan.removedRows(0, unit.trial)).toBe(4 * tested.size);
    }
  });

  test('groups of one’s own stay together, and tested materials do not train even where groups cut through them', () => {
    const { measured } = repeated(200, 40);
    // Row i has material i % 40 and group i % 25: groups cut through materials.
    const groups = measured.keys.map((_, row) => `group ${row % 25}`);
    for (let trial = 0; trial < 10; trial++) {
      const split = splitMeasured({ ...measured, groups }, 5, trial, 0.2);
      const tested = new Set([...split.testRows].map((row) => groups[row]));
      expect(split.testRows.length).toBe(8 * tested.size);
      for (const row of split.order) {
        expect(tested.has(groups[row])).toBe(false);
        expect(split.testKeys.has(measured.keys[row] ?? '')).toBe(false);
      }
    }
  });

  test('test rows of one’s own are the same in every trial, and rows that are neither are in none', () => {
    const { measured } = repeated(200, 200);
    const ownSplit = Uint8Array.from({ length: 200 }, (_, row) =>
      row % 4 === 0 ? 1 : row % 4 === 1 ? 2 : 0,
    );
    const splits = [0, 1].map((trial) => splitMeasured({ ...measured, ownSplit }, 5, trial, 0.9));
    for (const { testRows, order } of splits) {
      expect([...testRows]).toEqual(Array.from({ length: 50 }, (_, i) => 4 * i));
      expect([...order].sort((a, b) => a - b)).toEqual(
        [...ownSplit.keys()].filter((row) => row % 4 > 1),
      );
    }
    expect(splits[0]?.order).not.toEqual(splits[1]?.order);
  });

  test('another trial is another split; another seed too', () => {
    const { measured } = repeated(200, 60);
    const rows = (seed: number, trial: number) =>
      String(splitMeasured(measured, seed, trial, 0.3).testRows);
    expect(new Set([rows(1, 0), rows(1, 1), rows(2, 0)]).size).toBe(3);
  });

  test('validation rows are whole groups, a fifth of them, and a longer prefix keeps them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 150 }),
        fc.integer({ min: 10, max: 300 }),
        (materials, n) => {
          const keys = Array.from({ length: 300 }, (_, i) => `m${(i * 31) % materials}`);
          const rows = Uint32Array.from({ length: 300 }, (_, i) => i);
          const long = validationFlags(rows, keys);
          const short = validationFlags(rows.slice(0, n), keys);
          expect([...short]).toEqual([...long.slice(0, n)]);
          const groups = new Map<string, Set<number>>();
          short.forEach((flag, i) => {
            const key = keys[i] ?? '';
            groups.set(key, (groups.get(key) ?? new Set()).add(flag));
          });
          expect([...groups.values()].every((flags) => flags.size === 1)).toBe(true);
          const validated = [...groups.values()].filter((flags) => flags.has(1)).length;
          expect(validated).toBe(Math.floor(groups.size / 5));
        },
      ),
    );
  });
});

describe('plan', () => {
  test('subsets are nested: the rows of n are the first of those of 2 n', () => {
    const plan = planned({ ...spec, sizes: [100, 200] }, series);
    const rows = (n: number) => {
      const unit = plan.units.find((one) => one.n === n && one.trial === 1);
      if (!unit) throw new Error('missing');
      return [...(plan.request(unit, unit.jobs).pretraining?.targets ?? [])];
    };
    expect(rows(200).slice(0, 100)).toEqual(rows(100));
  });

  test('extending sizes, m or trials keeps every id and every request', () => {
    const small = planned({ ...spec, sizes: [100, 200], measured: [40], trials: 2 }, series);
    const large = planned(
      { ...spec, sizes: [50, 100, 200, 400], measured: [20, 40], trials: 3 },
      series,
    );
    expect(large.protocolHash).toBe(small.protocolHash);
    for (const unit of small.units) {
      const other = large.units.find(({ id }) => id === unit.id);
      if (!other) throw new Error(`missing ${unit.id}`);
      for (const job of unit.jobs) {
        const same = other.jobs.find(({ id }) => id === job.id);
        if (!same) throw new Error(`missing ${job.id}`);
        expect(large.request(other, [same])).toEqual(small.request(unit, [job]));
      }
    }
  });

  test('the protocol hash changes with what decides numbers, and with nothing else', () => {
    const hash = protocolHash(spec, series);
    const same: Partial<SweepSpec>[] = [{ sizes: [10] }, { measured: [99] }, { trials: 7 }];
    const other: Partial<SweepSpec>[] = [
      { seed: 2 },
      { hidden: [64] },
      { testShare: 0.2 },
      { activation: 'tanh' },
    ];
    for (const change of same) expect(protocolHash({ ...spec, ...change }, series)).toBe(hash);
    for (const change of other) expect(protocolHash({ ...spec, ...change }, series)).not.toBe(hash);
    const others = createBuiltInExperiment({
      simulatedRows: 3000,
      measuredRows: 300,
      bias: 0.31,
    }).series;
    expect(protocolHash(spec, others)).not.toBe(hash);
  });

  test('single points beside the grid add only themselves and the baselines of their trial', () => {
    const grid = { ...spec, sizes: [100, 200], measured: [40], trials: 2 };
    const before = planned(grid, series);
    const after = planned(
      {
        ...grid,
        extra: [
          { n: 200, trial: 2 },
          { n: 400, trial: 0 },
          { n: 100, trial: 0 },
        ],
      },
      series,
    );
    expect(after.protocolHash).toBe(before.protocolHash);
    const added = [...after.jobs.values()].filter(({ id }) => !before.jobs.has(id));
    expect(added.map(({ n, trial, arm }) => `${arm} ${n} ${trial}`).sort()).toEqual(
      ['direct 0 2', 'ridge 0 2', 'transfer 200 2', 'transfer 400 0'].sort(),
    );
    expect([...before.jobs.keys()].every((id) => after.jobs.has(id))).toBe(true);
  });

  test('every point is planned once, with an id of its own', () => {
    const plan = planned({ ...spec, sizes: [100, 200], measured: [20, 40], trials: 3 }, series);
    // No material is in both tables of this world, so there is no simulated value to compare with.
    expect(plan.jobs.size).toBe(3 * (2 * 2 + 2 * 2));
    expect(plan.units.flatMap((unit) => unit.jobs)).toHaveLength(plan.jobs.size);
    const common = planned({ ...spec, sizes: [100], measured: [20], trials: 1 }, [
      repeated(200, 60),
    ]);
    expect([...common.jobs.values()].map(({ arm }) => arm)).toEqual([
      'direct',
      'ridge',
      'simulated',
      'recalibrated',
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
  ] as const)('%s is refused', (_, change, code) => {
    const result = planSweep({ ...spec, ...change }, series);
    expect(result.kind).toBe('refused');
    expect(result.kind === 'refused' && result.problems.map((problem) => problem.code)).toContain(
      code,
    );
  });

  test('few measured rows or materials are refused, few test rows are a warning', () => {
    const codes = (rows: number, materials: number) => {
      const result = planSweep({ ...spec, sizes: [100], measured: [10], trials: 1 }, [
        repeated(rows, materials),
      ]);
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
