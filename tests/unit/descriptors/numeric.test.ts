import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeNumbers,
  fitOffsets,
  log10,
  offsetOf,
  skewness,
  suggestLog,
} from '../../../src/descriptors/numeric.ts';
import { DescriptorPlanError, type NumbersPart } from '../../../src/descriptors/plan.ts';
import { Stream, streamKey } from '../../../src/random.ts';
import { materialKeys } from '../../../src/tables/material-key.ts';
import { numbers, texts } from './columns.ts';

describe('numbers', () => {
  test('as they are and as log10, with the reasons of the rows that cannot be', () => {
    const part = {
      kind: 'numbers',
      columns: ['a', { simulated: 'b', measured: 'B' }],
      log: ['b'],
    } satisfies NumbersPart;
    const source = [numbers('a', [1, 2, 1e39, 4]), numbers('b', [10, 1000, 1, NaN])];
    const simulated = encodeNumbers(part, [0, 0], source, 'simulated');
    const target = [numbers('a', [5, 6]), numbers('B', [0.1, 0])];
    const measured = encodeNumbers(part, [0, 0], target, 'measured');
    expect(simulated.blocks[0]?.names).toEqual(['a', 'log10 b']);
    expect([...simulated.entries]).toEqual([0, 1, -1, -1]);
    expect([...measured.entries]).toEqual([0, -1]);
    expect([...(simulated.blocks[0]?.values.slice(0, 4) ?? [])]).toEqual([1, 1, 2, 3]);
    expect([...(measured.blocks[0]?.values.slice(0, 2) ?? [])]).toEqual([5, -1]);
    expect(simulated.reasons.get(2)).toEqual({ code: 'not-finite', column: 'a', value: 1e39 });
    expect(simulated.reasons.get(3)).toEqual({ code: 'missing', column: 'b' });
    expect(measured.reasons.get(1)).toEqual({ code: 'not-positive', column: 'B', value: 0 });
    expect(simulated.keys[0]).toBe('1\u001f10');
  });

  test('a text column is refused with its name', () => {
    const part = { kind: 'numbers', columns: ['a'] } satisfies NumbersPart;
    const run = () => encodeNumbers(part, [0], [texts('a', ['x'])], 'measured');
    expect(run).toThrow(DescriptorPlanError);
    expect(run).toThrow('"side":"measured","column":"a"');
  });

  test('keys are those of the tables: 6 significant digits', () => {
    const columns = [numbers('a', [0.1 + 0.2, 1.00001]), numbers('b', [-0, 123456.7])];
    const part = { kind: 'numbers', columns: ['a', 'b'] } satisfies NumbersPart;
    const { keys } = encodeNumbers(part, [0, 0], columns, 'simulated');
    const parts = columns.map(({ values }) => ({ kind: 'number', values }) as const);
    expect(keys).toEqual(materialKeys(parts, 2));
    expect(keys[0]).toBe('0.3\u001f0');
  });

  test('keys of many numbers are short and equal exactly where the texts are', () => {
    const stream = new Stream(streamKey(3, 'syntheticWorld'));
    const value = () => [0, -0, 1, 1.0000001, 1.00001, 1e-9, -2, 123456.4, 123456][stream.below(9)];
    const rows = Array.from({ length: 400 }, () => {
      // Few places differ, so that many rows are the same material.
      return Array.from({ length: 12 }, (_, i) => (i % 6 === 0 ? (value() ?? 0) : i));
    });
    const columns = Array.from({ length: 12 }, (_, i) =>
      numbers(
        `x${i}`,
        rows.map((row) => row[i] ?? NaN),
      ),
    );
    const part = {
      kind: 'numbers',
      columns: columns.map(({ name }) => name),
    } satisfies NumbersPart;
    const { keys } = encodeNumbers(part, [], columns, 'simulated');
    const parts = columns.map(({ values }) => ({ kind: 'number', values }) as const);
    const whole = materialKeys(parts, rows.length);
    expect(new Set(whole).size).toBeLessThan(rows.length / 4);
    const pairs = new Set(keys.map((key, row) => `${key} ${whole[row]}`));
    expect(new Set(keys).size).toBe(pairs.size);
    expect(new Set(whole).size).toBe(pairs.size);
    for (const key of keys) expect(key).toMatch(/^#[0-9a-f]{32}$/);
  });

  test('an offset is taken where the spread would be lost, and nowhere else', () => {
    const stream = new Stream(streamKey(4, 'syntheticWorld'));
    const normal = Array.from({ length: 500 }, () => stream.normal());
    expect(offsetOf(normal)).toBe(0);
    expect(offsetOf(normal.map((z) => 3 + z))).toBe(0);
    expect(offsetOf(normal.map((z) => 1e6 + z)) - 1e6).toBeLessThan(1);
    expect(offsetOf(normal.map((z) => -1e9 + 100 * z))).toBeLessThan(-0.9e9);
    // Whole numbers stay whole.
    expect(offsetOf([1990, 2000, 2010, 2024, NaN, Infinity]) % 1).toBe(0);
    // Constant, but for float64's own rounding.
    expect(offsetOf([5, 5, 5])).toBe(0);
    expect(offsetOf([0.3, 0.1 + 0.2, 0.3])).toBe(0);
    expect(offsetOf([])).toBe(0);
    // Of the logarithms.
    const decades = normal.map((z) => Number(`1e${Math.round(20 + z)}`));
    expect(Math.abs(offsetOf([...decades, 0, -1], true) - 20)).toBeLessThan(1);
  });

  test('features far from 0 agree with float64 to a millionth of the deviation', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e8, max: 1e8, noNaN: true }),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (offset, spread, seed) => {
          const stream = new Stream(streamKey(seed, 'syntheticWorld'));
          const column = numbers(
            'a',
            Array.from({ length: 60 }, () => offset + spread * stream.normal()),
          );
          const part = { kind: 'numbers', columns: ['a'] } satisfies NumbersPart;
          const offsets = fitOffsets(part, [column]);
          const block = encodeNumbers(part, offsets, [column], 'simulated').blocks[0];
          block?.values.forEach((feature, row) => {
            const exact = (column.values[row] ?? NaN) - (offsets[0] ?? NaN);
            expect(Math.abs(feature - exact)).toBeLessThanOrEqual(1e-6 * spread);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test('log10 agrees with Math.log10', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-200, max: 1e200, noNaN: true }), (x) => {
        expect(Math.abs(log10(x) - Math.log10(x))).toBeLessThan(
          1e-15 * Math.max(1, Math.abs(Math.log10(x))),
        );
      }),
    );
  });
});

describe('the advice to take a logarithm', () => {
  const stream = new Stream(streamKey(5, 'syntheticWorld'));
  const normal = Array.from({ length: 2000 }, () => stream.normal());

  test('skewness of an exponential is 2, of a normal 0', () => {
    const exponential = Array.from({ length: 50_000 }, () => -Math.log(1 - stream.uniform()));
    expect(skewness(exponential)).toBeCloseTo(2, 0);
    expect(Math.abs(skewness(normal))).toBeLessThan(0.2);
    expect(skewness([3, 3, 3])).toBe(0);
  });

  test('yes for a log-normal over decades, no for the rest', () => {
    const wide = normal.map((z) => 10 ** z);
    expect(suggestLog(wide)?.decades).toBeGreaterThan(4);
    expect(suggestLog([...wide, NaN])).toBeDefined();
    expect(suggestLog([...wide, 0])).toBeUndefined();
    expect(suggestLog(normal.map((z) => 300 + z))).toBeUndefined();
    expect(suggestLog(wide.map((x) => 1 / (1 + x)))).toBeUndefined();
    expect(suggestLog([1, 1, 1, 1, 1, 1, 1, 1, 1000])).toBeUndefined();
  });
});
