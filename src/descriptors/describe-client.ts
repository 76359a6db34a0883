/**
 * What the page calls: describe in a worker of its own, which ends with the call. Abort terminates it and everything
 * under it at once.
 */
import { proxy, wrap } from 'comlink';
import type { Side } from '../tables/side.ts';
import type { Column } from '../tables/table.ts';
import type { Description, DescribeOptions } from './describe.ts';
import type { DescribeWorkerApi } from './describe.worker.ts';
import { columnName, columnsOfPart, DescriptorPlanError, type DescriptorPlan } from './plan.ts';

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
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./describe.worker.ts', import.meta.url), { type: 'module' });
  const ended = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      reject(new DescribeWorkerError(`The worker stopped: ${event.message || 'no message'}`));
    });
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    const answer = await Promise.race([
      wrap<DescribeWorkerApi>(worker).describe(
        plan,
        needed(plan, simulatedColumns, 'simulated'),
        needed(plan, measuredColumns, 'measured'),
        onProgress && proxy(onProgress),
      ),
      ended,
    ]);
    if (!answer.ok) throw new DescriptorPlanError(answer.problem);
    return answer.description;
  } finally {
    worker.terminate();
  }
}

/** Only the plan's columns travel. */
function needed(plan: DescriptorPlan, columns: readonly Column[], side: Side): Column[] {
  const names = new Set(plan.flatMap(columnsOfPart).map((one) => columnName(one, side)));
  return columns.filter((column) => names.has(column.name));
}
