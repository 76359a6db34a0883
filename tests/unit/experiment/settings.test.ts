import { describe, expect, it } from 'vitest';
import { DEFAULT_WORTH } from '../../../src/experiment/defaults.ts';
import { pointsOf } from '../../../src/experiment/next-points.ts';
import { logGrid, parseList, parseNumber } from '../../../src/experiment/number-fields.ts';
import {
  DEFAULT_SETTINGS,
  effectiveSettings,
  parseSettings,
  settingsOf,
  withTyped,
} from '../../../src/experiment/settings.ts';
import { sidesOfPair } from '../../../src/experiment/table-sides.ts';
import { unitText } from '../../../src/experiment/unit-text.ts';
import { isInvalid, parseWorth } from '../../../src/experiment/worth.ts';
import { DEFAULT_SPEC } from '../../../src/sweep/specification.ts';

const spec = {
  ...DEFAULT_SPEC,
  sizes: [50, 100, 3200],
  hidden: [64, 32],
  leakRule: 'any' as const,
};

describe('settings as typed', () => {
  it('give back the specification that they were written from', () => {
    expect(parseSettings(settingsOf(spec))).toEqual({ spec, problems: [] });
  });

  it('sort sizes, drop repeats and name what is not a number', () => {
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

  it('name the stage and the field of a schedule', () => {
    const fineTuning = { ...DEFAULT_SETTINGS.fineTuning, patience: 'long' };
    expect(parseSettings({ ...DEFAULT_SETTINGS, fineTuning }).problems).toEqual([
      { code: 'not-a-number', field: 'fineTuning.patience', value: 'long' },
    ]);
  });

  it('go before what the data propose, and that before the defaults, field by field', () => {
    const settings = effectiveSettings(
      { trials: '9', pretraining: { batch: '8' } },
      { trials: '4', sizes: '25, 50', pretraining: { batch: '16', maxSteps: '4000' } },
    );
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      trials: '9',
      sizes: '25, 50',
      pretraining: { ...DEFAULT_SETTINGS.pretraining, batch: '8', maxSteps: '4000' },
    });
    expect(effectiveSettings({}, {})).toEqual(DEFAULT_SETTINGS);
  });

  it('keep what was typed before, in schedules too', () => {
    const before = { trials: '9', pretraining: { batch: '8' } };
    expect(withTyped(before, { pretraining: { loss: 'huber' }, seed: '2' })).toEqual({
      trials: '9',
      seed: '2',
      pretraining: { batch: '8', loss: 'huber' },
    });
    expect(withTyped(before, { trials: '' })).toEqual({ ...before, trials: '' });
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

describe('the unit of a target', () => {
  it.each([
    ['Tg (K)', 'K'],
    ['log10_permeability_barrer', 'log10 barrer'],
    ['property', null],
  ])('%s is in %s', (column, unit) => {
    expect(unitText(column)).toBe(unit);
  });
});

describe('points to sharpen with', () => {
  it('are the first trials that the size does not have', () => {
    const grid = { sizes: [100, 200], trials: 2 };
    expect(pointsOf({ n: 100, trials: 2 }, grid)).toEqual([
      { n: 100, trial: 2 },
      { n: 100, trial: 3 },
    ]);
    expect(pointsOf({ n: 282.8, trials: 1 }, grid)).toEqual([{ n: 283, trial: 0 }]);
    const extra = [{ n: 100, trial: 2 }];
    expect(pointsOf({ n: 100, trials: 1 }, { ...grid, extra })).toEqual([{ n: 100, trial: 3 }]);
  });
});

describe('prices', () => {
  it('count only as positive numbers; what else is typed is marked', () => {
    const worth = { valuePerError: '1e3', costPerSample: '-2', smallestGain: '' };
    expect(parseWorth(worth)).toEqual({ valuePerError: 1000 });
    expect(parseWorth(DEFAULT_WORTH)).toEqual({});
    expect(isInvalid('-2')).toBe(true);
    expect(isInvalid('two')).toBe(true);
    expect(isInvalid('')).toBe(false);
    expect(isInvalid('0.5')).toBe(false);
  });
});
