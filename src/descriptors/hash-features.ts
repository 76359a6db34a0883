/** The content hash of a feature matrix. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { bytesOf } from '../hashing.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

const featureHashes = new WeakMap<FeatureMatrix, string>();

/** SHA-256 of a feature matrix, computed once for each object. */
export function hashFeatures(matrix: FeatureMatrix): string {
  const known = featureHashes.get(matrix);
  if (known) return known;
  const hash = sha256.create();
  for (const block of matrix.blocks) {
    hash.update(utf8ToBytes(JSON.stringify([block.kind, block.names])));
    hash.update(bytesOf(block.values));
  }
  const result = bytesToHex(hash.digest());
  featureHashes.set(matrix, result);
  return result;
}
