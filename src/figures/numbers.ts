/** Numbers as the page writes them: three significant digits, thousands separators, a true minus sign. */

const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const withMinus = (text: string): string => text.replace('-', '−');

/** A whole number: 12,800. */
export function formatCount(value: number): string {
  return Number.isFinite(value) ? withMinus(counts.format(value)) : '∞';
}

/**
 * A measured number with `digits` significant digits: 0.0171, 12.3, 1,230, 4.56 × 10⁻⁷.
 * Zeros at the end are kept, since they say how well the number is known.
 */
export function formatValue(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const exponent = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))));
  if (exponent < -4 || exponent > 6) {
    const [mantissa, power] = value.toExponential(digits - 1).split('e');
    return `${withMinus(mantissa ?? '')} × 10${superscript(Number(power))}`;
  }
  const decimals = Math.max(0, digits - 1 - exponent);
  const rounded = Number(value.toPrecision(digits));
  return withMinus(
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(rounded),
  );
}

/** A number of samples that was computed, not counted: two significant digits, 3,400 or 1.2 million. */
export function formatSamples(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  const rounded = Number(value.toPrecision(2));
  if (rounded < 1e6) return formatCount(Math.round(rounded));
  if (rounded < 1e9) return `${trimmed(rounded / 1e6)} million`;
  if (rounded < 1e12) return `${trimmed(rounded / 1e9)} billion`;
  return formatValue(value, 2);
}

/** A share as whole per cent; below ten with one digit more: 9.4 %, 37 %. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const percent = share * 100;
  const digits = Math.abs(percent) < 9.95 && percent !== 0 ? 1 : 0;
  return `${withMinus(percent.toFixed(digits))} %`;
}

/** A probability that never claims certainty: over 99 %, 37 %, under 1 %. */
export function formatProbability(probability: number): string {
  if (probability > 0.99) return 'over 99 %';
  if (probability < 0.01) return 'under 1 %';
  return `${Math.round(probability * 100)} %`;
}

/** Two ends, each with the same number of significant digits: 0.310 to 0.550. */
export function formatInterval(lower: number, upper: number, joined = ' to ', digits = 3): string {
  return `${formatValue(lower, digits)}${joined}${formatValue(upper, digits)}`;
}

const trimmed = (value: number): string => value.toPrecision(2).replace(/\.0$/, '');

const superscript = (value: number): string =>
  [...String(value)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '⁻').join('');
