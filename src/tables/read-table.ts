/**
 * A file's bytes to a Table, or to an error with its code: the pure core of the reader, for workers and Node.
 * It never throws, but for an abort: whatever goes wrong with a file is that file's outcome.
 */
import type { Decimal } from './cells.ts';
import {
  allBytes,
  blobOf,
  firstBytes,
  isGzip,
  pieces,
  sizeOf,
  type ByteSource,
  type Reading,
} from './file-bytes.ts';
import { containerOf, type Container } from './file-form.ts';
import { kindOf, type KindEvidence } from './kinds.ts';
import type { ReadChoices } from './read-choices.ts';
import { readCsv } from './read-csv.ts';
import { readText, type ReadText } from './reading/guess-text.ts';
import type { Separator } from './separator.ts';
import type { Table } from './table.ts';
import type { Finished } from './table-builder.ts';
import {
  MAX_FILE_BYTES,
  MAX_JSON_BYTES,
  TableFailure,
  tableErrorOf,
  type TableError,
} from './table-error.ts';
import { textChunks, type TextEncodingName } from './text-chunks.ts';

export interface ReadProgress {
  readonly file: string;
  /** Bytes of the file (as it lies on the disk) taken in so far. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

export type { ReadChoices } from './read-choices.ts';

export interface ReadOptions extends ReadChoices {
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly maxFileBytes?: number;
  readonly maxExpandedBytes?: number;
}

/** How the file was understood. */
export type FileForm =
  | {
      readonly container: 'text';
      readonly gzip: boolean;
      readonly separator: Separator;
      readonly decimal: Decimal;
      readonly encoding: TextEncodingName;
    }
  | { readonly container: 'json' | 'parquet'; readonly gzip: boolean }
  | {
      readonly container: 'xlsx';
      readonly gzip: boolean;
      readonly sheet: string;
      readonly sheets: readonly string[];
    };

export type ReadOutcome =
  | {
      readonly ok: true;
      readonly file: string;
      readonly table: Table;
      /** What each column holds, with the evidence; one for each of the table's columns. */
      readonly kinds: readonly KindEvidence[];
      readonly form: FileForm;
    }
  | { readonly ok: false; readonly file: string; readonly error: TableError };

interface OneReading {
  readonly finished: Finished;
  readonly form: FileForm;
}

/** Enough to know a file by; of the compound files of old Office more is looked at. */
const SNIFFED_BYTES = 65_536;
const SNIFFED_COMPOUND_BYTES = 16_000_000;
/** A column asked for as text is text the next time, so a second reading always ends it; three is generous. */
const MOST_READINGS = 3;

/** Throws only the signal's reason when it is aborted. */
export async function readTable(
  name: string,
  source: ByteSource,
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  try {
    const { table, form } = await read(name, source, options);
    return { ok: true, file: name, table, kinds: table.columns.map(kindOf), form };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { ok: false, file: name, error: tableErrorOf(name, error) };
  }
}

async function read(
  name: string,
  source: ByteSource,
  options: ReadOptions,
): Promise<{ table: Table; form: FileForm }> {
  const size = sizeOf(source);
  const limit = options.maxFileBytes ?? MAX_FILE_BYTES;
  if (size > limit) throw new TableFailure({ code: 'too-large', what: 'file', size, limit });
  if (size === 0) throw new TableFailure({ code: 'empty-file' });
  const gzip = isGzip(await firstBytes(source, 2));
  const start = await startOf(source, gzip, options);
  if (start.length === 0) throw new TableFailure({ code: 'empty-file' });
  const container = containerOf(start);
  let asText = options.asText ?? [];
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const choices = { ...options, asText };
    const { finished, form } = await readOnce(name, source, gzip, container, start, choices);
    if (finished.kind === 'table') {
      const { table } = finished;
      const misnamed = !gzip && /\.gz$/i.test(name);
      const decisions = misnamed
        ? [...table.decisions, { code: 'not-gzip' as const }]
        : table.decisions;
      return { table: { ...table, decisions }, form };
    }
    asText = [...asText, ...finished.asText];
  }
  throw new TableFailure({ code: 'reader-failed', detail: `Undecided columns: ${asText.join()}` });
}

