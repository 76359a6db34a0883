/** Parquet into a table, one column at a time so that only one is unpacked at once. Lines are rows, from 1. */
import { parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer } from 'hyparquet';
import type { Compressors, FileMetaData, SchemaTree } from 'hyparquet';
import { plainCell } from './plain-cell.ts';
import type { ReadChoices } from './read-choices.ts';
import { TableBuilder, type Finished } from './table-builder.ts';
import { MAX_CELLS, MAX_EXPANDED_BYTES, messageOf, TableFailure } from './table-error.ts';

/** What the library unpacks by itself; the others come with a second library, only where a file needs it. */
const OWN_CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY'];
const MORE_CODECS: readonly string[] = ['GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'];

export interface ParquetSettings extends ReadChoices {
  readonly signal?: AbortSignal | undefined;
  readonly maxExpandedBytes?: number | undefined;
  readonly onColumn?: (done: number, of: number) => void;
}

/** Throws TableFailure: 'unreadable', 'unsupported-compression', 'too-large', 'nested-columns' and the builder's. */
export async function readParquet(
  name: string,
  blob: Blob,
  settings: ParquetSettings,
): Promise<Finished> {
  const file: AsyncBuffer = {
    byteLength: blob.size,
    slice: (start, end) => blob.slice(start, end).arrayBuffer(),
  };
  const metadata = await reading(() => parquetMetadataAsync(file));
  const rows = checkSize(metadata, settings.maxExpandedBytes ?? MAX_EXPANDED_BYTES);
  const compressors = await compressorsFor(metadata);
  const children = await reading(() => parquetSchema(metadata).children);
  const plain = children.filter((child) => !isNestedColumn(child));
  const flat = plain.map(nameOf);
  const nested = children.filter(isNestedColumn).map(nameOf);
  if (flat.length === 0) {
    if (nested.length > 0) throw new TableFailure({ code: 'nested-columns', columns: nested });
    throw new TableFailure({ code: 'empty-file' });
  }
  if (rows * flat.length > MAX_CELLS) {
    const size = rows * flat.length;
    throw new TableFailure({ code: 'too-large', what: 'cells', size, limit: MAX_CELLS });
  }
  const builder = new TableBuilder(flat, { ...settings, firstLine: 1 });
  for (let index = 0; index < flat.length; index++) {
    settings.signal?.throwIfAborted();
    const toCell = cellsOf(plain[index]);
    await readColumn({ file, metadata, compressors }, flat[index] ?? '', rows, toCell, (cells) =>
      builder.addToColumn(index, cells),
    );
    settings.onColumn?.(index + 1, flat.length);
  }
  builder.addRowCount(rows);
  for (const column of nested) builder.warn({ code: 'nested-column', column });
  return builder.finish(name);
}

interface OpenFile {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly compressors: Compressors;
}

async function readColumn(
  source: OpenFile,
  column: string,
  rows: number,
  toCell: (value: unknown) => ReturnType<typeof plainCell>,
  add: (cells: ReturnType<typeof plainCell>[]) => void,
): Promise<void> {
  const chunks: { rowStart: number; cells: ReturnType<typeof plainCell>[] }[] = [];
  await reading(() =>
    parquetRead({
      ...source,
      columns: [column],
      onChunk: ({ columnData, rowStart }) => {
        chunks.push({ rowStart, cells: Array.from(columnData, toCell) });
      },
    }),
  );
  chunks.sort((a, b) => a.rowStart - b.rowStart);
  let row = 0;
  for (const { rowStart, cells } of chunks) {
    if (rowStart !== row) break;
    add(cells);
    row += cells.length;
  }
  if (row !== rows) {
    const detail = `Column "${column}" has ${row} of ${rows} values.`;
    throw new TableFailure({ code: 'unreadable', format: 'parquet', detail });
  }
}

/** The number of rows, after what the file says of itself has been found to be sound and bearable. */
function checkSize(metadata: FileMetaData, limit: number): number {
  let size = 0;
  for (const { meta_data: chunk } of metadata.row_groups.flatMap((group) => group.columns)) {
    if (!chunk) continue;
    size += Number(chunk.total_uncompressed_size);
    if (!OWN_CODECS.includes(chunk.codec) && !MORE_CODECS.includes(chunk.codec)) {
      throw new TableFailure({ code: 'unsupported-compression', codec: chunk.codec });
    }
  }
  if (size > limit) throw new TableFailure({ code: 'too-large', what: 'expanded', size, limit });
  const rows = Number(metadata.num_rows);
  const inGroups = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== inGroups || rows < 0) {
    const detail = `The file states ${rows} rows, its row groups ${inGroups}.`;
    throw new TableFailure({ code: 'unreadable', format: 'parquet', detail });
  }
  return rows;
}

async function compressorsFor(metadata: FileMetaData): Promise<Compressors> {
  const codecs = metadata.row_groups.flatMap(({ columns }) =>
    columns.map(({ meta_data: chunk }) => chunk?.codec ?? 'UNCOMPRESSED'),
  );
  if (codecs.every((codec) => OWN_CODECS.includes(codec))) return {};
  const { compressors } = await import('hyparquet-compressors');
  const { SNAPPY: _, ...more } = compressors;
  return more;
}

/** The library multiplies a decimal's whole number by 1e-4 or the like: back to the decimal that was meant. */
function cellsOf(column: SchemaTree | undefined): (value: unknown) => ReturnType<typeof plainCell> {
  const { converted_type: type, scale = 0 } = column?.element ?? {};
  if (type !== 'DECIMAL' || scale <= 0 || scale > 20) return plainCell;
  return (value) => {
    if (typeof value !== 'number') return plainCell(value);
    const meant = Number(value.toFixed(scale));
    return Math.abs(meant - value) <= 1e-12 * Math.abs(value) ? meant : value;
  };
}

const nameOf = (column: SchemaTree): string => column.element.name;

function isNestedColumn({ children, element }: SchemaTree): boolean {
  return children.length > 0 || element.repetition_type === 'REPEATED';
}

async function reading<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new TableFailure({ code: 'unreadable', format: 'parquet', detail: messageOf(error) });
  }
}
