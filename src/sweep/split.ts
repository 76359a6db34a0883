/**
 * Who is tested, who trains: per trial, whole groups of one material go to the test set; what is left is permuted.
 * Nothing here depends on n, m, the network or the order of work, so subsets are nested and older points stay as they are.
 */
import { permutation, streamKey } from '../random.ts';
import type { MeasuredDomain, SimulatedDomain } from '../preparation/series.ts';

export const FEWEST_TEST_ROWS = 30;
export const FEWEST_TEST_GROUPS = 10;

export interface MeasuredSplit {
  readonly testRows: Uint32Array<ArrayBuffer>;
  /** Materials of the test rows. */
  readonly testKeys: ReadonlySet<string>;
  readonly testGroups: number;
  /** The other rows in the order in which m takes them. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/**
 * Whole groups, in an order keyed by (seed, target fingerprint, trial), go to the test set until it holds
 * `testShare` of the rows; the rest is permuted. A split of one's own is taken as it is, and where groups of one's own cut
 * through a material, rows of a tested material do not train.
 */
export function splitMeasured(
  domain: MeasuredDomain,
  seed: number,
  trial: number,
  testShare: number,
): MeasuredSplit {
  const testRows = domain.ownSplit
    ? [...domain.keys.keys()].filter((row) => domain.ownSplit?.[row] === 1)
    : drawTestRows(domain, seed, trial, testShare);
  const testKeys = new Set(testRows.map((row) => domain.keys[row] as string));
  const groups = domain.groups ?? domain.keys;
  const testGroups = new Set(testRows.map((row) => groups[row] as string));
  const trains = (row: number) =>
    !testKeys.has(domain.keys[row] as string) &&
    !testGroups.has(groups[row] as string) &&
    (domain.ownSplit?.[row] ?? 0) === 0;
  const all = permutation(
    streamKey(seed, 'measuredPermutation', domain.fingerprint, trial),
    domain.keys.length,
  );
  return {
    testRows: Uint32Array.from(testRows.sort((a, b) => a - b)),
    testKeys,
    testGroups: testGroups.size,
    order: all.filter(trains),
  };
}

function drawTestRows(
  { groups, keys, fingerprint }: MeasuredDomain,
  seed: number,
  trial: number,
  testShare: number,
): number[] {
  const members = new Map<string, number[]>();
  (groups ?? keys).forEach((group, row) => {
    const known = members.get(group);
    if (known) known.push(row);
    else members.set(group, [row]);
  });
  const all = [...members.values()];
  const order = permutation(streamKey(seed, 'testSplit', fingerprint, trial), all.length);
  const wanted = testShare * keys.length;
  const testRows: number[] = [];
  for (const index of order) {
    if (testRows.length >= wanted) break;
    testRows.push(...(all[index] ?? []));
  }
  return testRows;
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
