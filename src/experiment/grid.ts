/**
 * The sizes and the m that are proposed for data: round numbers, never above half of the simulated rows that remain when
 * the test materials are out, so that the page does not warn about its own proposal.
 */
import type { Settings } from './document.ts';
import { writeList } from './number-fields.ts';
import type { SeriesRows } from './series-rows.ts';

/** From 25 on each the double of the one before; beyond the last, time rather than data limits a proposal. */
const DOUBLING = [25, 50, 100, 200, 400, 800, 1600, 3200, 6400] as const;
const FIRST_SIZES = [100, 50, 25] as const;
const WANTED_SIZES = 5;
/** Where doubling gives fewer sizes than a law needs, closer together. */
const CLOSER = [
  [10, 20, 40, 80, 160],
  [10, 15, 20, 30, 40, 60],
  [10, 12, 15, 20, 25],
] as const;
/** A law has no fewer sizes. */
const FEWEST_SIZES = 4;
const ROUND_M = [4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50] as const;

/**
 * For series that share one grid the smallest of them decides; nothing is proposed without data. Where not even the
 * smallest size that can be run fits, it stands there alone, and planning says what is missing.
 */
export function gridFor(
  series: readonly SeriesRows[],
): Partial<Pick<Settings, 'sizes' | 'measured'>> {
  if (series.length === 0) return {};
  const pool = Math.min(...series.map((rows) => rows.pool));
  const training = Math.min(...series.map((rows) => rows.training));
  const m = ROUND_M.findLast((one) => one <= training / 2) ?? ROUND_M[0];
  return { sizes: writeList(sizesUpTo(pool / 2)), measured: String(m) };
}

function sizesUpTo(top: number): readonly number[] {
  const fitting = (sizes: readonly number[], first = 0) =>
    sizes.filter((size) => size >= first && size <= top);
  const first = FIRST_SIZES.find((one) => fitting(DOUBLING, one).length >= WANTED_SIZES);
  const doubling = fitting(DOUBLING, first);
  if (doubling.length >= FEWEST_SIZES) return doubling;
  const closer = CLOSER.map((ladder) => fitting(ladder));
  const enough = closer.find((sizes) => sizes.length >= FEWEST_SIZES) ?? closer.at(-1) ?? [];
  return enough.length > 0 ? enough : [10];
}
