/** Bytes to text in pieces that end at line ends: strict decoding, no byte order mark, every line end a '\n'. */
import { TableFailure } from './table-error.ts';

/** One row (a quoted text may go over many lines) is at most this long; beyond it a quote was never closed. */
export const LONGEST_ROW = 8_000_000;

export const TEXT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const;
export type TextEncodingName = (typeof TEXT_ENCODINGS)[number];

/**
 * Yields text of whole lines (the last one may lack its line end). Throws TableFailure 'wrong-encoding' with
 * the line where bytes are not of this encoding, 'not-a-table' where a line has no end.
 */
export async function* textChunks(
  bytes: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  let rest: string[] = [];
  let restLength = 0;
  let heldReturn = false;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      const line = lines + (piece ? lineOfBadByte(piece, encoding) : 0);
      throw new TableFailure({ code: 'wrong-encoding', encoding, line, others: [] });
    }
  };
  // A carriage return at a piece's end may be half of a line end.
  const normalise = (text: string, last: boolean): string => {
    let whole = heldReturn ? `\r${text}` : text;
    heldReturn = !last && whole.endsWith('\r');
    if (heldReturn) whole = whole.slice(0, -1);
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
  };
  for await (const piece of bytes) {
    // Pieces of a decompressed stream can be large: keep the parser's strings short.
    for (let at = 0; at < piece.length; at += 262_144) {
      const text = normalise(decode(piece.subarray(at, at + 262_144)), false);
      const end = text.lastIndexOf('\n') + 1;
      if (end === 0) {
        rest.push(text);
        restLength += text.length;
        if (restLength > LONGEST_ROW) {
          throw new TableFailure({ code: 'not-a-table', reason: 'shape' });
        }
        continue;
      }
      const whole = rest.join('') + text.slice(0, end);
      rest = [text.slice(end)];
      restLength = text.length - end;
      lines += countLines(text);
      yield whole;
    }
  }
  const last = rest.join('') + normalise(decode(), true);
  if (last !== '') yield last;
}

export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** How many line ends stand before the first byte that cannot be decoded (the piece itself is known to be bad). */
function lineOfBadByte(piece: Uint8Array, encoding: TextEncodingName): number {
  if (encoding !== 'utf-8') return 0;
  const text = new TextDecoder(encoding).decode(piece);
  const bad = text.indexOf('\uFFFD', 1);
  return countLines(text.slice(0, Math.max(0, bad)));
}
