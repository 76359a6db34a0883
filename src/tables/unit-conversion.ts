/** How a number in one unit becomes the number in another, where that is known; a person is offered it, never surprised. */
import type { Dimension, Unit } from './units.ts';

export type Conversion =
  /** to = from * factor + offset */
  | { readonly form: 'affine'; readonly factor: number; readonly offset: number }
  /** to = numerator / from: a wavelength and its photon energy. */
  | { readonly form: 'reciprocal'; readonly numerator: number };

const PLANCK = 6.62607015e-34;
const LIGHT = 299_792_458;

const same = (a: Dimension, b: Dimension): boolean => a.every((power, i) => power === b[i]);
const LENGTH: Dimension = [0, 1, 0, 0, 0];
const ENERGY: Dimension = [1, 2, -2, 0, 0];

/** The conversion, undefined where the units measure different things. */
export function conversionBetween(from: Unit, to: Unit): Conversion | undefined {
  if (same(from.dimension, to.dimension)) {
    const factor = rounded(from.factor / to.factor);
    return { form: 'affine', factor, offset: rounded((from.offset - to.offset) / to.factor) };
  }
  const photon =
    (same(from.dimension, LENGTH) && same(to.dimension, ENERGY)) ||
    (same(from.dimension, ENERGY) && same(to.dimension, LENGTH));
  if (photon) {
    return {
      form: 'reciprocal',
      numerator: rounded((PLANCK * LIGHT) / (from.factor * to.factor)),
    };
  }
  return undefined;
}

/** Whether the conversion leaves every number as it is. */
export function isIdentity(conversion: Conversion): boolean {
  return conversion.form === 'affine' && conversion.factor === 1 && conversion.offset === 0;
}

/** New values; what cannot be converted (1/0) is NaN. */
export function convert(
  values: Float64Array<ArrayBuffer>,
  conversion: Conversion,
): Float64Array<ArrayBuffer> {
  return values.map((value) => {
    const converted =
      conversion.form === 'affine'
        ? value * conversion.factor + conversion.offset
        : conversion.numerator / value;
    return Number.isFinite(converted) ? converted : NaN;
  });
}

/** 13 digits: the 999.9999999999999 of rounded factors becomes 1000. */
function rounded(value: number): number {
  return Number(value.toPrecision(13));
}
