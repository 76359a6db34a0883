/** A dropped or chosen list of errors as text: any encoding, gzipped, a workbook, JSON or Parquet. */
import type { ErrorListProblem } from '../../tables/error-list/error-list.ts';
import { listText } from '../../tables/error-list/list-text.ts';

/** Lists are small; a table of this size was meant for the other entrance. */
const MAX_BYTES = 5_000_000;

export type ListFileOutcome =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ErrorListProblem };

export async function readListFile(file: File): Promise<ListFileOutcome> {
  if (file.size > MAX_BYTES) {
    const problem = { code: 'list-too-large', bytes: file.size, limit: MAX_BYTES } as const;
    return { ok: false, problem };
  }
  try {
    return { ok: true, text: await listText(file.name, file) };
  } catch (error) {
    const problem = { code: 'list-unreadable', file: file.name, detail: String(error) } as const;
    return { ok: false, problem };
  }
}
