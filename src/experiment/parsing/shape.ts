/**
 * Shapes of plain data: each says how a value is read, totally and with a note for whatever had to be changed, and what of it
 * may be kept in which place. A document's fields are declared with them, once.
 */
import type { Plain } from './plain.ts';

/** Where a document is kept: in a link that anybody may get, in this browser, in a file that a person saves. */
export const PLACES = ['link', 'browser', 'file'] as const;
export type Place = (typeof PLACES)[number];
export const EVERYWHERE: readonly Place[] = PLACES;

/** What was changed while reading; `path` as in 'source.series.0.choices.repeats'. */
export type ReadNote =
  /** A key that this version does not know. */
  | { readonly code: 'unknown-key'; readonly path: string }
  /** It could not be what it was, and is as if nobody had decided it. */
  | { readonly code: 'replaced'; readonly path: string; readonly found: string }
  | {
      readonly code: 'clamped';
      readonly path: string;
      readonly found: number;
      readonly taken: number;
    }
  /** Items of a list that could not be used, `count` in all; `path` is the first one's. */
  | { readonly code: 'items-left-out'; readonly path: string; readonly count: number };

/** Collects notes while something is read, so many and no more. */
export class Notes {
  private static readonly MOST = 50;
  readonly list: ReadNote[] = [];

  add(note: ReadNote): void {
    if (this.list.length < Notes.MOST) this.list.push(note);
  }
}

export interface Shape<T> {
  /** undefined where the value cannot be read as one of these; never throws. */
  readonly read: (value: Plain | undefined, path: string, notes: Notes) => T | undefined;
  /** The value without what may not be kept there. */
  readonly restrict: (value: T, place: Place) => T;
}

export interface Field<T> {
  readonly shape: Shape<T>;
  /** undefined: without this member the object is of no use. */
  readonly absent: T | undefined;
  readonly keep: readonly Place[];
}

/** A member of an object: its shape, what stands there when it is absent or of no use, and where it may be kept. */
export function field<T>(
  shape: Shape<T>,
  absent: T,
  keep: readonly Place[] = EVERYWHERE,
): Field<T> {
  return { shape, absent, keep };
}

/** A member without which the object is of no use. It is kept wherever the object is. */
export function required<T>(shape: Shape<T>): Field<T> {
  return { shape, absent: undefined, keep: EVERYWHERE };
}

type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

