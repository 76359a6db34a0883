import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeNumbers, log10, skewness, suggestLog } from '../../../src/descriptors/numeric.ts';
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
    const encoded = encodeNumbers(part, [
      [numbers('a', [1, 2, 1e39, 4]), numbers('b', [10, 1000, 1, NaN])],
      [numbers('a', [5, 6]), numbers('B', [0.1, 0])],
    ]);
    const block = encoded.blocks[0];
    expect(block?.names).toEqual(['a', 'log10 b']);
    expect([...encoded.simulated.entries]).toEqual([0, 1, -1, -1]);
    expect([...encoded.measured.entries]).toEqual([4, -1]);
    expect([...(block?.values.slice(0, 4) ?? [])]).toEqual([1, 1, 2, 3]);
    expect([...(block?.values.slice(8, 10) ?? [])]).toEqual([5, -1]);
    expect(encoded.simulated.reasons.get(2)).toEqual({
      code: 'not-finite',
      column: 'a',
      value: 1e39,
    });
    expect(encoded.simulated.reasons.get(3)).toEqual({ code: 'missing', column: 'b' });
    expect(encoded.measured.reasons.get(1)).toEqual({
      code: 'not-positive',
      column: 'B',
      value: 0,
    });
    expect(encoded.keys[0]).toBe('1\u001f10');
  });

  test('a text column is refused with its name', () => {
    const run = () =>
      encodeNumbers({ kind: 'numbers', columns: ['a'] }, [
        [numbers('a', [1])],
        [texts('a', ['x'])],
      ]);
    expect(run).toThrow(DescriptorPlanError);
    expect(run).toThrow('"side":"measured","column":"a"');
  });

  test('keys are those of the tables: 6 significant digits', () => {
    const columns = [numbers('a', [0.1 + 0.2, 1.00001]), numbers('b', [-0, 123456.7])];
    const part = { kind: 'numbers', columns: ['a', 'b'] } satisfies NumbersPart;
    const { keys } = encodeNumbers(part, [columns, columns]);
    const parts = columns.map(({ values }) => ({ kind: 'number', values }) as const);
    expect(keys.slice(0, 2)).toEqual(materialKeys(parts, 2));
    expect(keys[0]).toBe('0.3\u001f0');
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
