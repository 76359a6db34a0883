import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { recordsCsv } from '../../../src/sharing/records-csv.ts';
import { lawInResults, resultsOf } from '../../../src/sharing/results.ts';
import { fitPowerLaw } from '../../../src/scaling/index.ts';
import { DEFAULT_SPEC } from '../../../src/sweep/specification.ts';
import { record } from './record.ts';

const spec = { ...DEFAULT_SPEC, series: [], sizes: [100, 200] };

describe('results file', () => {
  it('has the names and the order that stay', () => {
    const results = resultsOf({
      appVersion: '0.1.0',
      spec,
      tables: [],
      protocolHash: 'f'.repeat(64),
      records: [],
      laws: [],
    });
    expect(Object.keys(results)).toEqual([
      'format',
      'version',
      'appVersion',
      'spec',
      'tables',
      'protocolHash',
      'records',
      'laws',
    ]);
    expect(results).toMatchObject({ format: 'sim2real-results', version: 1 });
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it('does not depend on the order in which points ended', () => {
    const records = [
      record({ n: 200, trial: 1 }),
      record({ n: 200 }),
      record({ arm: 'ridge', n: 0 }),
    ];
    const file = (some: readonly ReturnType<typeof record>[]) =>
      resultsOf({ appVersion: '', spec, tables: [], protocolHash: '', records: some, laws: [] });
    expect(file(records)).toEqual(file([...records].reverse()));
  });

  it('states the law of an exact curve at the level of 90 %', () => {
    const law = fitPowerLaw(
      [100, 200, 400, 800, 1600, 3200].map((n) => ({ n, error: 2 * n ** -0.5 + 0.05 })),
    );
    if (law.kind !== 'fit') throw new Error('six sizes are enough for a law');
    const stated = lawInResults('energy', 50, law);
    expect(stated.level).toBe(0.9);
    expect(stated.alpha).toBeCloseTo(0.5, 2);
    expect(stated.C).toBeCloseTo(0.05, 3);
    expect(stated.intervals.C[0]).toBeLessThanOrEqual(0.05);
    expect(stated.intervals.C[1]).toBeGreaterThanOrEqual(0.05);
  });
});

describe('records as CSV', () => {
  it('is read back by another program as it was, texts with quotes included', () => {
    const records = [
      record({ series: 'a "quoted", comma', mae: 0.1 + 0.2 }),
      record({ arm: 'ridge', n: 0, stoppedBy: null, engine: 'none' }),
    ];
    const { data } = Papa.parse<Record<string, string>>(recordsCsv(records), {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(2);
    expect(data[0]?.series).toBe('a "quoted", comma');
    expect(Number(data[0]?.mae)).toBe(0.1 + 0.2);
    expect(data[1]?.stoppedBy).toBe('');
  });

  it('gives a spreadsheet no formula', () => {
    const text = recordsCsv([record({ series: '=HYPERLINK("x")' })]);
    expect(text).not.toMatch(/(^|,)"?=/m);
  });
});
