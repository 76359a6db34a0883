/**
 * The top of this room. Fit: a plan and the simulated columns make a FittedPlan. Transform: a FittedPlan and any table's
 * columns make a matrix of the same features, with the material key of every row and the reason of every dropped one.
 * Runs on any thread; describe-client.ts runs it in a worker with RDKit, which is what the page does.
 */
import type { Column } from '../tables/table.ts';
import {
  encodeParts,
  fitPart,
  usedParts,
  type DescribeProgress,
  type DroppedRow,
  type EncodedTable,
} from './encode-parts.ts';
import type { UnseenLevel } from './encoded.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { checkFittedPlan, type FittedPlan } from './fitted-plan.ts';
import {
  checkPlan,
  DESCRIPTOR_VERSION,
  DescriptorPlanError,
  type DescribedAs,
  type DescriptorPlan,
} from './plan.ts';
import { fitBlocks, keepColumns, varyingColumns } from './reduce.ts';
import type { SmilesService } from './smiles/encode.ts';
import { remembering } from './smiles/remembering.ts';

export interface DescribedTable {
  readonly matrix: FeatureMatrix;
  /** The row in the given table of each row of the matrix, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The material key of each row of the matrix. */
  readonly keys: readonly string[];
  /** Every row that is not in the matrix, with the first reason in the order of the plan. */
  readonly dropped: readonly DroppedRow[];
  readonly notes: readonly UnseenLevel[];
  /** Features that are constant in the simulated table, and so left out, but not here. */
  readonly constantButVaries: readonly string[];
}

export interface FeatureReport {
  readonly computed: number;
  readonly kept: number;
  readonly constant: number;
  readonly duplicate: number;
  readonly constantButMeasuredVaries: readonly string[];
}

export interface Description {
  readonly fitted: FittedPlan;
  readonly simulated: DescribedTable;
  readonly measured: DescribedTable;
  readonly features: FeatureReport;
  readonly notes: readonly UnseenLevel[];
}

export interface DescribeOptions {
  readonly onProgress?: ((progress: DescribeProgress) => void) | undefined;
  /** The call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Who reads SMILES; needed where the plan has a column of them. */
  readonly smiles?: SmilesService | undefined;
}

export interface DescribeWithOptions extends DescribeOptions {
  /** By which of its names a column is found. */
  readonly as: DescribedAs;
}

/**
 * The plan, fitted to the simulated table; nothing else is looked at. A table without a usable row keeps no feature.
 * Rejects with DescriptorPlanError where the plan does not fit, and with the signal's reason after an abort.
 */
export async function fitPlan(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  options: DescribeOptions = {},
): Promise<FittedPlan> {
  return (await fitted(plan, simulatedColumns, options)).plan;
}

/**
 * A table in the columns of a fitted plan. It may be left with no rows: its matrix then has none, and `dropped` says why.
 * Rejects with FittedPlanError for a plan of another release, DescriptorPlanError for a table that lacks a column, and the
 * signal's reason after an abort.
 */
export async function describeWith(
  plan: FittedPlan,
  columns: readonly Column[],
  options: DescribeWithOptions,
): Promise<DescribedTable> {
  checkFittedPlan(plan);
  return keep(await encodeParts(plan.plan, plan.parts, columns, options), plan);
}

/** Both tables of a pair: fitted to the simulated one. Rejects as fitPlan and describeWith do. */
export async function describe(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  measuredColumns: readonly Column[],
  options: DescribeOptions = {},
): Promise<Description> {
  const shared = { ...options, smiles: options.smiles && remembering(options.smiles) };
  const source = await fitted(plan, simulatedColumns, shared);
  const simulated = keep(source.table, source.plan);
  const measured = await describeWith(source.plan, measuredColumns, { ...shared, as: 'measured' });
  return pairOf(source.plan, simulated, measured);
}

/** Two described tables as a description. */
export function pairOf(
  plan: FittedPlan,
  simulated: DescribedTable,
  measured: DescribedTable,
): Description {
  const kept = plan.blocks.reduce((sum, { columns }) => sum + columns.length, 0);
  const leftOut = plan.blocks.flatMap((block) => block.leftOut);
  const constant = leftOut.filter(({ why }) => why === 'constant').length;
  return {
    fitted: plan,
    simulated,
    measured,
    features: {
      computed: kept + leftOut.length,
      kept,
      constant,
      duplicate: leftOut.length - constant,
      constantButMeasuredVaries: measured.constantButVaries,
    },
    notes: measured.notes,
  };
}

async function fitted(
  plan: DescriptorPlan,
  columns: readonly Column[],
  options: DescribeOptions,
): Promise<{ readonly plan: FittedPlan; readonly table: EncodedTable }> {
  checkPlan(plan);
  const parts = usedParts(plan).map((part) => fitPart(part, columns));
  const table = await encodeParts(plan, parts, columns, { ...options, as: 'simulated' });
  const blocks = fitBlocks(table.blocks);
  return { plan: { version: DESCRIPTOR_VERSION, plan, parts, blocks }, table };
}

/** The fitted features of an encoded table. */
function keep({ parts, blocks, rows, keys, dropped }: EncodedTable, plan: FittedPlan) {
  const constantButVaries = blocks.flatMap((one, index) => {
    const constant = plan.blocks[index]?.leftOut.filter(({ why }) => why === 'constant') ?? [];
    if (constant.length === 0) return [];
    const varies = varyingColumns(one);
    return constant.filter(({ column }) => varies[column] === 1).map(({ name }) => name);
  });
  const kept = blocks.flatMap((one, index) => {
    const fit = plan.blocks[index];
    const block = fit && keepColumns(one, fit);
    return block === undefined ? [] : [block];
  });
  return {
    matrix: { rows: rows.length, blocks: kept },
    rows,
    keys,
    dropped,
    notes: parts.flatMap((part) => part.notes),
    constantButVaries,
  };
}

export { DESCRIPTOR_VERSION, DescriptorPlanError, type DescribeProgress, type DroppedRow };
