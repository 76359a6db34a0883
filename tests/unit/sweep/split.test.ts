/** Who is tested and who trains: groups stay whole, tables that are shared share their rows, and no material leaks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasuredDomain } from '../../../src/preparation/series.ts';
import {
  simulatedOrder,
  splitMeasured,
  validationFlags,
  type SplitRule,
} from '../../../src/sweep/split.ts';
import { repeatedSeries } from '../../support/repeated-series.ts';

const own = (testShare: number, seed = 5): SplitRule => ({ seed, testShare, leakRule: 'own' });
const any = (testShare: number, seed = 5): SplitRule => ({ seed, testShare, leakRule: 'any' });

/** The domain without some of its rows, as another choice of columns would leave it. */
function without(domain: MeasuredDomain, isLeftOut: (row: number) => boolean): MeasuredDomain {
  const kept = [...domain.keys.keys()].filter((row) => !isLeftOut(row));
  return {
    ...domain,
    rows: Uint32Array.from(kept),
    keys: kept.map((row) => domain.keys[row] ?? ''),
    values: Float64Array.from(kept, (row) => domain.values[row] ?? NaN),
  };
}

function isSubset(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return [...a].every((row) => b.has(row));
}

describe('the rule "own"', () => {
  test('no material is on both sides, and the test share is reached by whole groups', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.integer({ min: 20, max: 120 }),
        fc.double({ min: 0.1, max: 0.6, noNaN: true }),
        (trial, materials, share) => {
          const { measured } = repeatedSeries({ rows: 200, materials });
          const split = splitMeasured(measured, own(share), trial);
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

  test('groups of one’s own stay together, and tested materials do not train even where groups cut through them', () => {
    const { measured } = repeatedSeries({ rows: 200, materials: 40 });
    // Row i has material i % 40 and group i % 25: groups cut through materials.
    const groups = measured.keys.map((_, row) => `group ${row % 25}`);
    for (let trial = 0; trial < 10; trial++) {
      const split = splitMeasured({ ...measured, groups }, own(0.2), trial);
      const tested = new Set([...split.testRows].map((row) => groups[row]));
      expect(split.testRows.length).toBe(8 * tested.size);
      for (const row of split.order) {
        expect(tested.has(groups[row])).toBe(false);
        expect(split.testKeys.has(measured.keys[row] ?? '')).toBe(false);
      }
    }
  });

  test('test rows of one’s own are the same in every trial, and rows that are neither are in none', () => {
    const { measured } = repeatedSeries({ rows: 200, materials: 200 });
    const ownSplit = Uint8Array.from({ length: 200 }, (_, row) =>
      row % 4 === 0 ? 1 : row % 4 === 1 ? 2 : 0,
    );
    const splits = [0, 1].map((trial) => splitMeasured({ ...measured, ownSplit }, own(0.9), trial));
    for (const { testRows, order } of splits) {
      expect([...testRows]).toEqual(Array.from({ length: 50 }, (_, i) => 4 * i));
      expect([...order].sort((a, b) => a - b)).toEqual(
        [...ownSplit.keys()].filter((row) => row % 4 > 1),
      );
    }
    expect(splits[0]?.order).not.toEqual(splits[1]?.order);
  });

  test('another trial is another split; another seed too', () => {
    const { measured } = repeatedSeries({ rows: 200, materials: 60 });
    const rows = (seed: number, trial: number) =>
      String(splitMeasured(measured, own(0.3, seed), trial).testRows);
    expect(new Set([rows(1, 0), rows(1, 1), rows(2, 0)]).size).toBe(3);
  });

  test('series that use fewer rows of one table take the same rows in the same order as far as they can', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 2, max: 9 }), (trial, every) => {
        const { measured } = repeatedSeries({ rows: 300, materials: 300 });
        const fewer = without(measured, (row) => row % every === 0);
        const inTable = (domain: MeasuredDomain, rows: Uint32Array) =>
          [...rows].map((row) => domain.rows[row] as number);
        const whole = splitMeasured(measured, own(0.3), trial);
        const part = splitMeasured(fewer, own(0.3), trial);
        // Groups are met in one order, so of the rows that both have one test set holds the other's.
        const a = new Set(inTable(measured, whole.testRows).filter((row) => row % every !== 0));
        const b = new Set(inTable(fewer, part.testRows));
        expect(isSubset(a, b) || isSubset(b, a)).toBe(true);
        const trainsInBoth = (row: number) => row % every !== 0 && !a.has(row) && !b.has(row);
        expect(inTable(measured, whole.order).filter(trainsInBoth)).toEqual(
          inTable(fewer, part.order).filter(trainsInBoth),
        );
      }),
    );
  });

  test('no simulated row of a tested material is used, and no other is left out', () => {
    const { measured, simulated } = repeatedSeries({ rows: 200, materials: 60 });
    for (let trial = 0; trial < 5; trial++) {
      const { testKeys } = splitMeasured(measured, own(0.3), trial);
      const order = simulatedOrder(simulated, own(0.3), trial, testKeys);
      const leaks = simulated.keys.filter((key) => testKeys.has(key)).length;
      expect(leaks).toBe(4 * testKeys.size);
      expect(order.length).toBe(2000 - leaks);
      for (const row of order) expect(testKeys.has(simulated.keys[row] ?? '')).toBe(false);
    }
  });
});

describe('the rule "any"', () => {
  test('which materials are tested does not depend on any table, and no material leaks', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0.1, max: 0.6, noNaN: true }), (trial, share) => {
        const one = repeatedSeries({ rows: 200, materials: 60 });
        const two = repeatedSeries({ rows: 150, materials: 90, target: 1 });
        const tested = [one, two].map(({ measured }) => splitMeasured(measured, any(share), trial));
        const [a, b] = tested;
        if (!a || !b) throw new Error('missing');
        // Materials 0 to 59 are in both tables.
        const small = [...b.testKeys].filter((key) => Number(key.split(' ')[1]) < 60);
        expect(new Set(small)).toEqual(a.testKeys);
        const order = simulatedOrder(one.simulated, any(share), trial, new Set());
        const trained = new Set([...order].map((row) => one.simulated.keys[row]));
        for (const key of [...a.testKeys, ...b.testKeys]) expect(trained.has(key)).toBe(false);
        for (const row of a.order) expect(a.testKeys.has(one.measured.keys[row] ?? '')).toBe(false);
      }),
    );
  });

  test('a share of the materials is tested: 0.3 of 4,000 within four standard errors', () => {
    const { simulated } = repeatedSeries({
      rows: 20,
      materials: 20,
      simulatedRows: 4000,
      simulatedMaterials: 4000,
    });
    for (const trial of [0, 1, 2]) {
      const left = simulatedOrder(simulated, any(0.3), trial, new Set()).length;
      expect(Math.abs(left - 2800)).toBeLessThan(4 * Math.sqrt(4000 * 0.3 * 0.7));
    }
  });
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
