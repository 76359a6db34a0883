/**
 * Categories as one-hot bytes. The levels are those of the simulated table, because the network is pretrained on it;
 * a level that only measured rows have becomes zeros and is reported.
 */
import type { Column } from '../tables/table.ts';
import { distinctTexts } from './distinct.ts';
import type { DropReason, EncodedPart, EncodedSide, UnseenLevel } from './encoded.ts';
import { columnName, DescriptorPlanError, type CategoryPart } from './plan.ts';

/** More levels than this are a name or a text, not a category. */
export const MOST_LEVELS = 256;

/** Encodes one category column; empty cells have no entry. Throws DescriptorPlanError for too many levels. */
export function encodeCategory(
  part: CategoryPart,
  tables: readonly (readonly Column[])[],
): EncodedPart {
  const { texts, places, names } = distinctTexts(part.column, tables, true);
  const column = columnName(part.column, 'simulated');
  const seen = new Set<string>();
  for (const place of places[0]) if (place >= 0) seen.add(texts[place] ?? '');
  if (seen.size > MOST_LEVELS) {
    throw new DescriptorPlanError({ code: 'too-many-levels', column, levels: seen.size });
  }
  // Sorted by code unit, so that the order of the rows does not matter.
  const levels = [...seen].sort();
  const order = new Map(levels.map((level, i) => [level, i]));
  const values = new Uint8Array(texts.length * levels.length);
  texts.forEach((text, entry) => {
    const level = order.get(text);
    if (level !== undefined) values[entry * levels.length + level] = 1;
  });
  const unseen = new Map<string, number>();
  for (const place of places[1]) {
    const text = texts[place] ?? '';
    if (place >= 0 && !seen.has(text)) unseen.set(text, (unseen.get(text) ?? 0) + 1);
  }
  return {
    blocks: [{ kind: 'bytes', names: levels.map((level) => `${column} = ${level}`), values }],
    keys: texts,
    simulated: side(places[0], names[0]),
    measured: side(places[1], names[1]),
    notes: [...unseen].map(([level, rows]): UnseenLevel => {
      return { code: 'unseen-level', column, level, rows };
    }),
  };
}

function side(entries: Int32Array<ArrayBuffer>, column: string): EncodedSide {
  const reasons = new Map<number, DropReason>();
  entries.forEach((entry, row) => {
    if (entry < 0) reasons.set(row, { code: 'missing', column });
  });
  return { entries, reasons };
}
