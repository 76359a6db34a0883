/** Every part of a plan, encoded for one table, and the rows that all of them could encode. */
import type { Column } from '../tables/table.ts';
import { encodeCategory, fitLevels } from './category.ts';
import { encodeCompositions } from './composition/encode.ts';
import { BETWEEN_KEYS, type DropReason, type EncodedPart } from './encoded.ts';
import type { FittedPart } from './fitted-plan.ts';
import { encodeNumbers, fitOffsets } from './numeric.ts';
import {
  columnName,
  columnsOfPart,
  isCondition,
  type DescribedAs,
  type DescriptorPart,
  type DescriptorPlan,
} from './plan.ts';
import type { RowsOfBlock } from './reduce.ts';
import { encodeSmiles, type SmilesService } from './smiles/encode.ts';

export interface DroppedRow {
  /** In the table as it was given, from 0. */
  readonly row: number;
  readonly reason: DropReason;
}

export interface DescribeProgress {
  readonly table: DescribedAs;
  readonly part: number;
  readonly parts: number;
  readonly kind: DescriptorPart['kind'];
  readonly column: string;
  /** Distinct inputs of this table done and in all. */
  readonly done: number;
  readonly total: number;
}

export interface EncodeOptions {
  readonly as: DescribedAs;
  readonly smiles?: SmilesService | undefined;
  readonly onProgress?: ((progress: DescribeProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A table as its parts see it. */
export interface EncodedTable {
  readonly parts: readonly EncodedPart[];
  /** Every block of every part, with the entries of the kept rows. */
  readonly blocks: readonly RowsOfBlock[];
  /** The kept rows, ascending, and the material key of each. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly keys: readonly string[];
  readonly dropped: readonly DroppedRow[];
}

/** The parts that read a column; the others make no feature. */
export function usedParts(plan: DescriptorPlan): readonly DescriptorPart[] {
  return plan.filter((part) => columnsOfPart(part).length > 0);
}

/** What a part takes from the simulated table. Throws DescriptorPlanError. */
export function fitPart(part: DescriptorPart, columns: readonly Column[]): FittedPart {
  switch (part.kind) {
    case 'numbers':
      return { kind: 'numbers', offsets: fitOffsets(part, columns) };
    case 'category':
      return { kind: 'category', levels: fitLevels(part, columns) };
    case 'composition':
    case 'smiles':
      return { kind: part.kind };
  }
}

/** Throws DescriptorPlanError where the table does not fit, and the signal's reason after an abort. */
export async function encodeParts(
  plan: DescriptorPlan,
  fitted: readonly FittedPart[],
  columns: readonly Column[],
  { as, smiles, onProgress, signal }: EncodeOptions,
): Promise<EncodedTable> {
  const parts = usedParts(plan);
  const encoded: EncodedPart[] = [];
  for (const [index, part] of parts.entries()) {
    signal?.throwIfAborted();
    const column = columnName(columnsOfPart(part)[0] ?? '', 'simulated');
    const of = { table: as, part: index, parts: parts.length, kind: part.kind, column };
    const report = (done: number, total: number) => onProgress?.({ ...of, done, total });
    const how = fitted[index];
    if (part.kind === 'numbers' && how?.kind === 'numbers') {
      encoded.push(encodeNumbers(part, how.offsets, columns, as));
    } else if (part.kind === 'category' && how?.kind === 'category') {
      encoded.push(encodeCategory(part, how.levels, columns, as));
    } else if (part.kind === 'composition') {
      encoded.push(encodeCompositions(part, columns, as, report));
    } else if (part.kind === 'smiles') {
      if (!smiles) throw new TypeError(`Nobody was given to read the SMILES of "${column}".`);
      encoded.push(await encodeSmiles(part, columns, as, smiles, report, signal));
    } else {
      throw new TypeError(`Part ${index} (${part.kind}) was fitted as ${String(how?.kind)}.`);
    }
  }
  signal?.throwIfAborted();
  const inKey = parts.map((part) => !isCondition(part, plan));
  return putTogether(encoded, inKey);
}

/** The parts side by side over the rows that every part could encode. */
function putTogether(parts: readonly EncodedPart[], inKey: readonly boolean[]): EncodedTable {
  const count = parts[0]?.entries.length ?? 0;
  const kept: number[] = [];
  const dropped: DroppedRow[] = [];
  for (let row = 0; row < count; row++) {
    const failed = parts.find((part) => (part.entries[row] ?? -1) < 0);
    if (failed === undefined) kept.push(row);
    else dropped.push({ row, reason: failed.reasons.get(row) ?? noReason(row) });
  }
  const rows = Uint32Array.from(kept);
  const entries = parts.map((part) => rows.map((row) => part.entries[row] ?? 0));
  const named = parts.flatMap((part, i) => (inKey[i] ? [{ part, entries: entries[i] }] : []));
  return {
    parts,
    blocks: parts.flatMap((part, i) =>
      part.blocks.map((block) => ({ block, entries: entries[i] ?? new Uint32Array() })),
    ),
    rows,
    keys: kept.map((_, i) =>
      named.map((one) => one.part.keys[one.entries?.[i] ?? 0] ?? '').join(BETWEEN_KEYS),
    ),
    dropped,
  };
}

function noReason(row: number): never {
  throw new Error(`Row ${row} has no features and no reason: an encoder forgot to say why.`);
}
