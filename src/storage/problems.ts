/** What the storage can refuse, as codes; words/ turns them into sentences. */
import {
  DatabaseBlockedError,
  DatabaseClosedError,
  DatabaseSilentError,
  type ClosedBy,
} from './database.ts';

export type StorageProblem =
  /** No IndexedDB here, or the browser forbids it (private mode, blocked cookies). */
  | { readonly code: 'storage-unavailable'; readonly message: string }
  /** Another tab holds an older version open. */
  | { readonly code: 'storage-blocked' }
  /** The data are of a newer release of this page. */
  | { readonly code: 'storage-newer' }
  /** The connection was lost while the page was open: from now on this tab keeps nothing. */
  | { readonly code: 'storage-closed'; readonly by: ClosedBy }
  /** The browser does not answer. */
  | { readonly code: 'storage-silent'; readonly seconds: number }
  | { readonly code: 'storage-full' }
  | { readonly code: 'storage-failed'; readonly message: string };

/** Why the database could not be opened. */
export function openingProblem(error: unknown): StorageProblem {
  const { name, message } = describe(error);
  if (name === 'SecurityError' || name === 'InvalidStateError' || name === 'UnknownError') {
    return { code: 'storage-unavailable', message };
  }
  return problemOf(error);
}

/** Why a transaction failed. */
export function problemOf(error: unknown): StorageProblem {
  if (error instanceof DatabaseClosedError) return { code: 'storage-closed', by: error.by };
  if (error instanceof DatabaseBlockedError) return { code: 'storage-blocked' };
  if (error instanceof DatabaseSilentError) {
    return { code: 'storage-silent', seconds: error.seconds };
  }
  const { name, message } = describe(error);
  if (name === 'QuotaExceededError') return { code: 'storage-full' };
  if (name === 'VersionError') return { code: 'storage-newer' };
  return { code: 'storage-failed', message };
}

function describe(error: unknown): { name: string; message: string } {
  if (error instanceof Error || error instanceof DOMException) {
    return { name: error.name, message: error.message || error.name };
  }
  return { name: '', message: String(error) };
}