const join = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${key}`;

const same = <T>(value: T): T => value;

export const flag: Shape<boolean> = {
  read: (value) => (typeof value === 'boolean' ? value : undefined),
  restrict: same,
};

/** A text of at most so many letters; a longer one is of no use, for half of it would be another. */
export function text(most: number): Shape<string> {
  return {
    read: (value) => (typeof value === 'string' && value.length <= most ? value : undefined),
    restrict: same,
  };
}

export function matching(pattern: RegExp): Shape<string> {
  return {
    read: (value) => (typeof value === 'string' && pattern.test(value) ? value : undefined),
    restrict: same,
  };
}

export function oneOf<T extends string | number>(values: readonly T[]): Shape<T> {
  return { read: (value) => values.find((one) => one === value), restrict: same };
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly whole?: boolean;
}

/** A number, moved into the range where it is outside. */
export function number({ low, high, whole = false }: Range): Shape<number> {
  return {
    read(value, path, notes) {
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      const taken = Math.min(high, Math.max(low, whole ? Math.round(value) : value));
      if (taken !== value) notes.add({ code: 'clamped', path, found: value, taken });
      return taken;
    },
    restrict: same,
  };
}

/** A number that is of no use outside the range: a point elsewhere would be another point. */
export function exactNumber({ low, high, whole = false }: Range): Shape<number> {
  return {
    read: (value) =>
      typeof value === 'number' &&
      value >= low &&
      value <= high &&
      (!whole || Number.isInteger(value))
        ? value
        : undefined,
    restrict: same,
  };
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return {
    read: (value, path, notes) => (value === null ? null : shape.read(value, path, notes)),
    restrict: (value, place) => (value === null ? null : shape.restrict(value, place)),
  };
}

/** At most so many items; those of no use are left out, and so are repeats of the same `key`. */
export function list<T>(
  shape: Shape<T>,
  most: number,
  key?: (item: T) => string,
): Shape<readonly T[]> {
  return {
    read(value, path, notes) {
      if (!Array.isArray(value)) return undefined;
      const items: T[] = [];
      const seen = new Set<string>();
      let count = 0;
      let first = '';
      const leaveOut = (index: number): void => {
        if (count++ === 0) first = join(path, index);
      };
      (value as readonly Plain[]).forEach((one, index) => {
        const item = items.length < most ? shape.read(one, join(path, index), notes) : undefined;
        const name = item !== undefined && key ? key(item) : null;
        if (item === undefined || (name !== null && seen.has(name))) leaveOut(index);
        else {
          if (name !== null) seen.add(name);
          items.push(item);
        }
      });
      if (count > 0) notes.add({ code: 'items-left-out', path: first, count });
      return items;
    },
    restrict: (items, place) => items.map((item) => shape.restrict(item, place)),
  };
}

export const isObject = (value: unknown): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const memberOf = (value: { readonly [key: string]: Plain }, key: string): Plain | undefined =>
  Object.hasOwn(value, key) ? value[key] : undefined;

/** Members by names that are not known beforehand. */
export function record<T>(shape: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> {
  return {
    read(value, path, notes) {
      if (!isObject(value)) return undefined;
      const members: [string, T][] = [];
      let left = 0;
      for (const [key, member] of Object.entries(value)) {
        const item = members.length < most ? shape.read(member, join(path, key), notes) : undefined;
        if (item === undefined) left++;
        else members.push([key, item]);
      }
      if (left > 0) notes.add({ code: 'items-left-out', path, count: left });
      return Object.fromEntries(members);
    },
    restrict: (value, place) =>
      Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, shape.restrict(member, place)]),
      ),
  };
}

/** Members by name; every one of them is there afterwards, or the whole is of no use. */
export function object<T extends object>(fields: Fields<T>): Shape<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return {
    read(value, path, notes) {
      if (!isObject(value)) return undefined;
      noteUnknown(value, names, path, notes);
      const members: [string, unknown][] = [];
      for (const name of names) {
        const { shape, absent } = fields[name];
        // A required member is told of with the whole that it makes useless.
        const told = absent === undefined ? null : notes;
        const member = readMember(value, name, shape, path, notes, told) ?? absent;
        if (member === undefined) return undefined;
        members.push([name, member]);
      }
      return Object.fromEntries(members) as T;
    },
    restrict(value, place) {
      const members = names.map((name) => {
        const { shape, absent, keep } = fields[name];
        const member = value[name];
        return [name, keep.includes(place) ? shape.restrict(member, place) : absent];
      });
      return Object.fromEntries(members) as T;
    },
  };
}

/** Members by name, of which only those are there that somebody decided. */
export function partial<T extends object>(shapes: {
  readonly [K in keyof T]-?: Shape<NonNullable<T[K]>>;
}): Shape<T> {
  const names = Object.keys(shapes) as (keyof T & string)[];
  return {
    read(value, path, notes) {
      if (!isObject(value)) return undefined;
      noteUnknown(value, names, path, notes);
      const members = names.flatMap((name) => {
        const member = readMember(value, name, shapes[name], path, notes, notes);
        return member === undefined ? [] : [[name, member]];
      });
      return Object.fromEntries(members) as T;
    },
    restrict(value, place) {
      const members = names.flatMap((name) => {
        const member = value[name];
        return member === undefined || member === null
          ? []
          : [[name, shapes[name].restrict(member, place)]];
      });
      return Object.fromEntries(members) as T;
    },
  };
}

function readMember<T>(
  value: { readonly [key: string]: Plain },
  name: string,
  shape: Shape<T>,
  path: string,
  notes: Notes,
  replaced: Notes | null,
): T | undefined {
  const found = memberOf(value, name);
  if (found === undefined) return undefined;
  const read = shape.read(found, join(path, name), notes);
  if (read === undefined) {
    replaced?.add({ code: 'replaced', path: join(path, name), found: shortly(found) });
  }
  return read;
}

function noteUnknown(
  value: { readonly [key: string]: Plain },
  names: readonly string[],
  path: string,
  notes: Notes,
): void {
  for (const key of Object.keys(value)) {
    if (!names.includes(key)) {
      notes.add({ code: 'unknown-key', path: join(path, key.slice(0, 60)) });
    }
  }
}

/** Objects told apart by their member `kind`. */
export function byKind<T extends { readonly kind: string }>(shapes: {
  readonly [K in T['kind']]: Shape<Extract<T, { readonly kind: K }>>;
}): Shape<T> {
  const shapeOf = (kind: unknown): Shape<T> | undefined =>
    typeof kind === 'string' && Object.hasOwn(shapes, kind)
      ? (shapes[kind as T['kind']] as unknown as Shape<T>)
      : undefined;
  return {
    read: (value, path, notes) =>
      isObject(value) ? shapeOf(memberOf(value, 'kind'))?.read(value, path, notes) : undefined,
    restrict: (value, place) => shapeOf(value.kind)?.restrict(value, place) ?? value,
  };
}

/** The value as a person may recognise it, in a few letters. */
export function shortly(value: Plain): string {
  if (Array.isArray(value)) return `[…] (${value.length})`;
  if (isObject(value)) return '{…}';
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

/** What something unknown says of itself where it is a text; '' else. */
export function named(value: Plain | undefined): string {
  return typeof value === 'string' ? shortly(value) : '';
}
