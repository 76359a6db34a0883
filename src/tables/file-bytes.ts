/**
 * A file's bytes: gunzipped where they are gzipped, counted for the progress bar, and capped, so that a small
 * file cannot expand without end. A file can be read more than once.
 */
import { gunzipped } from './gunzip.ts';
import { MAX_EXPANDED_BYTES, messageOf, TableFailure } from './table-error.ts';

export type ByteSource = Blob | Uint8Array<ArrayBuffer>;

export function sizeOf(source: ByteSource): number {
  return source instanceof Uint8Array ? source.byteLength : source.size;
}

export function blobOf(source: ByteSource): Blob {
  return source instanceof Uint8Array ? new Blob([source]) : source;
}

/** The first bytes, as they are in the file. Throws TableFailure 'unreadable' where the file is gone. */
export async function firstBytes(source: ByteSource, count: number): Promise<Uint8Array> {
  return reading(async () => new Uint8Array(await blobOf(source).slice(0, count).arrayBuffer()));
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export interface Reading {
  /** Called with the bytes of the file (not of what it expands to) taken in so far. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly maxExpandedBytes?: number | undefined;
}

/** Yields the file's content in pieces. Throws TableFailure: 'unreadable' or 'too-large'. */
export async function* pieces(
  source: ByteSource,
  gzip: boolean,
  { onBytes, signal, maxExpandedBytes = MAX_EXPANDED_BYTES }: Reading,
): AsyncGenerator<Uint8Array> {
  // Where the content is read a second time, what was taken before does not count twice.
  let most = 0;
  const open = (): ReadableStream<Uint8Array<ArrayBuffer>> => {
    let taken = 0;
    return blobOf(source)
      .stream()
      .pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(piece, controller) {
            taken += piece.byteLength;
            most = Math.max(most, taken);
            onBytes?.(most);
            controller.enqueue(piece);
          },
        }),
      );
  };
  const content = gzip ? gunzipped(open) : streamed(open());
  let expanded = 0;
  for await (const value of content) {
    signal?.throwIfAborted();
    expanded += value.byteLength;
    if (gzip && expanded > maxExpandedBytes) {
      const limit = maxExpandedBytes;
      throw new TableFailure({ code: 'too-large', what: 'expanded', size: expanded, limit });
    }
    yield value;
  }
}

async function* streamed(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reading(() => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // Lets go of the file; a stream that failed has nothing left to cancel and says so once more.
    await reader.cancel().catch(() => undefined);
  }
}

/** All of the file's content in one piece. */
export async function allBytes(
  source: ByteSource,
  gzip: boolean,
  settings: Reading,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces(source, gzip, settings)) {
    parts.push(piece);
    length += piece.byteLength;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}

async function reading<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new TableFailure({ code: 'unreadable', format: 'file', detail: messageOf(error) });
  }
}
