/** A file with a list of errors as the text that a person could have pasted: any encoding, gzipped, or a typed table. */
import Papa from 'papaparse';
import { allBytes, firstBytes, isGzip, pieces, type ByteSource } from '../file-bytes.ts';
import { containerOf } from '../file-form.ts';
import { readTable } from '../read-table.ts';
import { readText } from '../reading/guess-text.ts';
import { TableFailure } from '../table-error.ts';

/** Throws TableFailure for what is no text and no table. */
export async function listText(name: string, source: ByteSource): Promise<string> {
  const gzip = isGzip(await firstBytes(source, 2));
  const bytes = await allBytes(source, gzip, {});
  if (containerOf(bytes) === 'text') {
    const text = await readText(
      bytes,
      undefined,
      () => pieces(source, gzip, {}),
      (encoding) => Promise.resolve().then(() => decode(bytes, encoding)),
    );
    return text.result;
  }
  const outcome = await readTable(name, bytes, { sentinels: 'keep' });
  if (!outcome.ok) throw new TableFailure(outcome.error);
  const { columns, rows } = outcome.table;
  const data = Array.from({ length: rows }, (_, row) =>
    columns.map(({ values }) => {
      const value = values[row] ?? '';
      return typeof value === 'number' && !Number.isFinite(value) ? '' : value;
    }),
  );
  return Papa.unparse({ fields: columns.map(({ name: field }) => field), data });
}

function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new TableFailure({ code: 'wrong-encoding', encoding, line: 1, others: [] });
  }
}
