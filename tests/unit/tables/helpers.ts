/** What the tests of the reader share: texts as files, and the example tables where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTable, type ReadOptions, type ReadOutcome } from '../../../src/tables/read-table.ts';
import type { Table } from '../../../src/tables/table.ts';
import type { TableError } from '../../../src/tables/table-error.ts';

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export async function read(
  content: string | Uint8Array<ArrayBuffer>,
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  return readTable('file', bytes, options);
}

export async function tableOf(
  content: string | Uint8Array<ArrayBuffer>,
  options: ReadOptions = {},
): Promise<Table> {
  const outcome = await read(content, options);
  if (!outcome.ok) throw new Error(`Not read: ${JSON.stringify(outcome.error)}`);
  return outcome.table;
}

export async function errorOf(
  content: string | Uint8Array<ArrayBuffer>,
  options: ReadOptions = {},
): Promise<TableError> {
  const outcome = await read(content, options);
  if (outcome.ok) throw new Error(`Read: ${outcome.table.columns.map(({ name }) => name).join()}`);
  return outcome.error;
}

/** Values by column name, odd cells left out. */
export function contentOf(table: Table): Record<string, readonly (number | string)[]> {
  return Object.fromEntries(table.columns.map(({ name, values }) => [name, [...values]]));
}

export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const DATA = path.resolve('../shared/data');
export const dataMissing = existsSync(DATA)
  ? false
  : 'the example tables (../shared/data) are not here';
if (dataMissing) console.log(`Skipped: ${dataMissing}`);

export async function exampleTable(file: string): Promise<Table> {
  const outcome = await readTable(
    path.basename(file),
    Uint8Array.from(readFileSync(path.join(DATA, file))),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.table;
}
