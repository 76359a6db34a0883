/**
 * Numbers as the page writes them: three significant digits, a true minus sign, separators and large-number words
 * of a locale (Intl). One value for each language; figures and sentences take theirs from it.
 */

export interface Numbers {
  /** As Plotly wants them: the decimal mark, then the mark between thousands. */
  readonly separators: string;
  /** A whole number: 12,800. */
  readonly count: (value: number) => string;
  /**
   * A measured number with `digits` significant digits (3): 0.0171, 12.3, 1,230, 4.56 × 10⁻⁷.
   * Zeros at the end are kept, since they say how well the number is known.
   */
  readonly value: (value: number, digits?: number) => string;
  /** With exactly so many digits after the decimal mark: 0.987. */
  readonly fixed: (value: number, decimals: number) => string;
  /** A number of samples that was computed, not counted: two significant digits, 3,400 or 1.2 million. */
  readonly samples: (value: number) => string;
  /** A share as whole per cent; below ten with one digit more: 9.4 %, 37 %. */
  readonly percent: (share: number) => string;
  /** A share as whole per cent whatever its size: 4 %, 37 %. */
  readonly wholePercent: (share: number) => string;
  /** A share of rows: 99.96 % is not 100 %. */
  readonly coverage: (share: number) => string;
  /** A probability that never claims certainty: over 99 %, 37 %, under 1 %. */
  readonly probability: (probability: number) => string;
  /** Two ends, each with the same number of significant digits (3): 0.310 to 0.550. */
  readonly interval: (lower: number, upper: number, digits?: number) => string;
  /**
   * With as many digits as its interval allows, at most `digits` (3): 0.078 where it is known from 0.057 to 0.092. Ends of
   * an interval are written by `within` of themselves.
   */
  readonly within: (value: number, lower: number, upper: number, digits?: number) => string;
  /** Both ends of an interval with the digits that its width allows: 0.057 to 0.092. */
  readonly span: (lower: number, upper: number, digits?: number) => string;
  /** The same where room is short: 0.310–0.550. */
  readonly range: (lower: number, upper: number, digits?: number) => string;
  /** A tick of a logarithmic axis, as short as it can be: 0.02, 5, 2,000, 1e−7. */
  readonly tick: (value: number) => string;
  /** A number that a person typed or a rule names, with every digit it has: −0.5, 0.001, 12,800. */
  readonly plain: (value: number) => string;
  /** A time span in the unit that suits it: 12 s, 3 min, 1.2 h. */
  readonly duration: (seconds: number) => string;
  /** Day and time of a moment (milliseconds since 1970), in the reader's own time zone. */
  readonly moment: (time: number) => string;
}

/** What Intl does not know, or knows otherwise than this page writes it. */
export interface NumberStyle {
  /** BCP 47, for Intl. */
  readonly locale: string;
  readonly percent: (number: string) => string;
  readonly over: (percent: string) => string;
  readonly under: (percent: string) => string;
  readonly interval: (lower: string, upper: string) => string;
  readonly seconds: (number: string) => string;
  readonly minutes: (number: string) => string;
  readonly hours: (number: string) => string;
}

