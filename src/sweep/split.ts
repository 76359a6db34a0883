/**
 * Who is tested, who trains: per trial, whole groups of one material go to the test set; what is left is permuted.
 * Nothing here depends on n, m, the network, other series or the order of work, so subsets are nested and older points stay.
 * Rows are permuted as rows of their table, so that series which use other columns of it share what they can.
 */
import { permutation, streamKey, type Purpose } from '../random.ts';
import type { MeasuredDomain, SimulatedDomain } from '../preparation/series.ts';
import type { SweepSpec } from './specification.ts';
import { isTestedIn } from './tested-materials.ts';

export const FEWEST_TEST_ROWS = 30;
export const FEWEST_TEST_GROUPS = 10;

/** What of a specification decides the splits. */
export type SplitRule = Pick<SweepSpec, 'seed' | 'testShare' | 'leakRule'>;

export interface MeasuredSplit {
  readonly testRows: Uint32Array<ArrayBuffer>;
  /** Materials of the test rows. */
  readonly testKeys: ReadonlySet<string>;
  readonly testGroups: number;
  /** The other rows in the order in which m takes them. */
  readonly order: Uint32Array<ArrayBuffer>;
}

/**
 * Under 'own' whole groups, in the order in which a permutation of the table keyed by (seed, table, trial) meets them, go
 * to the test set until it holds `testShare` of the rows; under 'any' every material decides for itself. The rest is
 * permuted. A split of one's own is taken as it is, and where groups of one's own cut through a material, rows of a tested
 * material do not train.
 */
export function splitMeasured(
  domain: MeasuredDomain,
  rule: SplitRule,
  trial: number,
): MeasuredSplit {
  const testRows = drawTestRows(domain, rule, trial);
  const testKeys = new Set(testRows.map((row) => domain.keys[row] as string));
  const groups = domain.groups ?? domain.keys;
  const testGroups = new Set(testRows.map((row) => groups[row] as string));
  const trains = (row: number) =>
    !testKeys.has(domain.keys[row] as string) &&
    !testGroups.has(groups[row] as string) &&
    (domain.ownSplit?.[row] ?? 0) === 0;
  return {
    testRows: Uint32Array.from(testRows.sort((a, b) => a - b)),
    testKeys,
    testGroups: testGroups.size,
    order: tableOrder(domain, rule.seed, 'measuredPermutation', trial).filter(trains),
  };
}

function drawTestRows(domain: MeasuredDomain, rule: SplitRule, trial: number): number[] {
  const { keys, groups, ownSplit } = domain;
  const rows = [...keys.keys()];
  if (ownSplit) return rows.filter((row) => ownSplit[row] === 1);
  if (rule.leakRule === 'any') {
    const isTested = isTestedIn(keys, rule, trial);
    return rows.filter(isTested);
  }
  // A Map keeps the order in which the permutation meets the groups.
  const members = new Map<string, number[]>();
  for (const row of tableOrder(domain, rule.seed, 'testSplit', trial)) {
    const group = (groups ?? keys)[row] as string;
    const known = members.get(group);
    if (known) known.push(row);
    else members.set(group, [row]);
  }
  const wanted = rule.testShare * keys.length;
  const testRows: number[] = [];
  for (const group of members.values()) {
    if (testRows.length >= wanted) break;
    testRows.push(...group);
  }
  return testRows;
}

/**
 * The simulated rows in the order in which n takes them. Left out is what is tested: under 'own' the materials of
 * `testKeys`, under 'any' every material that the trial tests, measured or not.
 */
export function simulatedOrder(
  domain: SimulatedDomain,
  rule: SplitRule,
  trial: number,
  testKeys: ReadonlySet<string>,
): Uint32Array<ArrayBuffer> {
  const isLeak =
    rule.leakRule === 'any'
      ? isTestedIn(domain.keys, rule, trial)
      : (row: number) => testKeys.has(domain.keys[row] as string);
  return tableOrder(domain, rule.seed, 'simulatedPermutation', trial).filter((row) => !isLeak(row));
}

/** The rows of a domain in the order of a permutation of all rows of their table, keyed by that table and the trial. */
function tableOrder(
  { table, tableRows, rows }: Pick<MeasuredDomain, 'table' | 'tableRows' | 'rows'>,
  seed: number,
  purpose: Purpose,
  trial: number,
): Uint32Array<ArrayBuffer> {
  const all = permutation(streamKey(seed, purpose, table, trial), tableRows);
  if (rows.length === tableRows) return all;
  /** Row of the domain + 1 by row of the table; 0 = not used. */
  const places = new Uint32Array(tableRows);
  rows.forEach((row, place) => {
    places[row] = place + 1;
  });
  return all
    .map((row) => places[row] as number)
    .filter((place) => place > 0)
    .map((place) => place - 1);
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
