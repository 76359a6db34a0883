/**
 * Categories as one-hot bytes. The levels are those of the simulated table, because the network is pretrained on it;
 * a level that only another table has becomes zeros and is reported.
 */
import type { Column } from '../tables/table.ts';
import { distinctTexts } from './distinct.ts';
import type { DropReason, EncodedPart } from './encoded.ts';
import { columnName, DescriptorPlanError, type CategoryPart, type DescribedAs } from './plan.ts';

/** More levels than this are a name or a text, not a category. */
export const MOST_LEVELS = 256;

/** The levels of a simulated column, sorted by code unit, so that the order of the rows does not matter. */
export function fitLevels(part: CategoryPart, columns: readonly Column[]): readonly string[] {
  const { texts } = distinctTexts(part.column, columns, 'simulated', true);
  if (texts.length > MOST_LEVELS) {
    const column = columnName(part.column, 'simulated');
    throw new DescriptorPlanError({ code: 'too-many-levels', column, levels: texts.length });
  }
  return [...texts].sort();
}

/** Encodes one category column; empty cells have no entry. */
export function encodeCategory(
  part: CategoryPart,
  levels: readonly string[],
  columns: readonly Column[],
  as: DescribedAs,
): EncodedPart {
  const { texts, places, name } = distinctTexts(part.column, columns, as, true);
  const column = columnName(part.column, 'simulated');
  const order = new Map(levels.map((level, i) => [level, i]));
  const values = new Uint8Array(texts.length * levels.length);
  texts.forEach((text, entry) => {
    const level = order.get(text);
    if (level !== undefined) values[entry * levels.length + level] = 1;
  });
  const rows = new Uint32Array(texts.length);
  const reasons = new Map<number, DropReason>();
  places.forEach((place, row) => {
    if (place < 0) reasons.set(row, { code: 'missing', column: name });
    else rows[place] = (rows[place] ?? 0) + 1;
  });
  return {
    blocks: [{ kind: 'bytes', names: levels.map((level) => `${column} = ${level}`), values }],
    keys: texts,
    entries: places,
    reasons,
    notes: texts.flatMap((level, entry) =>
      order.has(level) ? [] : [{ code: 'unseen-level', column, level, rows: rows[entry] ?? 0 }],
    ),
  };
}