/** The numbers of one language. */
export function createNumbers(style: NumberStyle): Numbers {
  const { locale } = style;
  const decimals = new Map<number, Intl.NumberFormat>();
  const fixed = (value: number, digits: number): string => {
    const format =
      decimals.get(digits) ??
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    decimals.set(digits, format);
    return withMinus(format.format(value));
  };
  const large = new Intl.NumberFormat(locale, {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 2,
  });
  const all = new Intl.NumberFormat(locale, { maximumSignificantDigits: 15, useGrouping: false });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

  const count = (value: number): string => (Number.isFinite(value) ? fixed(value, 0) : '∞');
  const value = (number: number, digits = 3): string => {
    if (Number.isNaN(number)) return '–';
    if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞';
    if (number === 0) return '0';
    const exponent = Math.floor(Math.log10(Math.abs(Number(number.toPrecision(digits)))));
    if (exponent < -4 || exponent > 6) {
      const [mantissa, power] = number.toExponential(digits - 1).split('e');
      return `${fixed(Number(mantissa), digits - 1)} × 10${superscript(Number(power))}`;
    }
    return fixed(Number(number.toPrecision(digits)), Math.max(0, digits - 1 - exponent));
  };
  const within = (number: number, lower: number, upper: number, digits = 3): string => {
    const width = upper - lower;
    const largest = Math.max(Math.abs(lower), Math.abs(upper), Math.abs(number));
    if (!Number.isFinite(number) || !(width > 0) || !Number.isFinite(width))
      return value(number, digits);
    // One digit more than the leading one of the width, and never more digits than asked for.
    const place = Math.max(exponentOf(width) - 1, exponentOf(largest) - digits + 1);
    const rounded = Number((Math.round(number / 10 ** place) * 10 ** place).toPrecision(12));
    if (rounded === 0) return '0';
    const exponent = exponentOf(Math.abs(rounded));
    return exponent < -4 || exponent > 6
      ? value(rounded, Math.max(1, exponent - place + 1))
      : fixed(rounded, Math.max(0, -place));
  };
  const percent = (share: number): string => {
    if (!Number.isFinite(share)) return '–';
    const hundredths = share * 100;
    const digits = Math.abs(hundredths) < 9.95 && hundredths !== 0 ? 1 : 0;
    return style.percent(fixed(hundredths, digits));
  };
  const wholePercent = (share: number): string => style.percent(fixed(Math.round(share * 100), 0));
  return {
    separators: separatorsOf(locale),
    count,
    value,
    fixed,
    percent,
    wholePercent,
    samples: (number) => {
      if (!Number.isFinite(number)) return '∞';
      const rounded = Number(number.toPrecision(2));
      if (rounded < 1e6) return count(Math.round(rounded));
      return rounded < 1e12 ? large.format(rounded) : value(number, 2);
    },
    coverage: (share) => {
      const hundredths = share * 100;
      return hundredths > 99 && hundredths < 100
        ? style.percent(fixed(Math.floor(hundredths * 10) / 10, 1))
        : wholePercent(share);
    },
    probability: (probability) => {
      if (probability > 0.99) return style.over(wholePercent(0.99));
      if (probability < 0.01) return style.under(wholePercent(0.01));
      return wholePercent(probability);
    },
    interval: (lower, upper, digits = 3) =>
      style.interval(value(lower, digits), value(upper, digits)),
    within,
    span: (lower, upper, digits = 3) =>
      style.interval(within(lower, lower, upper, digits), within(upper, lower, upper, digits)),
    range: (lower, upper, digits = 3) => `${value(lower, digits)}–${value(upper, digits)}`,
    tick: (number) => {
      if (number >= 1e6 || number < 1e-4) return exponential(number);
      return number >= 1000 ? count(number) : withMinus(all.format(number));
    },
    plain: (number) => {
      if (number >= 1000) return count(number);
      return number !== 0 && Math.abs(number) < 1e-6
        ? exponential(number)
        : withMinus(all.format(number));
    },
    duration: (seconds) => {
      if (seconds < 90) return style.seconds(fixed(Math.round(seconds), 0));
      if (seconds < 5400) return style.minutes(fixed(Math.round(seconds / 60), 0));
      return style.hours(fixed(seconds / 3600, 1));
    },
    moment: (time) => moments.format(time),
  };
}

const exponentOf = (positive: number): number => Math.floor(Math.log10(positive) + 1e-12);

const withMinus = (text: string): string => text.replace('-', '−');

const exponential = (number: number): string =>
  number.toExponential().replace('e+', 'e').replaceAll('-', '−');

function separatorsOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  const mark = (type: 'decimal' | 'group') => parts.find((part) => part.type === type)?.value ?? '';
  return mark('decimal') + mark('group');
}

const superscript = (power: number): string =>
  [...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '⁻').join('');
