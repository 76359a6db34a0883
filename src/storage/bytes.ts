/** How much plain data take when stored: an estimate from their content, close for tables and features. */

/** Structured clone's own bytes for each value beside its content. */
const OVERHEAD = 8;

/**
 * Bytes: buffers at their length (once, also where several views share one), Latin texts at one byte a character, other
 * texts at two, and a few for every value.
 */
export function estimateBytes(value: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  const sizeOf = (item: unknown): number => {
    if (typeof item === 'string') return OVERHEAD + item.length * (isLatin(item) ? 1 : 2);
    if (typeof item !== 'object' || item === null) return OVERHEAD;
    if (ArrayBuffer.isView(item)) return OVERHEAD + bufferBytes(item.buffer);
    if (item instanceof ArrayBuffer) return OVERHEAD + bufferBytes(item);
    if (item instanceof Map) return sum([...item.keys(), ...item.values()]);
    if (Array.isArray(item) || item instanceof Set) return sum(item as Iterable<unknown>);
    return sum(Object.entries(item).flat());
  };
  const bufferBytes = (buffer: ArrayBufferLike): number => {
    if (buffers.has(buffer)) return 0;
    buffers.add(buffer);
    return buffer.byteLength;
  };
  const sum = (items: Iterable<unknown>): number => {
    let bytes = OVERHEAD;
    for (const item of items) bytes += sizeOf(item);
    return bytes;
  };
  return sizeOf(value);
}

function isLatin(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 255) return false;
  return true;
}
