/** Shared points beside those of a rerun: identical, within what engines explain, or different and where. */
import { describe, expect, test } from 'vitest';
import { sharedResults } from '../../../src/sharing/compact-records.ts';
import { compareRecords } from '../../../src/sharing/compare-records.ts';
import { recordId } from '../../../src/sweep/identity.ts';
import type { SweepRecord } from '../../../src/sweep/record.ts';
import { english } from '../../../src/words/words.ts';
import { PROTOCOL, record, SERIES_ID } from './record.ts';

const points = (change: (i: number) => Partial<SweepRecord> = () => ({})): SweepRecord[] =>
  Array.from({ length: 8 }, (_, i) => {
    const one = record({ n: 10 * (1 + (i >> 1)), trial: i & 1, mae: 1 / (3 + i), ...change(i) });
    return { ...one, id: recordId(one.protocol, one) };
  });
const full = points();
const series = {
  ...{ id: SERIES_ID, protocol: PROTOCOL, label: 'y', measuredTarget: 'y', noiseFloor: null },
  ...{ simulatedTargets: ['y'], sameProperty: true, descriptors: null },
};
const compact = sharedResults([series], full);
if (!compact) throw new Error('compact');
const shared = [
  ['full', { records: full, hash: null }],
  ['rounded', compact],
] as const;

describe.each(shared)('%s records', (_, given) => {
  test('are identical in any order and whatever it took', () => {
    const again = points(() => ({ seconds: 99 })).reverse();
    const found = compareRecords(given, again);
    expect(found).toMatchObject({ verdict: 'identical', identical: 8, largest: null });
    expect(english.share.answer(found)).toBe('Identical, bit for bit: 8 of 8 records.');
  });

  test('differ in the last bit of one of them, which only the full records or their hash can tell', () => {
    const next = (value: number) => value + 2 ** -54;
    const again = points((i) => (i === 5 ? { mae: next(1 / 8) } : {}));
    expect(again[5]?.mae).not.toBe(full[5]?.mae);
    const found = compareRecords(given, again);
    expect(found.verdict).toBe('different');
    expect(english.share.answer(found)).toMatch(/^Different: /);
  });

  test('of another engine are within tolerance where they scatter, and not where they are shifted', () => {
    const other = (shift: (i: number) => number) =>
      points((i) => ({ mae: (1 + shift(i)) / (3 + i), engine: 'webgpu', engineVersion: '2' }));
    const scattered = compareRecords(
      given,
      other((i) => (i % 2 === 0 ? 0.02 : -0.02)),
    );
    expect(scattered.verdict).toBe('tolerance');
    expect(english.share.answer(scattered)).toMatch(
      /^Within tolerance: .*They were trained by wasm 1, here by webgpu 2\.$/,
    );
    expect(
      compareRecords(
        given,
        other(() => 0.02),
      ).verdict,
    ).toBe('different');
    // The same engine has no excuse.
    const same = points((i) => ({ mae: (1 + (i % 2 === 0 ? 0.02 : -0.02)) / (3 + i) }));
    expect(compareRecords(given, same).verdict).toBe('different');
  });

  test('are told apart with the place of the largest difference', () => {
    const again = points((i) => (i === 3 ? { mae: 0.25 } : {}));
    const found = compareRecords(given, again);
    expect(found).toMatchObject({ verdict: 'different', identical: 7 });
    // 1/6 was shared, 1/4 came: half as much again.
    expect(found.largest?.share).toBeCloseTo(0.5, 5);
    expect(english.share.answer(found)).toContain('50 % of the error, at n = 20, m = 50, trial 2');
  });

  test('of other tables are compared point by point, and that is said', () => {
    const other = { series: 'ab'.repeat(32), protocol: 'cd'.repeat(32) };
    const found = compareRecords(
      given,
      points(() => other),
    );
    expect(found).toMatchObject({ verdict: 'different', otherExperiment: true });
    expect(found.largest?.again).not.toBeNull();
    expect(english.share.answer(found)).toContain('not those of the shared experiment');
  });

  test('that could not be computed are missed', () => {
    const found = compareRecords(given, full.slice(1));
    expect(found).toMatchObject({ verdict: 'different', largest: { again: null } });
    expect(english.share.answer(found)).toContain('nothing could be computed at n = 10');
  });
});

test('a table in place of another is told by what differs', () => {
  const wanted = { name: 'real.csv', rows: 24, columns: 3 };
  const text = (rows: number, columns: number) =>
    english.share.otherTable(wanted, { name: 'b.csv', rows, columns });
  expect(text(23, 3)).toContain('b.csv has 23 rows instead of 24.');
  expect(text(23, 4)).toContain('23 rows instead of 24 and 4 columns instead of 3');
  expect(text(24, 3)).toContain('as many rows and columns, but other content');
});
