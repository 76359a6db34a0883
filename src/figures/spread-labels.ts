/** Keeps labels of horizontal lines from covering each other. */

/**
 * Positions for labels that want to stand at `wanted` (any order), at least `gap` apart and within [low, high]
 * where they fit; as near to what they want as that allows (pool adjacent violators: least squares).
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a) - at(wanted, b));
  const blocks: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    // Taking rank * gap away turns "at least gap apart" into "not descending".
    blocks.push({ sum: at(wanted, index) - rank * gap, count: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before || before.sum / before.count <= last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const placed = new Array<number>(wanted.length).fill(0);
  const room = high - (wanted.length - 1) * gap;
  let rank = 0;
  for (const block of blocks) {
    const position = Math.max(low, Math.min(room, block.sum / block.count));
    for (let i = 0; i < block.count; i++, rank++) {
      placed[order[rank] ?? 0] = position + rank * gap;
    }
  }
  return placed;
}

const at = (values: readonly number[], index: number): number => values[index] ?? 0;
