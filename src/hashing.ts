/** Content hashes: what an experiment is, as 64 hexadecimal digits. Own canonical JSON, so key order does not matter. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Plain data that JSON can hold. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys; undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of a plain value's canonical JSON. */
export function hashJson(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** SHA-256 of keys and columns of numbers (float64, little-endian as on every platform of today). */
export function hashColumns(
  keys: readonly string[],
  columns: readonly Float64Array<ArrayBuffer>[],
): string {
  const hash = sha256.create();
  hash.update(utf8ToBytes(JSON.stringify(keys)));
  for (const column of columns) hash.update(bytesOf(column));
  return bytesToHex(hash.digest());
}

/** The bytes behind a typed array, without copying. */
export function bytesOf(view: ArrayBufferView<ArrayBuffer>): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
