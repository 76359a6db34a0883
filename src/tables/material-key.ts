/**
 * The material key of every row: what makes two rows the same material, in both tables and every split. Numbers
 * count with 6 significant digits; texts come canonicalised by the caller. Conditions are never part of it.
 */

export type KeyPart =
  | { readonly kind: 'number'; readonly values: ArrayLike<number> }
  | { readonly kind: 'text'; readonly values: ArrayLike<string> };

/** Stands between the parts of a key: in no SMILES, formula or number. */
const BETWEEN = '\u001f';

/** A number as it enters a key: 6 significant digits, decimal ties away from zero, written the shortest way. */
export function keyOfNumber(value: number): string {
  return String(numberInKey(value));
}

/** The double nearest to the number with 6 significant digits, never -0: equal doubles are equal texts in a key. */
export function numberInKey(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return value + 0;
  return roundedQuickly(value) ?? Number(value.toPrecision(6));
}

/** 1, 10, ... 10^22: the powers of ten that are exact. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const LOG10_2 = 0.30102999566398;
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** value * 10^power, rounded once; NaN beyond the exact powers. */
function timesTenTo(value: number, power: number): number {
  const scale = POWERS[Math.abs(power)] ?? NaN;
  return power >= 0 ? value * scale : value / scale;
}

/**
 * The same number as by toPrecision(6), several times faster, or undefined where that is not certain. Six digits
 * and powers of ten up to 22 are exact, so their quotient or product is the double nearest to the decimal number.
 */
function roundedQuickly(value: number): number | undefined {
  const size = Math.abs(value);
  double[0] = size;
  // The decimal exponent follows from the binary one, or is one more.
  let power = 5 - Math.floor((((words[1] as number) >>> 20) - 1023) * LOG10_2);
  let scaled = timesTenTo(size, power);
  if (scaled >= 999_999.5) scaled = timesTenTo(size, --power);
  const digits = Math.round(scaled);
  if (!(digits >= 100_000 && digits < 1_000_000)) return undefined;
  // Scaling rounds too: near a tie, or at the lower end, only the exact way tells.
  if (scaled < 100_000 || Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-6) return undefined;
  const rounded = timesTenTo(digits, -power);
  return value < 0 ? -rounded : rounded;
}

/**
 * One key for each row, or '' for a row in which a part is missing (such a row belongs to no material and cannot
 * be used). Throws RangeError without parts, or where a part is shorter than `rows`.
 */
export function materialKeys(parts: readonly KeyPart[], rows: number): string[] {
  if (parts.length === 0) throw new RangeError('A material key needs at least one column.');
  for (const { values } of parts) {
    if (values.length < rows) {
      throw new RangeError(`A key column has ${values.length} values for ${rows} rows.`);
    }
  }
  const keys: string[] = [];
  const pieces = new Array<string>(parts.length);
  for (let row = 0; row < rows; row++) {
    let whole = true;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as KeyPart;
      const piece =
        part.kind === 'text'
          ? (part.values[row] as string)
          : keyOrNothing(part.values[row] as number);
      if (piece === '') whole = false;
      pieces[i] = piece;
    }
    keys.push(whole ? pieces.join(BETWEEN) : '');
  }
  return keys;
}

function keyOrNothing(value: number): string {
  return Number.isFinite(value) ? keyOfNumber(value) : '';
}

/** A key as a person may read it. */
export function readableKey(key: string): string {
  return key.split(BETWEEN).join(', ');
}
