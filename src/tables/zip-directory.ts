/** What a zip file says is inside it, read before anything is unpacked: names, and how large all would become. */
import { TableFailure } from './table-error.ts';

export interface ZipDirectory {
  readonly names: readonly string[];
  /** Bytes of all entries unpacked, as stated; the library that unpacks refuses entries that exceed their own. */
  readonly unpackedBytes: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** In 32-bit fields: "larger, see the 64-bit record". */
const BEYOND = 0xffffffff;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

/** Throws TableFailure 'unreadable' where the directory is not there or not whole. */
export function zipDirectory(bytes: Uint8Array<ArrayBuffer>): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const names: string[] = [];
  let unpackedBytes = 0;
  const decoder = new TextDecoder();
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) damaged();
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    names.push(decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)));
    // An entry that packs bytes but states none would be unpacked without its own limit.
    const honest = unpacked !== BEYOND && (unpacked > 0 || packed <= 2);
    unpackedBytes += honest ? unpacked : Infinity;
    at += 46 + nameLength + rest;
  }
  return { names, unpackedBytes };
}

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return damaged();
}

function damaged(): never {
  const detail = 'The directory of the zip file is not whole.';
  throw new TableFailure({ code: 'unreadable', format: 'xlsx', detail });
}