async function startOf(
  source: ByteSource,
  gzip: boolean,
  { signal, maxExpandedBytes }: ReadOptions,
): Promise<Uint8Array> {
  if (!gzip) {
    const start = await firstBytes(source, SNIFFED_BYTES);
    return start[0] === 0xd0 ? firstBytes(source, SNIFFED_COMPOUND_BYTES) : start;
  }
  const parts: number[] = [];
  for await (const piece of pieces(source, true, { signal, maxExpandedBytes })) {
    for (const byte of piece.subarray(0, SNIFFED_BYTES - parts.length)) parts.push(byte);
    if (parts.length >= SNIFFED_BYTES) break;
  }
  return Uint8Array.from(parts);
}

async function readOnce(
  name: string,
  source: ByteSource,
  gzip: boolean,
  container: Container,
  start: Uint8Array,
  options: ReadOptions & { readonly asText: readonly string[] },
): Promise<OneReading> {
  let rows = 0;
  const totalBytes = sizeOf(source);
  const reading: Reading = {
    onBytes: (bytes) => options.onProgress?.({ file: name, bytes, totalBytes, rows }),
    signal: options.signal,
    maxExpandedBytes: options.maxExpandedBytes,
  };
  const onRows = (read: number): void => {
    rows = read;
  };
  const reportRows = (read: number): void => {
    rows = read;
    options.onProgress?.({ file: name, bytes: totalBytes, totalBytes, rows });
  };
  const { signal, maxExpandedBytes } = options;
  const settings = choicesOf(options);
  // Libraries come only with the first file that needs them.
  if (container === 'parquet') {
    const { readParquet } = await import('./read-parquet.ts');
    const blob = gzip ? new Blob([await allBytes(source, gzip, reading)]) : blobOf(source);
    const onColumn = (done: number, of: number): void =>
      options.onProgress?.({ file: name, bytes: (totalBytes * done) / of, totalBytes, rows });
    const how = { ...settings, signal, maxExpandedBytes, onColumn };
    return { finished: await readParquet(name, blob, how), form: { container, gzip } };
  }
  if (container === 'xlsx') {
    const { readWorkbook } = await import('./read-xlsx.ts');
    const bytes = await allBytes(source, gzip, reading);
    const how = { ...settings, signal, maxExpandedBytes, onRows: reportRows };
    const { finished, ...chosen } = await readWorkbook(name, bytes, how);
    return { finished, form: { container, gzip, ...chosen } };
  }
  const again = (): AsyncIterable<Uint8Array> => pieces(source, gzip, { signal, maxExpandedBytes });
  if (container === 'json') {
    const { readJson } = await import('./read-json.ts');
    const bytes = await jsonBytes(source, gzip, reading, options);
    const text = await readText(start, options.encoding, again, (encoding) =>
      Promise.resolve().then(() => decodeJson(bytes, encoding)),
    );
    const finished = readJson(name, text.result, settings);
    return { finished: withEncoding(finished, text), form: { container, gzip } };
  }
  const text = await readText(start, options.encoding, again, async (encoding) =>
    readCsv(name, textChunks(pieces(source, gzip, reading), encoding), { ...settings, onRows }),
  );
  const { finished, form } = text.result;
  const { encoding } = text;
  return {
    finished: withEncoding(finished, text),
    form: { container, gzip, encoding, ...form },
  };
}

/** What a person chose, without the reader's own settings. */
function choicesOf(options: ReadOptions & { readonly asText: readonly string[] }) {
  const {
    onProgress: _,
    signal: __,
    maxFileBytes: ___,
    maxExpandedBytes: ____,
    ...choices
  } = options;
  return choices;
}

/** The guess of the encoding is the first of a table's decisions: everything else hangs on it. */
function withEncoding(finished: Finished, { decision }: ReadText<unknown>): Finished {
  if (finished.kind !== 'table' || !decision) return finished;
  const { table } = finished;
  return { kind: 'table', table: { ...table, decisions: [decision, ...table.decisions] } };
}

async function jsonBytes(
  source: ByteSource,
  gzip: boolean,
  reading: Reading,
  { maxExpandedBytes = MAX_JSON_BYTES }: ReadOptions,
): Promise<Uint8Array> {
  const size = sizeOf(source);
  const limit = Math.min(maxExpandedBytes, MAX_JSON_BYTES);
  if (size > limit) throw new TableFailure({ code: 'too-large', what: 'file', size, limit });
  return allBytes(source, gzip, { ...reading, maxExpandedBytes: limit });
}

function decodeJson(bytes: Uint8Array, encoding: TextEncodingName): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new TableFailure({ code: 'wrong-encoding', encoding, line: 1, others: [] });
  }
}
