/**
 * How many rows a series leaves to train on when its test materials are out: the fewest that any trial can leave, from the
 * counts of rows alone, before anything is split.
 */
import type { Series } from '../preparation/series.ts';
import { DEFAULT_SPEC, type SweepSpec } from '../sweep/specification.ts';
import type { TypedSettings } from './document.ts';
import { parseNumber } from './number-fields.ts';

export interface SeriesRows {
  /** Simulated rows outside the test materials. */
  readonly pool: number;
  /** Measured rows outside the test set. */
  readonly training: number;
}

/** What of a specification decides who is tested. */
export type TestRule = Pick<SweepSpec, 'testShare' | 'leakRule'>;

/** Who is tested, as far as it was typed; the rest by the defaults. */
export function testRuleOf({ testShare, leakRule }: TypedSettings): TestRule {
  return {
    testShare: testShare === undefined ? DEFAULT_SPEC.testShare : parseNumber(testShare),
    leakRule: leakRule ?? DEFAULT_SPEC.leakRule,
  };
}

/** Deviations that the draw of 'any' may be off: once in 30,000 trials. */
const DEVIATIONS = 4;

/** A first estimate from two files: every tested row takes one simulated row with it. */
export function rowsOfTables(
  simulatedRows: number,
  measuredRows: number,
  rule: TestRule = DEFAULT_SPEC,
): SeriesRows {
  const share = shareOf(rule);
  if (rule.leakRule === 'any') {
    const ones = (count: number) => Array.from({ length: count }, () => 1);
    return { pool: kept(ones(simulatedRows), share), training: kept(ones(measuredRows), share) };
  }
  const tested = Math.ceil(share * measuredRows);
  return { pool: Math.max(0, simulatedRows - tested), training: measuredRows - tested };
}

/** From the rows that are used. Strict under the leak rule 'own'; under 'any' the test set is drawn by chance. */
export function rowsOfSeries(series: Series, rule: TestRule = DEFAULT_SPEC): SeriesRows {
  const { simulated, measured } = series;
  const simulatedOf = countEach(simulated.keys);
  const share = shareOf(rule);
  if (measured.ownSplit) return rowsOfOwnSplit(series, measured.ownSplit);
  if (rule.leakRule === 'any') {
    const counts = (of: ReadonlyMap<string, number>) => [...of.values()];
    return {
      pool: kept(counts(simulatedOf), share),
      training: kept(counts(countEach(measured.keys)), share),
    };
  }
  const groups = groupsOf(measured.groups ?? measured.keys, measured.keys);
  const sizes = groups.map(({ rows }) => rows).sort((a, b) => a - b);
  const wanted = share * measured.keys.length;
  const tested = mostGroups(sizes, wanted);
  const removed = groups.map(({ keys }) => sum([...keys].map((key) => simulatedOf.get(key) ?? 0)));
  return {
    pool: Math.max(0, simulated.keys.length - sumOfLargest(removed, tested)),
    training: measured.groups
      ? Math.max(0, measured.keys.length - sumOfLargest(lostRows(groups, measured.keys), tested))
      : Math.max(0, Math.floor(measured.keys.length - wanted - (sizes.at(-1) ?? 0)) + 1),
  };
}

/** A split of one's own is the same in every trial. */
function rowsOfOwnSplit({ simulated, measured }: Series, split: Uint8Array): SeriesRows {
  const groups = measured.groups ?? measured.keys;
  const tested = new Set(measured.keys.filter((_, row) => split[row] === 1));
  const testedGroups = new Set(groups.filter((_, row) => split[row] === 1));
  const training = measured.keys.filter(
    (key, row) => split[row] === 0 && !tested.has(key) && !testedGroups.has(groups[row] ?? ''),
  );
  return {
    pool: simulated.keys.filter((key) => !tested.has(key)).length,
    training: training.length,
  };
}

interface Group {
  readonly rows: number;
  readonly keys: ReadonlySet<string>;
}

function groupsOf(groups: readonly string[], keys: readonly string[]): Group[] {
  const found = new Map<string, { rows: number; keys: Set<string> }>();
  groups.forEach((group, row) => {
    const one = found.get(group) ?? { rows: 0, keys: new Set<string>() };
    one.rows++;
    one.keys.add(keys[row] ?? '');
    found.set(group, one);
  });
  return [...found.values()];
}

/** Groups go to the test set until it holds `wanted` rows: the most that can be drawn, the smallest ones first. */
function mostGroups(ascending: readonly number[], wanted: number): number {
  let rows = 0;
  let count = 0;
  for (const size of ascending) {
    if (rows >= wanted) break;
    rows += size;
    count++;
  }
  return count;
}

/** Rows that a tested group takes with it: its own, and those of its materials in other groups. */
function lostRows(groups: readonly Group[], keys: readonly string[]): number[] {
  const measuredOf = countEach(keys);
  return groups.map((group) => sum([...group.keys].map((key) => measuredOf.get(key) ?? 0)));
}

/** Rows that stay when every material is tested with this probability, less the deviations that chance may bring. */
function kept(counts: readonly number[], share: number): number {
  const deviation = Math.sqrt(share * (1 - share) * sum(counts.map((count) => count * count)));
  return Math.max(0, Math.floor((1 - share) * sum(counts) - DEVIATIONS * deviation));
}

/** A share that cannot be read is told by parseSettings; until then the proposal goes by the default. */
function shareOf({ testShare }: TestRule): number {
  return testShare > 0 && testShare < 1 ? testShare : DEFAULT_SPEC.testShare;
}

function countEach(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

const sumOfLargest = (values: readonly number[], count: number): number =>
  sum([...values].sort((a, b) => b - a).slice(0, count));
