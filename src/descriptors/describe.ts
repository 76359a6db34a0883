/**
 * The top of this room: a plan and two tables' columns in, two feature matrices with the same columns out, with the
 * material key of every row and the reason of every dropped one. Runs on any thread; describe-client.ts runs it in a
 * worker, which is what the page does.
 */
import { SIDES } from '../tables/side.ts';
import type { Column } from '../tables/table.ts';
import { encodeCategory } from './category.ts';
import { encodeCompositions } from './composition/encode.ts';
import { BETWEEN_KEYS, type DropReason, type EncodedPart, type UnseenLevel } from './encoded.ts';
import { gatherRows, type FeatureMatrix } from './feature-matrix.ts';
import { encodeNumbers } from './numeric.ts';
import {
  checkPlan,
  columnsOfPart,
  columnName,
  DESCRIPTOR_VERSION,
  DescriptorPlanError,
  isCondition,
  type DescriptorPart,
  type DescriptorPlan,
} from './plan.ts';
import { reduceFeatures } from './reduce.ts';
import { encodeSmiles, type SmilesService } from './smiles/encode.ts';

export interface DroppedRow {
  /** In the table as it was given, from 0. */
  readonly row: number;
  readonly reason: DropReason;
}

export interface DescribedTable {
  readonly matrix: FeatureMatrix;
  /** The row in the given table of each row of the matrix, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The material key of each row of the matrix. */
  readonly keys: readonly string[];
  /** Every row that is not in the matrix, with the first reason in the order of the plan. */
  readonly dropped: readonly DroppedRow[];
}

export interface FeatureReport {
  readonly computed: number;
  readonly kept: number;
  readonly constant: number;
  readonly duplicate: number;
  readonly constantButMeasuredVaries: readonly string[];
}

export interface Description {
  readonly version: string;
  readonly simulated: DescribedTable;
  readonly measured: DescribedTable;
  readonly features: FeatureReport;
  readonly notes: readonly UnseenLevel[];
}

export interface DescribeProgress {
  readonly part: number;
  readonly parts: number;
  readonly kind: DescriptorPart['kind'];
  readonly column: string;
  /** Distinct inputs done and in all. */
  readonly done: number;
  readonly total: number;
}

export interface DescribeOptions {
  readonly onProgress?: ((progress: DescribeProgress) => void) | undefined;
  /** Abort ends the SMILES workers; describe rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Who reads SMILES. Default: a pool of workers with RDKit, one per core, ended when this call ends. */
  readonly smiles?: SmilesService | undefined;
}

/**
 * Features of both tables. A table may be left with no rows: its matrix then has none, and `dropped` says why.
 * Throws DescriptorPlanError where the plan does not fit the tables, and the signal's reason after an abort.
 */
export async function describe(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  measuredColumns: readonly Column[],
  options: DescribeOptions = {},
): Promise<Description> {
  checkPlan(plan);
  const tables = [simulatedColumns, measuredColumns];
  const parts = plan.filter((part) => columnsOfPart(part).length > 0);
  const encoded: EncodedPart[] = [];
  for (const [index, part] of parts.entries()) {
    options.signal?.throwIfAborted();
    const column = columnName(columnsOfPart(part)[0] ?? '', 'simulated');
    const report = (done: number, total: number) =>
      options.onProgress?.({
        part: index,
        parts: parts.length,
        kind: part.kind,
        column,
        done,
        total,
      });
    encoded.push(await encodePart(part, tables, report, options));
  }
  options.signal?.throwIfAborted();
  const inKey = parts.map((part) => !isCondition(part, plan));
  const sides = SIDES.map((side) =>
    assemble(
      encoded.map((one) => ({ ...one, side: one[side] })),
      inKey,
    ),
  );
  const [simulated, measured] = sides as [DescribedTable, DescribedTable];
  const reduced = reduceFeatures(simulated.matrix, measured.matrix);
  const { computed, constant, duplicate, constantButMeasuredVaries } = reduced;
  return {
    version: DESCRIPTOR_VERSION,
    simulated: { ...simulated, matrix: reduced.simulated },
    measured: { ...measured, matrix: reduced.measured },
    features: {
      computed,
      kept: computed - constant - duplicate,
      constant,
      duplicate,
      constantButMeasuredVaries,
    },
    notes: encoded.flatMap((one) => one.notes),
  };
}

function encodePart(
  part: DescriptorPart,
  tables: readonly (readonly Column[])[],
  report: (done: number, total: number) => void,
  options: DescribeOptions,
): EncodedPart | Promise<EncodedPart> {
  switch (part.kind) {
    case 'numbers':
      return encodeNumbers(part, tables);
    case 'category':
      return encodeCategory(part, tables);
    case 'composition':
      return encodeCompositions(part, tables, report);
    case 'smiles':
      return encodeSmiles(part, tables, report, options);
  }
}

type EncodedTable = EncodedPart & { readonly side: EncodedPart['simulated'] };

/** Puts the parts of one table side by side over the rows that every part could encode. */
function assemble(parts: readonly EncodedTable[], inKey: readonly boolean[]): DescribedTable {
  const count = parts[0]?.side.entries.length ?? 0;
  const rows: number[] = [];
  const dropped: DroppedRow[] = [];
  for (let row = 0; row < count; row++) {
    const failed = parts.find((part) => (part.side.entries[row] ?? -1) < 0);
    if (failed === undefined) rows.push(row);
    else dropped.push({ row, reason: failed.side.reasons.get(row) ?? noReason(row) });
  }
  const blocks = parts.flatMap((part) => {
    const entries = rows.map((row) => part.side.entries[row] ?? 0);
    return gatherRows({ rows: part.keys.length, blocks: part.blocks }, entries).blocks;
  });
  const keys = rows.map((row) =>
    parts
      .filter((_, i) => inKey[i])
      .map((part) => part.keys[part.side.entries[row] ?? 0] ?? '')
      .join(BETWEEN_KEYS),
  );
  return { matrix: { rows: rows.length, blocks }, rows: Uint32Array.from(rows), keys, dropped };
}

function noReason(row: number): never {
  throw new Error(`Row ${row} has no features and no reason: an encoder forgot to say why.`);
}

export { DESCRIPTOR_VERSION, DescriptorPlanError };
