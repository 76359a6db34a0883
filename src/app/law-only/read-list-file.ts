/** A dropped or chosen list of errors, plain or gzipped, as text. */
import type { ErrorListProblem } from '../../words/codes.ts';

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
    const stream = file.name.endsWith('.gz')
      ? file.stream().pipeThrough(new DecompressionStream('gzip'))
      : file.stream();
    return { ok: true, text: await new Response(stream).text() };
  } catch (error) {
    const problem = { code: 'list-unreadable', file: file.name, detail: String(error) } as const;
    return { ok: false, problem };
  }
}
