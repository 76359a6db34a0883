/**
 * describe, remembered by content: the same tables, plan and version give the stored answer at once. A storage that refuses
 * only costs the time.
 */
import { hashJson } from '../hashing.ts';
import { getFeatures, putFeatures, type FeatureStorage } from '../storage/features.ts';
import type { Table } from '../tables/table.ts';
import { describeInWorker } from './describe-client.ts';
import type { Description, DescribeOptions } from './describe.ts';
import { DESCRIPTOR_VERSION, type DescriptorPlan } from './plan.ts';

/** What is needed of a table. */
export type DescribableTable = Pick<Table, 'columns' | 'fingerprint'>;

/** SHA-256, 64 hexadecimal digits, of everything that determines a description. */
export function featuresHash(
  plan: DescriptorPlan,
  simulatedFingerprint: string,
  measuredFingerprint: string,
): string {
  return hashJson([DESCRIPTOR_VERSION, plan, simulatedFingerprint, measuredFingerprint]);
}

/** As describeInWorker, from the storage where it has the answer. */
export async function describeCached(
  storage: FeatureStorage,
  plan: DescriptorPlan,
  simulated: DescribableTable,
  measured: DescribableTable,
  options: Pick<DescribeOptions, 'onProgress' | 'signal'> = {},
): Promise<Description> {
  const hash = featuresHash(plan, simulated.fingerprint, measured.fingerprint);
  const stored = (await getFeatures(storage, hash)) as Description | undefined;
  options.signal?.throwIfAborted();
  if (stored !== undefined) return stored;
  const description = await describeInWorker(plan, simulated.columns, measured.columns, options);
  await putFeatures(storage, hash, description);
  return description;
}
