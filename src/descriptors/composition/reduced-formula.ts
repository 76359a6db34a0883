/**
 * The material key of a composition: elements in alphabetical order with the smallest integers, so that "Fe2O3",
 * "O3Fe2" and "Fe4O6" are one material; mole fractions where no small integers fit.
 */
import { ELEMENTS } from './element-table.ts';
import type { Composition } from './formula.ts';

/** Decimal amounts become integers when those have at most this many atoms ... */
const MOST_ATOMS = 12;
/** ... and every mole fraction agrees to this: 0.66 and 0.33 are written for 2/3 and 1/3. */
const TOLERANCE = 0.004;

/** For example "Al2O3", "Ag2Sc" (of Ag0.66Sc0.33), "Ag0.785Y0.215". */
export function reducedFormula(composition: Composition): string {
  const { amounts } = composition;
  const integers = integerAmounts(amounts) ?? smallIntegers(amounts);
  const numbers = integers ?? moleFractions(amounts);
  const parts = composition.elements.map((z, i) => {
    const number = numbers[i] ?? 0;
    return { symbol: ELEMENTS.symbols[z - 1] ?? '', text: number === 1 ? '' : String(number) };
  });
  parts.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  return parts.map(({ symbol, text }) => symbol + text).join('');
}

/** Integers without a common divisor, where the amounts are integers (to 1e-9 relative, for sums of decimals). */
function integerAmounts(amounts: readonly number[]): readonly number[] | undefined {
  const rounded = amounts.map(Math.round);
  if (rounded.some((n, i) => n < 1 || Math.abs(n - (amounts[i] ?? 0)) > 1e-9 * n)) return undefined;
  const divisor = rounded.reduce(greatestCommonDivisor);
  return rounded.map((n) => n / divisor);
}

function smallIntegers(amounts: readonly number[]): readonly number[] | undefined {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  for (let atoms = amounts.length; atoms <= MOST_ATOMS; atoms++) {
    const integers = amounts.map((amount) => Math.round((amount / total) * atoms));
    const fits = integers.every(
      (n, i) => n > 0 && Math.abs(n / atoms - (amounts[i] ?? 0) / total) <= TOLERANCE,
    );
    if (fits) return integerAmounts(integers);
  }
  return undefined;
}

/** To 4 decimals; a trace that would vanish keeps two significant digits. */
function moleFractions(amounts: readonly number[]): readonly number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => {
    const fraction = amount / total;
    return Number(fraction.toFixed(4)) || Number(fraction.toPrecision(2));
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
