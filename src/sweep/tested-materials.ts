/**
 * The leak rule 'any': a material decides for itself whether a trial tests it, by hash(seed, trial, key) < test share. So
 * which simulated rows are left out does not depend on any measured table.
 */
import { hashJson } from '../hashing.ts';
import { streamKey, threefry } from '../random.ts';
import type { SplitRule } from './split.ts';

/** The first 64 bits of each key's hash as two words a row, computed once for each list of keys. */
const hashes = new WeakMap<readonly string[], Uint32Array>();

/** Says of each row of these keys whether the trial tests its material. */
export function isTestedIn(
  keys: readonly string[],
  { seed, testShare }: SplitRule,
  trial: number,
): (row: number) => boolean {
  const [key0, key1] = streamKey(seed, 'testMaterials', trial);
  const words = hashesOf(keys);
  const out = new Uint32Array(2);
  return (row) => {
    threefry(key0, key1, words[2 * row] as number, words[2 * row + 1] as number, out);
    return (out[0] as number) / 4294967296 < testShare;
  };
}

function hashesOf(keys: readonly string[]): Uint32Array {
  const known = hashes.get(keys);
  if (known) return known;
  const words = new Uint32Array(2 * keys.length);
  const first = new Map<string, number>();
  keys.forEach((key, row) => {
    const before = first.get(key);
    if (before !== undefined) {
      words.copyWithin(2 * row, 2 * before, 2 * before + 2);
      return;
    }
    first.set(key, row);
    const hash = hashJson(key);
    words[2 * row] = parseInt(hash.slice(0, 8), 16);
    words[2 * row + 1] = parseInt(hash.slice(8, 16), 16);
  });
  hashes.set(keys, words);
  return words;
}
