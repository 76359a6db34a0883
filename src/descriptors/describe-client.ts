/**
 * What the page calls: describe in a worker of its own, which ends with the call. Abort terminates it and everything
 * under it at once.
 */
import type { Side } from '../tables/side.ts';
import type { Column } from '../tables/table.ts';
import { Thread } from '../workers/thread.ts';
import type { Description, DescribeOptions } from './describe.ts';
import type { DescribeWorkerApi } from './describe.worker.ts';
import { columnName, columnsOfPart, DescriptorPlanError, type DescriptorPlan } from './plan.ts';

/** As describe; rejects with DescriptorPlanError, ThreadDied, or the signal's reason. */
export async function describeInWorker(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  measuredColumns: readonly Column[],
  { onProgress, signal }: Pick<DescribeOptions, 'onProgress' | 'signal'> = {},
): Promise<Description> {
  const thread = new Thread<DescribeWorkerApi>(
    'describing',
    () => new Worker(new URL('./describe.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const answer = await thread.call(
      (worker, lend) =>
        worker.describe(
          plan,
          needed(plan, simulatedColumns, 'simulated'),
          needed(plan, measuredColumns, 'measured'),
          onProgress && lend(onProgress),
        ),
      { signal },
    );
    if (!answer.ok) throw new DescriptorPlanError(answer.problem);
    return answer.description;
  } finally {
    thread.end();
  }
}

/** Only the plan's columns travel. */
function needed(plan: DescriptorPlan, columns: readonly Column[], side: Side): Column[] {
  const names = new Set(plan.flatMap(columnsOfPart).map((one) => columnName(one, side)));
  return columns.filter((column) => names.has(column.name));
}
