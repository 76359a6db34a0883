/**
 * Older documents become today's, version by version. Each step is written once, when a version ends, and never changed:
 * golden documents in the tests see to it.
 */
import { DOCUMENT_VERSION } from '../document.ts';
import type { Plain } from './plain.ts';

export type PlainDocument = { readonly [key: string]: Plain };
export type Migration = (document: PlainDocument) => PlainDocument;

/** The step at index i takes a document of version i + 1 to version i + 2. */
export const MIGRATIONS: readonly Migration[] = [];

/** A document of a version from 1 to `to`, as version `to` has it. */
export function migrated(
  document: PlainDocument,
  version: number,
  steps: readonly Migration[] = MIGRATIONS,
  to: number = DOCUMENT_VERSION,
): PlainDocument {
  let now = document;
  for (const step of steps.slice(version - 1, to - 1)) now = step(now);
  return { ...now, version: to };
}
