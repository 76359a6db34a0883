/**
 * Gzipped content in pieces: by the browser, and where that gives up (several members, which browsers refuse) by a
 * library from where it stopped. A file that was cut is an error that says so, never fewer rows.
 */
import { messageOf, TableFailure } from './table-error.ts';

/** `open` gives the packed bytes from the start, each time it is called. Throws TableFailure 'cut-short', 'unreadable'. */
export async function* gunzipped(
  open: () => ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array> {
  let given = 0;
  const reader = open().pipeThrough(new DecompressionStream('gzip')).getReader();
  let refused: unknown;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      given += value.byteLength;
      yield value;
    }
  } catch (error) {
    refused = error;
  } finally {
    // A stream that failed has nothing left to cancel and says so once more.
    await reader.cancel().catch(() => undefined);
  }
  let at = 0;
  for await (const piece of allMembers(open(), refused)) {
    const end = at + piece.byteLength;
    if (end > given) yield piece.subarray(Math.max(0, given - at));
    at = end;
  }
}

/** All members one after the other; `refused`: what the browser said, for the message. */
export async function* allMembers(
  packed: ReadableStream<Uint8Array<ArrayBuffer>>,
  refused: unknown,
): AsyncGenerator<Uint8Array> {
  const { Gunzip } = await import('fflate');
  let ready: Uint8Array[] = [];
  let ofMember = 0;
  let bytes = 0;
  const gunzip = new Gunzip((piece) => {
    ready.push(piece);
    ofMember += piece.byteLength;
    bytes += piece.byteLength;
  });
  gunzip.onmember = () => (ofMember = 0);
  const tail = new Uint8Array(4);
  const reader = packed.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const byte of value.subarray(-4)) {
        tail.copyWithin(0, 1);
        tail[3] = byte;
      }
      gunzip.push(value);
      yield* ready;
      ready = [];
    }
    gunzip.push(new Uint8Array(0), true);
    yield* ready;
  } catch (error) {
    if (error instanceof TableFailure) throw error;
    if (isEndMissing(error)) throw new TableFailure({ code: 'cut-short', bytes });
    const detail = messageOf(refused ?? error);
    throw new TableFailure({ code: 'unreadable', format: 'gzip', detail });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  // A member ends with its own length; the last four bytes of a cut file say something else.
  const stated = new DataView(tail.buffer).getUint32(0, true);
  if (stated !== ofMember % 4_294_967_296) throw new TableFailure({ code: 'cut-short', bytes });
}

/** The library's code for "unexpected end". */
function isEndMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 0;
}
