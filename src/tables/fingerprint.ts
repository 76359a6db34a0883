/**
 * SHA-256 of a table's names, kinds and values: equal for equal content, whatever the file's form.
 * Own JavaScript rather than crypto.subtle, which is absent on pages served over plain http.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Column } from './table.ts';

/** Changes when the meaning of the bytes below changes: then every older record belongs to another protocol. */
const FORM = 'sim2real-table-1';
const TEXTS_AT_ONCE = 4096;

/**
 * 64 hexadecimal digits. Numbers enter as float64, little-endian, with one NaN; texts as UTF-8, each with its
 * length before it, so that no two different tables give the same bytes.
 */
export function fingerprintOf(rows: number, columns: readonly Column[]): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  const put = (text: string): void => {
    const bytes = encoder.encode(text);
    hash.update(Uint8Array.from(new Uint8Array(Uint32Array.of(bytes.length).buffer)));
    hash.update(bytes);
  };
  put(FORM);
  put(`${rows} x ${columns.length}`);
  for (const column of columns) {
    put(column.kind);
    put(column.name);
    if (column.kind === 'number') {
      const values = column.values;
      for (let start = 0; start < values.length; start += 65_536) {
        // Copied, so that every NaN has the same bits (copies of NaN through JavaScript numbers may differ).
        const piece = Float64Array.from(values.subarray(start, start + 65_536));
        const words = new Uint32Array(piece.buffer);
        for (let i = 0; i < piece.length; i++) {
          const value = piece[i] as number;
          if (value !== value) {
            words[2 * i] = 0;
            words[2 * i + 1] = 0x7ff80000;
          }
        }
        hash.update(new Uint8Array(piece.buffer));
      }
    } else {
      for (let start = 0; start < column.values.length; start += TEXTS_AT_ONCE) {
        const texts = column.values.slice(start, start + TEXTS_AT_ONCE);
        // A length in front of every text, then all texts together: few calls, no ambiguity.
        put(texts.map((text) => text.length).join(','));
        put(texts.join(''));
      }
    }
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
