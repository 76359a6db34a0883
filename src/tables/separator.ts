/** Which character separates the cells of a text file, and how its decimals are written, from its first lines. */
import Papa from 'papaparse';
import { usesDecimalComma, type Decimal } from './cells.ts';

export type Separator = ',' | '\t' | ';' | '|';

export interface CsvForm {
  readonly separator: Separator;
  readonly decimal: Decimal;
}

const SEPARATORS: readonly Separator[] = ['\t', ',', ';', '|'];
const SAMPLE_ROWS = 200;

/**
 * The separator under which most of the first rows have as many cells as the header; among equals the one
 * that gives most cells. A file of one column gets ','.
 */
export function sniffCsv(sample: string): CsvForm {
  let best = { separator: ',' as Separator, agreement: 0, width: 1, cells: [] as string[] };
  for (const separator of SEPARATORS) {
    const rows = sampleRows(sample, separator);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const agreement = rows.filter((row) => row.length === width).length / rows.length;
    const better =
      agreement > best.agreement + 0.05 ||
      (Math.abs(agreement - best.agreement) <= 0.05 && width > best.width);
    if (better) best = { separator, agreement, width, cells: rows.slice(1).flat() };
  }
  const { separator, cells } = best;
  return { separator, decimal: separator !== ',' && usesDecimalComma(cells) ? ',' : '.' };
}

function sampleRows(sample: string, separator: Separator): string[][] {
  const parser = new Papa.Parser({
    delimiter: separator,
    newline: '\n',
    quoteChar: '"',
    preview: SAMPLE_ROWS,
  });
  const { data } = parser.parse(sample, 0, false) as { data: string[][] };
  return data.filter((row) => row.length > 1 || row[0] !== '');
}
