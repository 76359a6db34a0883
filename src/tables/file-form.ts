/** What kind of file it is, by its first bytes and not by its name: names lie, and dropped files may have none. */
import { isGzip } from './file-bytes.ts';
import { isIso2022Jp, wideByZeros } from './reading/encoding.ts';
import { TableFailure, type TableErrorDetail } from './table-error.ts';
import type { TextEncodingName } from './text-chunks.ts';

export type Container = 'text' | 'json' | 'parquet' | 'xlsx';

type Unsupported = Extract<TableErrorDetail, { code: 'unsupported-format' }>['format'];

const UNSUPPORTED: readonly (readonly [Unsupported, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['hdf5', [0x89, 0x48, 0x44, 0x46]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

const starts = (bytes: Uint8Array, with_: readonly number[]): boolean =>
  with_.every((byte, index) => bytes[index] === byte);

/**
 * The form of (unpacked) content from its first bytes, at best 4 kB or more.
 * Throws TableFailure for content that is known not to be a table: HTML, binary, formats that are not read.
 */
export function containerOf(bytes: Uint8Array): Container {
  if (starts(bytes, [0x50, 0x41, 0x52, 0x31])) return 'parquet';
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx';
  // The compound files of old Office: .xls, and .xlsx under a password.
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    if (isEncryptedWorkbook(bytes)) throw new TableFailure({ code: 'password-protected' });
    throw new TableFailure({ code: 'unsupported-format', format: 'xls' });
  }
  if (isGzip(bytes)) throw new TableFailure({ code: 'not-a-table', reason: 'binary' });
  for (const [format, magic] of UNSUPPORTED) {
    if (starts(bytes, magic)) throw new TableFailure({ code: 'unsupported-format', format });
  }
  if (wideEncodingOf(bytes) === undefined && bytes.includes(0)) {
    throw new TableFailure({ code: 'not-a-table', reason: 'binary' });
  }
  const start = new TextDecoder(wideEncodingOf(bytes) ?? 'utf-8').decode(bytes).trimStart();
  if (/^<(!doctype|\?xml|html|head|body|table|script|!--|svg)/i.test(start)) {
    throw new TableFailure({ code: 'not-a-table', reason: 'html' });
  }
  // '[' and '{' also begin texts ("[NH4+],..."): JSON goes on with a bracket, a quote or the end.
  if (/^(\{\s*("|\}|$)|\[\s*(\{|\[|\]|$))/.test(start)) return 'json';
  return 'text';
}

/** UTF-16 by its byte order mark (Excel's "Unicode text") or by its zeros, or undefined. */
export function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return wideByZeros(bytes);
}

/** What the bytes themselves say beyond doubt, or undefined. */
export function plainEncodingOf(bytes: Uint8Array): TextEncodingName | undefined {
  return wideEncodingOf(bytes) ?? (isIso2022Jp(bytes) ? 'iso-2022-jp' : undefined);
}

/** The compound file's directory names its streams in UTF-16: a protected workbook has 'EncryptedPackage'. */
function isEncryptedWorkbook(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'));
}
