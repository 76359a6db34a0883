/**
 * describe and describeWith, remembered by content: a fit by its plan and simulated table, a described table by its fitted
 * plan and its content. So series that share a table and a plan share its features, and a second measured table costs
 * only itself. Storage is never waited for except to read, and its refusal costs only the time.
 */
import { hashJson } from '../hashing.ts';
import { getFeatures, putFeatures, type FeatureStorage } from '../storage/features.ts';
import type { Table } from '../tables/table.ts';
import { describeInWorker, describeWithInWorker } from './describe-client.ts';
import {
  pairOf,
  type DescribedTable,
  type DescribeOptions,
  type DescribeWithOptions,
  type Description,
} from './describe.ts';
import { checkFittedPlan, hashFittedPlan, type FittedPlan } from './fitted-plan.ts';
import { DESCRIPTOR_VERSION, type DescribedAs, type DescriptorPlan } from './plan.ts';

/** What is needed of a table. */
export type DescribableTable = Pick<Table, 'columns' | 'fingerprint'>;

type CachedOptions = Pick<DescribeOptions, 'onProgress' | 'signal'>;

/** SHA-256, 64 hexadecimal digits, of everything that determines a fit. */
export function fitHash(plan: DescriptorPlan, simulatedFingerprint: string): string {
  return hashJson(['fit', DESCRIPTOR_VERSION, plan, simulatedFingerprint]);
}

/** SHA-256, 64 hexadecimal digits, of everything that determines a described table. */
export function describedHash(fitted: FittedPlan, fingerprint: string, as: DescribedAs): string {
  return hashJson(['described', hashFittedPlan(fitted), fingerprint, as]);
}

/** As describeInWorker, from the cache where it has the answer. */
export async function describeCached(
  cache: FeatureStorage,
  plan: DescriptorPlan,
  simulated: DescribableTable,
  measured: DescribableTable,
  options: CachedOptions = {},
): Promise<Description> {
  const memory = memoryOf(cache, plan);
  const fitted = await memory.fit(fitHash(plan, simulated.fingerprint));
  options.signal?.throwIfAborted();
  if (fitted === undefined) return describePair(memory, plan, simulated, measured, options);
  const source = await describeOne(memory, fitted, simulated, { ...options, as: 'simulated' });
  const target = await describeOne(memory, fitted, measured, { ...options, as: 'measured' });
  return pairOf(fitted, source, target);
}

/** As describeWithInWorker, from the cache where it has the answer. */
export async function describeWithCached(
  cache: FeatureStorage,
  fitted: FittedPlan,
  table: DescribableTable,
  options: CachedOptions & Pick<DescribeWithOptions, 'as'>,
): Promise<DescribedTable> {
  checkFittedPlan(fitted);
  return describeOne(memoryOf(cache, fitted.plan), fitted, table, options);
}

/** Both tables in one worker: what stands in both is computed once. */
async function describePair(
  memory: Memory,
  plan: DescriptorPlan,
  simulated: DescribableTable,
  measured: DescribableTable,
  options: CachedOptions,
): Promise<Description> {
  const pair = await describeInWorker(plan, simulated.columns, measured.columns, options);
  const { fitted } = pair;
  memory.keepFit(fitHash(plan, simulated.fingerprint), fitted);
  memory.keepTable(describedHash(fitted, simulated.fingerprint, 'simulated'), pair.simulated);
  memory.keepTable(describedHash(fitted, measured.fingerprint, 'measured'), pair.measured);
  return pair;
}

async function describeOne(
  memory: Memory,
  fitted: FittedPlan,
  { columns, fingerprint }: DescribableTable,
  options: CachedOptions & Pick<DescribeWithOptions, 'as'>,
): Promise<DescribedTable> {
  const hash = describedHash(fitted, fingerprint, options.as);
  const known = await memory.table(hash);
  options.signal?.throwIfAborted();
  if (known !== undefined) return known;
  const table = await describeWithInWorker(fitted, columns, options);
  memory.keepTable(hash, table);
  return table;
}

interface Memory {
  fit(hash: string): Promise<FittedPlan | undefined>;
  table(hash: string): Promise<DescribedTable | undefined>;
  keepFit(hash: string, fitted: FittedPlan): void;
  keepTable(hash: string, table: DescribedTable): void;
}

/** A table may be 50 MB; series that are prepared one after the other rarely need more than these. */
const MOST_ALIVE = 4;

interface Alive {
  readonly fits: Map<string, FittedPlan>;
  /** The latest ones, the oldest first. */
  readonly tables: Map<string, DescribedTable>;
}

const alive = new WeakMap<FeatureStorage, Alive>();

function memoryOf(cache: FeatureStorage, plan: DescriptorPlan): Memory {
  const known: Alive = alive.get(cache) ?? { fits: new Map(), tables: new Map() };
  alive.set(cache, known);
  const { fits, tables } = known;
  const stored = isWorthStoring(plan);
  const remember = (hash: string, table: DescribedTable) => {
    tables.delete(hash);
    tables.set(hash, table);
    for (const oldest of tables.keys()) if (tables.size > MOST_ALIVE) tables.delete(oldest);
  };
  const read = async (hash: string) => (stored ? getFeatures(cache, hash) : undefined);
  return {
    async fit(hash) {
      return fits.get(hash) ?? ((await read(hash)) as FittedPlan | undefined);
    },
    async table(hash) {
      const table = tables.get(hash) ?? ((await read(hash)) as DescribedTable | undefined);
      if (table !== undefined) remember(hash, table);
      return table;
    },
    keepFit(hash, fitted) {
      fits.set(hash, fitted);
      if (stored) void store(cache, hash, fitted);
    },
    keepTable(hash, table) {
      remember(hash, table);
      if (stored) void store(cache, hash, table);
    },
  };
}

/** A molecule costs RDKit a millisecond. Anything else is described about as fast as a disk gives its features back. */
function isWorthStoring(plan: DescriptorPlan): boolean {
  return plan.some(({ kind }) => kind === 'smiles');
}

/** Nobody waits for it: a write that fails, now or when its transaction ends, costs the cache alone, which says why. */
async function store(cache: FeatureStorage, hash: string, value: FittedPlan | DescribedTable) {
  try {
    await putFeatures(cache, hash, value);
  } catch {
    // The cache has told whoever opened it.
  }
}
