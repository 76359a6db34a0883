/**
 * What the page calls: describe and describeWith in a worker of its own, which ends with the call. Abort terminates it
 * and everything under it at once.
 */
import { proxy, wrap, type Remote } from 'comlink';
import type { Column } from '../tables/table.ts';
import type {
  DescribedTable,
  DescribeOptions,
  DescribeWithOptions,
  Description,
} from './describe.ts';
import type { DescribeAnswer, DescribeWorkerApi } from './describe.worker.ts';
import { checkFittedPlan, type FittedPlan } from './fitted-plan.ts';
import { columnsOfPlan, DescriptorPlanError, type DescriptorPlan } from './plan.ts';

/** The worker could not be loaded, or died (out of memory). */
export class DescribeWorkerError extends Error {
  override readonly name = 'DescribeWorkerError';
}

/** As describe; rejects with DescriptorPlanError, DescribeWorkerError, or the signal's reason. */
export async function describeInWorker(
  plan: DescriptorPlan,
  simulatedColumns: readonly Column[],
  measuredColumns: readonly Column[],
  { onProgress, signal }: Pick<DescribeOptions, 'onProgress' | 'signal'> = {},
): Promise<Description> {
  return inWorker(signal, (api) =>
    api.describe(
      plan,
      columnsOfPlan(plan, simulatedColumns, 'simulated'),
      columnsOfPlan(plan, measuredColumns, 'measured'),
      onProgress && proxy(onProgress),
    ),
  );
}

/** As describeWith; rejects with FittedPlanError, DescriptorPlanError, DescribeWorkerError, or the signal's reason. */
export async function describeWithInWorker(
  fitted: FittedPlan,
  columns: readonly Column[],
  { as, onProgress, signal }: Pick<DescribeWithOptions, 'as' | 'onProgress' | 'signal'>,
): Promise<DescribedTable> {
  checkFittedPlan(fitted);
  const needed = columnsOfPlan(fitted.plan, columns, as);
  return inWorker(signal, (api) =>
    api.describeWith(fitted, needed, as, onProgress && proxy(onProgress)),
  );
}

async function inWorker<T>(
  signal: AbortSignal | undefined,
  call: (api: Remote<DescribeWorkerApi>) => Promise<DescribeAnswer<T>>,
): Promise<T> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./describe.worker.ts', import.meta.url), { type: 'module' });
  const ended = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new DescribeWorkerError(`The worker stopped: ${event.message || 'no message'}`));
    });
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    const answer = await Promise.race([call(wrap<DescribeWorkerApi>(worker)), ended]);
    if (!answer.ok) throw new DescriptorPlanError(answer.problem);
    return answer.value;
  } finally {
    worker.terminate();
  }
}
