/**
 * What the page calls: describe and describeWith in a worker of its own, which ends with the call. Abort terminates it
 * and everything under it at once.
 */
import type { Remote } from 'comlink';
import type { Column } from '../tables/table.ts';
import { Thread, type Lend } from '../workers/thread.ts';
import type {
  DescribedTable,
  DescribeOptions,
  DescribeWithOptions,
  Description,
} from './describe.ts';
import type { DescribeAnswer, DescribeWorkerApi } from './describe.worker.ts';
import { checkFittedPlan, type FittedPlan } from './fitted-plan.ts';
import { columnsOfPlan, DescriptorPlanError, type DescriptorPlan } from './plan.ts';

/** As describe; rejects with DescriptorPlanError, ThreadDied, or the signal's reason. */
export async function describeInWorker(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  measuredColumns: readonly Column[],
  { onProgress, signal }: Pick<DescribeOptions, 'onProgress' | 'signal'> = {},
): Promise<Description> {
  return inWorker(signal, (worker, lend) =>
    worker.describe(
      plan,
      columnsOfPlan(plan, simulatedColumns, 'simulated'),
      columnsOfPlan(plan, measuredColumns, 'measured'),
      onProgress && lend(onProgress),
    ),
  );
}

/** As describeWith; rejects with FittedPlanError, DescriptorPlanError, ThreadDied, or the signal's reason. */
export async function describeWithInWorker(
  fitted: FittedPlan,
  columns: readonly Column[],
  { as, onProgress, signal }: Pick<DescribeWithOptions, 'as' | 'onProgress' | 'signal'>,
): Promise<DescribedTable> {
  checkFittedPlan(fitted);
  const needed = columnsOfPlan(fitted.plan, columns, as);
  return inWorker(signal, (worker, lend) =>
    worker.describeWith(fitted, needed, as, onProgress && lend(onProgress)),
  );
}

async function inWorker<T>(
  signal: AbortSignal | undefined,
  call: (worker: Remote<DescribeWorkerApi>, lend: Lend) => Promise<DescribeAnswer<T>>,
): Promise<T> {
  const thread = new Thread<DescribeWorkerApi>(
    'describing',
    () => new Worker(new URL('./describe.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const answer = await thread.call(call, { signal });
    if (!answer.ok) throw new DescriptorPlanError(answer.problem);
    return answer.value;
  } finally {
    thread.end();
  }
}
