/**
 * Anything at all becomes plain JSON data, or the reason why not: total, for cyclic objects, getters that throw, proxies and
 * lists of a billion holes too. What is read after it needs to fear nothing.
 */

/** JSON data as found: nothing is known of it but that it is plain. */
export type Plain =
  null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

export type PlainOutcome =
  | { readonly ok: true; readonly value: Plain | undefined }
  | { readonly ok: false; readonly problem: PlainProblem };

export type PlainProblem =
  /** More than `limit` values, letters or levels. */
  | {
      readonly code: 'too-large';
      readonly what: 'values' | 'letters' | 'levels';
      readonly limit: number;
    }
  | { readonly code: 'unreadable'; readonly detail: string };

export interface PlainLimits {
  readonly values: number;
  readonly letters: number;
  readonly levels: number;
}

class TooLarge extends Error {
  override readonly name = 'TooLarge';
  constructor(readonly what: 'values' | 'letters' | 'levels') {
    super(what);
  }
}

/** What JSON has no form for (functions, dates, typed arrays, numbers that are not finite) becomes undefined and is left out. */
export function plainOf(value: unknown, limits: PlainLimits): PlainOutcome {
  const left = { values: limits.values, letters: limits.letters };
  const count = (what: 'values' | 'letters', by: number): void => {
    left[what] -= by;
    if (left[what] < 0) throw new TooLarge(what);
  };
  const take = (one: unknown, level: number): Plain | undefined => {
    count('values', 1);
    switch (typeof one) {
      case 'string':
        count('letters', one.length);
        return one;
      case 'boolean':
        return one;
      case 'number':
        return Number.isFinite(one) ? one + 0 : undefined;
      case 'object':
        if (one === null) return null;
        if (level >= limits.levels) throw new TooLarge('levels');
        if (Array.isArray(one)) return takeList(one, level);
        return isPlainObject(one) ? takeObject(one, level) : undefined;
      default:
        return undefined;
    }
  };
  const takeList = (list: readonly unknown[], level: number): Plain[] => {
    const { length } = list;
    if (length > left.values) throw new TooLarge('values');
    const taken: Plain[] = [];
    for (let i = 0; i < length; i++) taken.push(take(list[i], level + 1) ?? null);
    return taken;
  };
  const takeObject = (object: object, level: number): Plain => {
    const keys = Object.keys(object);
    if (keys.length > left.values) throw new TooLarge('values');
    const members: [string, Plain][] = [];
    for (const key of keys) {
      count('letters', key.length);
      const member = take((object as Record<string, unknown>)[key], level + 1);
      if (member !== undefined) members.push([key, member]);
    }
    // Own properties whatever their names: '__proto__' is a key like another.
    return Object.fromEntries(members);
  };
  try {
    return { ok: true, value: take(value, 0) };
  } catch (error) {
    if (error instanceof TooLarge) {
      const { what } = error;
      return { ok: false, problem: { code: 'too-large', what, limit: limits[what] } };
    }
    return { ok: false, problem: { code: 'unreadable', detail: detailOf(error) } };
  }
}

/** Objects as JSON.parse makes them, of this window or of another. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What is thrown by foreign code may itself throw when it is looked at. */
function detailOf(error: unknown): string {
  try {
    return String(error).slice(0, 200);
  } catch {
    return '';
  }
}
