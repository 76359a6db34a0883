/** Runs describe and describeWith off the page's thread; the SMILES workers are its children and end with it. */
import { transfer } from 'comlink';
import type { Column } from '../tables/table.ts';
import { offer } from '../workers/offer.ts';
import {
  describe,
  describeWith,
  type DescribedTable,
  type DescribeProgress,
  type Description,
} from './describe.ts';
import type { FittedPlan } from './fitted-plan.ts';
import {
  DescriptorPlanError,
  type DescribedAs,
  type DescriptorPlan,
  type PlanProblem,
} from './plan.ts';
import type { SmilesPool } from './smiles/pool.ts';
import { createWebSmilesPool } from './smiles/web-pool.ts';

/** A plan error crosses as data: Comlink keeps only an error's name, message and stack. */
export type DescribeAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PlanProblem };

type OnProgress = (progress: DescribeProgress) => void;

const api = {
  describe(
    plan: DescriptorPlan,
    simulatedColumns: readonly Column[],
    measuredColumns: readonly Column[],
    onProgress?: OnProgress,
  ): Promise<DescribeAnswer<Description>> {
    return answer(
      (smiles) => describe(plan, simulatedColumns, measuredColumns, { onProgress, smiles }),
      ({ simulated, measured }) => [simulated, measured],
    );
  },

  describeWith(
    fitted: FittedPlan,
    columns: readonly Column[],
    as: DescribedAs,
    onProgress?: OnProgress,
  ): Promise<DescribeAnswer<DescribedTable>> {
    return answer(
      (smiles) => describeWith(fitted, columns, { as, onProgress, smiles }),
      (table) => [table],
    );
  },
};

async function answer<T>(
  task: (smiles: SmilesPool) => Promise<T>,
  tablesOf: (value: T) => readonly DescribedTable[],
): Promise<DescribeAnswer<T>> {
  const smiles = createWebSmilesPool();
  try {
    const value = await task(smiles);
    const buffers = tablesOf(value).flatMap(({ matrix, rows }) => [
      rows.buffer,
      ...matrix.blocks.map((block) => block.values.buffer),
    ]);
    return transfer({ ok: true, value }, [...new Set(buffers)]);
  } catch (error) {
    if (error instanceof DescriptorPlanError) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    smiles.dispose();
  }
}

export type DescribeWorkerApi = typeof api;

offer(api);
