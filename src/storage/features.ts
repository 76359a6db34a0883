/** Descriptions of tables by content hash. They can always be computed again: they have a limit of their own and go first. */
import { estimateBytes } from './bytes.ts';
import type { Clock } from './clock.ts';
import type { Guard } from './guard.ts';
import { itemsIn, keepIn, touchIn } from './inventory.ts';

/** Bytes that all features together may take. */
export const FEATURES_LIMIT = 300e6;

export class FeatureShelf {
  constructor(
    private readonly guard: Guard,
    private readonly clock: Clock,
    private readonly limit: number = FEATURES_LIMIT,
  ) {}

  async get(hash: string): Promise<unknown> {
    const features = await this.guard.read(
      ['features'],
      (transaction) => transaction.get('features', hash),
      undefined,
    );
    if (features !== undefined) {
      await this.guard.write(
        ['inventory'],
        (transaction) => touchIn(transaction, 'features', hash, this.clock.now()),
        'write',
      );
    }
    return features;
  }

  async put(hash: string, features: unknown): Promise<boolean> {
    const item = {
      key: hash,
      name: '',
      bytes: estimateBytes(features),
      used: this.clock.now(),
    };
    if (item.bytes > this.limit) return false;
    const written = await this.guard.write(
      ['features', 'inventory'],
      (transaction) => keepIn(transaction, 'features', item, features, this.limit),
      'write',
    );
    return written.done && written.value.kept;
  }

  /** Estimated bytes of all together. */
  bytes(): Promise<number> {
    return this.guard.read(
      ['inventory'],
      async (transaction) =>
        (await itemsIn(transaction, 'features')).reduce((sum, { bytes }) => sum + bytes, 0),
      0,
    );
  }
}

/** What is needed of a Storage to remember features. */
export interface FeatureStorage {
  readonly features: Pick<FeatureShelf, 'get' | 'put'>;
}

/** The features of that content hash; undefined where there are none or the browser refuses. Never rejects. */
export function getFeatures(storage: FeatureStorage, hash: string): Promise<unknown> {
  return storage.features.get(hash);
}

/** Stores features by content hash; false where they are too large or the browser refused. Never rejects. */
export function putFeatures(
  storage: FeatureStorage,
  hash: string,
  features: unknown,
): Promise<boolean> {
  return storage.features.put(hash, features);
}
