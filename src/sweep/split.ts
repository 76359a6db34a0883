/**
 * Who is tested, who trains: per trial, whole groups of one material go to the test set; what is left is permuted.
 * Nothing here depends on n, m, the network or the order of work, so subsets are nested and older points stay as they are.
 */
import { permutation, streamKey } from '../random.ts';
import type { MeasuredDomain, SimulatedDomain } from './domain.ts';

export const FEWEST_TEST_ROWS = 30;
export const FEWEST_TEST_GROUPS = 10;

export interface MeasuredSplit {
  readonly testRows: Uint32Array<ArrayBuffer>;
  readonly testKeys: ReadonlySet<string>;
  /** The other rows in the order in which m takes them. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/**
 * Whole groups, in an order keyed by (seed, target fingerprint, trial), go to the test set until it holds
 * `testShare` of the rows; the rest is permuted.
 */
export function splitMeasured(
  domain: MeasuredDomain,
  seed: number,
  trial: number,
  testShare: number,
): MeasuredSplit {
  const groups = new Map<string, number[]>();
  domain.keys.forEach((key, row) => {
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  });
  const keys = [...groups.keys()];
  const order = permutation(streamKey(seed, 'testSplit', domain.fingerprint, trial), keys.length);
  const wanted = testShare * domain.keys.length;
  const testKeys = new Set<string>();
  const testRows: number[] = [];
  for (const index of order) {
    if (testRows.length >= wanted) break;
    const key = keys[index] as string;
    testKeys.add(key);
    testRows.push(...(groups.get(key) ?? []));
  }
  const all = permutation(
    streamKey(seed, 'measuredPermutation', domain.fingerprint, trial),
    domain.keys.length,
  );
  return {
    testRows: Uint32Array.from(testRows.sort((a, b) => a - b)),
    testKeys,
    order: all.filter((row) => !testKeys.has(domain.keys[row] as string)),
  };
}

/** The simulated rows in the order in which n takes them, without those whose material is tested. */
export function simulatedOrder(
  domain: SimulatedDomain,
  seed: number,
  trial: number,
  testKeys: readonly ReadonlySet<string>[],
): Uint32Array<ArrayBuffer> {
  const all = permutation(
    streamKey(seed, 'simulatedPermutation', domain.fingerprint, trial),
    domain.keys.length,
  );
  return all.filter((row) => {
    const key = domain.keys[row] as string;
    return !testKeys.some((keys) => keys.has(key));
  });
}

/**
 * Validation rows of a prefix: every fifth new material (20 % of the groups), so a longer prefix keeps the flags of a
 * shorter one. 1 = validation.
 */
export function validationFlags(
  rows: ArrayLike<number>,
  keys: readonly string[],
): Uint8Array<ArrayBuffer> {
  const seen = new Map<string, number>();
  const flags = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const key = keys[rows[i] as number] as string;
    let group = seen.get(key);
    if (group === undefined) {
      group = seen.size;
      seen.set(key, group);
    }
    flags[i] = group % 5 === 4 ? 1 : 0;
  }
  return flags;
}
