import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ELEMENTS } from '../../../src/descriptors/composition/element-table.ts';
import { LONGEST_FORMULA, parseFormula } from '../../../src/descriptors/composition/formula.ts';
import { reducedFormula } from '../../../src/descriptors/composition/reduced-formula.ts';
import { readRecords, sharedFile } from './shared-data.ts';

function atoms(text: string): Record<string, number> {
  const parsed = parseFormula(text);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.problem)}`);
  const { elements, amounts } = parsed.composition;
  const pairs = elements.map((z, i) => [ELEMENTS.symbols[z - 1] ?? '', amounts[i] ?? NaN] as const);
  return Object.fromEntries<number>(pairs);
}

function reduced(text: string): string {
  const parsed = parseFormula(text);
  return parsed.ok ? reducedFormula(parsed.composition) : parsed.problem.code;
}

describe('formulas as people write them', () => {
  test.each<[string, Record<string, number>]>([
    ['Fe2O3', { Fe: 2, O: 3 }],
    [' Fe2 O3 ', { Fe: 2, O: 3 }],
    ['Fe 2 O 3', { Fe: 2, O: 3 }],
    ['Fe₂O₃', { Fe: 2, O: 3 }],
    ['Fe_2O_{3}', { Fe: 2, O: 3 }],
    ['Ca3(PO4)2', { Ca: 3, P: 2, O: 8 }],
    ['K4[Fe(CN)6]', { K: 4, Fe: 1, C: 6, N: 6 }],
    ['{[Fe(CN)6]2K}3', { Fe: 6, C: 36, N: 36, K: 3 }],
    ['CuSO4·5H2O', { Cu: 1, S: 1, O: 9, H: 10 }],
    ['CuSO4.5H2O', { Cu: 1, S: 1, O: 9, H: 10 }],
    ['CuSO4*5H2O', { Cu: 1, S: 1, O: 9, H: 10 }],
    ['CuSO4 · 5 H2O', { Cu: 1, S: 1, O: 9, H: 10 }],
    ['CuSO4.H2O', { Cu: 1, S: 1, O: 5, H: 2 }],
    ['CaSO4·0.5H2O', { Ca: 1, S: 1, O: 4.5, H: 1 }],
    ['CaSO4.0.5H2O', { Ca: 1, S: 1, O: 4.5, H: 1 }],
    ['MgCl2.6(H2O)', { Mg: 1, Cl: 2, O: 6, H: 12 }],
    ['La1.85Sr0.15CuO4', { La: 1.85, Sr: 0.15, Cu: 1, O: 4 }],
    ['YBa2Cu3O6.5', { Y: 1, Ba: 2, Cu: 3, O: 6.5 }],
    ['SrCuO2.5F', { Sr: 1, Cu: 1, O: 2.5, F: 1 }],
    ['Fe.5Ni.5', { Fe: 0.5, Ni: 0.5 }],
    ['(Fe0.5Ni0.5)3', { Fe: 1.5, Ni: 1.5 }],
    ['2Fe2O3', { Fe: 4, O: 6 }],
    ['Cu0Zn1', { Zn: 1 }],
    ['NH4+', { N: 1, H: 4 }],
    ['(NH4)+', { N: 1, H: 4 }],
    ['(NH4)2SO4', { N: 2, H: 8, S: 1, O: 4 }],
    ['SO4^2-', { S: 1, O: 4 }],
    ['SO4^{2-}', { S: 1, O: 4 }],
    ['SO4 2-', { S: 1, O: 4 }],
    ['SO4-2', { S: 1, O: 4 }],
    ['SO₄²⁻', { S: 1, O: 4 }],
    ['SO4−2', { S: 1, O: 4 }],
    ['[Fe(CN)6]3-', { Fe: 1, C: 6, N: 6 }],
    ['Na^+Cl^-', { Na: 1, Cl: 1 }],
    ['Na+', { Na: 1 }],
  ])('%s', (text, expected) => {
    expect(atoms(text)).toEqual(expected);
  });

  test('an ion of one element is that element, however its charge is read', () => {
    expect(['Fe3+', 'Hg22+', 'I3-', 'Fe+2', 'Cu2+'].map(reduced)).toEqual([
      'Fe',
      'Hg',
      'I',
      'Fe',
      'Cu',
    ]);
  });
});

describe('what cannot be read is named', () => {
  test.each([
    ['Ry0.57Si0.43', 'unknown-element', 0, 'Ry'],
    ['Fe2Xx', 'unknown-element', 3, 'Xx'],
    ['nacl', 'unexpected-character', 0, 'n'],
    ['NA2O', 'unknown-element', 1, 'A'],
    ['AmO2', 'element-without-data', 0, 'Am'],
    ['Fe2(O3', 'unclosed-bracket', 3, '('],
    ['Fe2O3)', 'unmatched-bracket', 5, ')'],
    ['Fe(O]', 'unmatched-bracket', 4, ']'],
    ['', 'empty-formula', 0, ''],
    ['Fe0', 'empty-formula', 0, 'Fe0'],
    ['()', 'empty-formula', 0, '()'],
    ['Fe1/2O', 'unexpected-character', 3, '/'],
    ['YBa2Cu3O7-x', 'unexpected-character', 9, '-'],
    ['Na+Cl-', 'unexpected-character', 2, '+'],
    ['Fe1.2.3', 'unexpected-character', 6, '3'],
    ['SO42-', 'ambiguous-charge', 2, '42-'],
    ['Fe99999999', 'amount-out-of-range', 2, '99999999'],
    ['CuSO4·', 'unexpected-character', 5, '·'],
    ['Fe₂Zz₃', 'unknown-element', 3, 'Zz'],
    ['酸化鉄', 'unexpected-character', 0, '酸'],
  ])('%s', (text, code, position, token) => {
    expect(parseFormula(text)).toEqual({ ok: false, problem: { code, position, token } });
  });

  test('too long', () => {
    const parsed = parseFormula('H'.repeat(LONGEST_FORMULA + 1));
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'formula-too-long' } });
  });

  test('any text is answered, quickly and without an error', () => {
    const alphabet = [
      ...'()[]{}0123456789.+-^_*· ₂³⁺',
      'Fe',
      'O',
      'H2O',
      'Xx',
      'H',
      'n',
      'é',
      '\u0000',
    ];
    const formulaLike = fc.array(fc.constantFrom(...alphabet), { maxLength: 400 });
    const texts = fc.oneof(
      formulaLike.map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 500 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const started = performance.now();
        const parsed = parseFormula(text);
        expect(performance.now() - started).toBeLessThan(2000);
        if (parsed.ok) {
          expect(reducedFormula(parsed.composition)).toMatch(/^([A-Z][a-z]?[\d.e-]*)+$/);
          expect(parsed.composition.amounts.every((n) => n > 0 && Number.isFinite(n))).toBe(true);
        } else {
          expect(parsed.problem.position).toBeGreaterThanOrEqual(0);
          expect(parsed.problem.position).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('deep brackets neither overflow the stack nor the numbers', () => {
    const deep = `${'('.repeat(450)}H${')9'.repeat(270)}`;
    expect(parseFormula(deep)).toMatchObject({ ok: false });
    expect(parseFormula('('.repeat(400) + 'H' + ')'.repeat(400))).toMatchObject({ ok: true });
    expect(parseFormula(`${'('.repeat(300)}H${')9'.repeat(300)}`)).toMatchObject({
      ok: false,
      problem: { code: 'amount-out-of-range' },
    });
  });
});

describe('the reduced formula', () => {
  test('is one for every way of writing a material', () => {
    expect(['Fe2O3', 'O3Fe2', 'Fe4O6', '(FeO1.5)2', 'Fe0.4O0.6', 'Fe2O3+'].map(reduced)).toEqual(
      Array.from({ length: 6 }, () => 'Fe2O3'),
    );
    expect(reduced('CuSO4·5H2O')).toBe('CuH10O9S');
  });

  test('does not depend on order or multiple', () => {
    const element = fc.constantFrom('H', 'C', 'Fe', 'O', 'Si', 'U', 'Al');
    const composition = fc.uniqueArray(fc.tuple(element, fc.integer({ min: 1, max: 40 })), {
      selector: ([symbol]) => symbol,
      minLength: 1,
    });
    fc.assert(
      fc.property(composition, fc.integer({ min: 1, max: 12 }), (parts, multiple) => {
        const text = parts.map(([symbol, n]) => `${symbol}${n}`).join('');
        const other = parts
          .map(([symbol, n]) => `${symbol}${n * multiple}`)
          .reverse()
          .join('');
        expect(reduced(other)).toBe(reduced(text));
      }),
    );
  });

  for (const name of [
    'sim_mp.csv.gz',
    'sim.csv.gz',
    'real_formation_enthalpy.csv',
    'real_formation_enthalpy_ssub.csv',
  ]) {
    const file = sharedFile(`inorganic_formation_enthalpy/${name}`);
    test.skipIf(file === undefined)(`agrees with the column in ${name}`, () => {
      const records = readRecords(file ?? '');
      const different = records.flatMap((one) => {
        const ours = reduced(one['formula'] ?? '');
        return ours === one['reduced_formula']
          ? []
          : [`${one['formula']}: ${ours}, ${one['reduced_formula']}`];
      });
      expect(records.length).toBeGreaterThan(900);
      expect(different).toEqual([]);
    });
  }
});
