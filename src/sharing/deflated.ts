/**
 * Texts as deflated bytes, by the platform's own streams. Inflating stops at a limit while it is under way: a few bytes that
 * would become gigabytes never do.
 */

const BYTES_AT_ONCE = 2048;

export type Inflated =
  | { readonly ok: true; readonly text: string }
  /** More than the limit, or no deflated UTF-8. */
  | { readonly ok: false; readonly why: 'too-large' | 'damaged' };

/** One engine gives the same bytes for the same text; another engine may give others, which inflate to the same text. */
export async function deflated(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Never rejects. `limit`: bytes of the text. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const reader = inPieces(bytes).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, text: text + decoder.decode() };
      size += value.byteLength;
      if (size > limit) {
        // Whatever the stream still does, nobody waits for it.
        reader.cancel().catch(() => undefined);
        return { ok: false, why: 'too-large' };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    reader.cancel().catch(() => undefined);
    return { ok: false, why: 'damaged' };
  }
}

/** A piece is only fed when the one before was inflated and read: deflate makes at most 1,032 bytes of one. */
function inPieces(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + BYTES_AT_ONCE));
        at += BYTES_AT_ONCE;
      },
    },
    { highWaterMark: 0 },
  );
}
