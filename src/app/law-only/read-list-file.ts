/** A dropped or chosen list of errors, plain or gzipped, as text. */
import { changeErrorList, lawOnlyStore } from '../store/law-only.ts';

/** Lists are small; a table of this size was meant for the other entrance. */
const MAX_BYTES = 5_000_000;

export async function readListFile(file: File): Promise<void> {
  if (file.size > MAX_BYTES) {
    lawOnlyStore.set((now) => ({
      ...now,
      problems: [{ code: 'list-too-large', bytes: file.size, limit: MAX_BYTES }],
    }));
    return;
  }
  try {
    const stream = file.name.endsWith('.gz')
      ? file.stream().pipeThrough(new DecompressionStream('gzip'))
      : file.stream();
    changeErrorList(await new Response(stream).text());
  } catch (error) {
    lawOnlyStore.set((now) => ({
      ...now,
      problems: [{ code: 'list-unreadable', file: file.name, detail: String(error) }],
    }));
  }
}
