/** Runs describe off the page's thread; the SMILES workers are its children and end with it. */
import { transfer } from 'comlink';
import type { Column } from '../tables/table.ts';
import { offer } from '../workers/offer.ts';
import { describe, type Description, type DescribeProgress } from './describe.ts';
import { DescriptorPlanError, type DescriptorPlan, type PlanProblem } from './plan.ts';

/** A plan error crosses as data: Comlink keeps only an error's name, message and stack. */
export type DescribeAnswer =
  | { readonly ok: true; readonly description: Description }
  | { readonly ok: false; readonly problem: PlanProblem };

const api = {
  async describe(
    plan: DescriptorPlan,
    simulatedColumns: readonly Column[],
    measuredColumns: readonly Column[],
    onProgress?: (progress: DescribeProgress) => void,
  ): Promise<DescribeAnswer> {
    try {
      const description = await describe(plan, simulatedColumns, measuredColumns, { onProgress });
      return transfer({ ok: true, description }, buffersOf(description));
    } catch (error) {
      if (error instanceof DescriptorPlanError) return { ok: false, problem: error.problem };
      throw error;
    }
  },
};

function buffersOf({ simulated, measured }: Description): ArrayBuffer[] {
  return [simulated, measured].flatMap(({ matrix, rows }) => [
    rows.buffer,
    ...matrix.blocks.map((block) => block.values.buffer),
  ]);
}

export type DescribeWorkerApi = typeof api;

offer(api);
