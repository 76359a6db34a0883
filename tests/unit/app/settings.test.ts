import { describe, expect, it } from 'vitest';
import { logGrid, parseList, parseNumber } from '../../../src/app/store/number-fields.ts';
import { parseSettings, settingsOf } from '../../../src/app/store/settings.ts';
import { sidesOfPair } from '../../../src/app/store/table-sides.ts';
import { createBuiltInExperiment } from '../../../src/lessons/built-in.ts';

describe('settings as typed', () => {
  it('give back the specification that they were written from', () => {
    const { spec } = createBuiltInExperiment();
    const { series: _, ...expected } = spec;
    expect(parseSettings(settingsOf(spec))).toEqual({ spec: expected, problems: [] });
  });

  it('sort sizes, drop repeats and name what is not a number', () => {
    const { spec } = createBuiltInExperiment();
    const { spec: read, problems } = parseSettings({
      ...settingsOf(spec),
      sizes: '400; 100 200,100, 1.6k, many',
      trials: 'three',
    });
    expect(read.sizes).toEqual([100, 200, 400, 1600]);
    expect(problems).toEqual([
      { code: 'not-a-number', field: 'sizes', value: 'many' },
      { code: 'not-a-number', field: 'trials', value: 'three' },
    ]);
  });

  it.each([
    ['1e-3', 1e-3],
    ['0,25', 0.25],
    ['12k', 12_000],
    ['.5', 0.5],
    ['', NaN],
    ['1 000', NaN],
    ['0x10', NaN],
    ['Infinity', NaN],
  ])('read %s as %d', (text, value) => {
    expect(parseNumber(text)).toEqual(value);
  });

  it('make log grids with the ends as given', () => {
    expect(logGrid(100, 6400, 7)).toEqual([100, 200, 400, 800, 1600, 3200, 6400]);
    expect(logGrid(100, 50, 4)).toEqual([]);
    expect(parseList('100, 200, …').values).toEqual([100, 200]);
  });
});

describe('two dropped files', () => {
  it('are told apart by name, and by length where the names say nothing', () => {
    const file = (name: string, rows: number) => ({ name, rows });
    expect(sidesOfPair(file('real_mass.csv', 9), file('sim.csv', 5))[0]).toBe('measured');
    expect(sidesOfPair(file('a.csv', 9), file('DFT-gaps.csv', 5))[0]).toBe('measured');
    expect(sidesOfPair(file('a.csv', 9), file('b.csv', 5))).toEqual(['simulated', 'measured']);
  });
});
