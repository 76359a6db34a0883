import { describe, expect, test } from 'vitest';
import { ELEMENTS } from '../../../src/descriptors/composition/element-table.ts';
import { readRecords, sharedFile } from './shared-data.ts';

const file = sharedFile('inorganic_formation_enthalpy/elements.csv');

describe('the table of elements', () => {
  test('has 94 elements, 31 properties and no blanks', () => {
    expect(ELEMENTS.symbols.length).toBe(94);
    expect(ELEMENTS.properties.length).toBe(31);
    expect(ELEMENTS.values.every(Number.isFinite)).toBe(true);
  });

  test.skipIf(file === undefined)('every value agrees with the published table within 1 %', () => {
    const published = readRecords(file ?? '').slice(0, 94);
    const width = ELEMENTS.properties.length;
    expect(published.map((one) => one['symbol'])).toEqual(ELEMENTS.symbols);
    const wrong: string[] = [];
    ELEMENTS.properties.forEach((property, column) => {
      const known = published.map((one) => one[property] ?? 'no such column');
      const present = known.filter((text) => text !== '').map(Number);
      const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
      expect(known.length - present.length, property).toBe(ELEMENTS.blanks[column]);
      known.forEach((text, z) => {
        const ours = ELEMENTS.values[z * width + column] ?? NaN;
        const theirs = text === '' ? mean : Number(text);
        // Magnetic moments and energies of a thousandth are numerical noise of the calculation.
        if (!(Math.abs(ours - theirs) <= Math.max(0.01 * Math.abs(theirs), 1e-3))) {
          wrong.push(`${ELEMENTS.symbols[z]} ${property}: ${ours}, published ${theirs}`);
        }
      });
    });
    expect(wrong).toEqual([]);
  });
});
