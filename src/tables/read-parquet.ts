/** Parquet into a table, one column at a time so that only one is unpacked at once. Lines are rows, from 1. */
import { parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer } from 'hyparquet';
import type { FileMetaData, SchemaTree } from 'hyparquet';
import { plainCell } from './plain-cell.ts';
import type { ReadChoices } from './read-choices.ts';
import { TableBuilder, type Finished } from './table-builder.ts';
import { MAX_CELLS, MAX_EXPANDED_BYTES, messageOf, TableFailure } from './table-error.ts';

/** What the library unpacks by itself. */
const CODECS: readonly string[] = ['UNCOMPRESSED', 'SNAPPY'];

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
  const children = await reading(() => parquetSchema(metadata).children);
  const flat = children.filter((child) => !isNestedColumn(child)).map(nameOf);
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
    await readColumn(file, metadata, flat[index] ?? '', rows, (cells) =>
      builder.addToColumn(index, cells),
    );
    settings.onColumn?.(index + 1, flat.length);
  }
  builder.addRowCount(rows);
  for (const column of nested) builder.warn({ code: 'nested-column', column });
  return builder.finish(name);
}

async function readColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  rows: number,
  add: (cells: ReturnType<typeof plainCell>[]) => void,
): Promise<void> {
  const chunks: { rowStart: number; cells: ReturnType<typeof plainCell>[] }[] = [];
  await reading(() =>
    parquetRead({
      file,
      metadata,
      columns: [column],
      onChunk: ({ columnData, rowStart }) => {
        chunks.push({ rowStart, cells: Array.from(columnData, plainCell) });
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
    if (!CODECS.includes(chunk.codec)) {
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
