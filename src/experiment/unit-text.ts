/** The unit that stands on axes and behind errors of a column: of a logarithm, the logarithm of the unit. */
import { parseColumnName } from '../tables/column-name.ts';

/** null where the name tells no unit. */
export function unitText(column: string): string | null {
  const unit = parseColumnName(column).unit?.text ?? null;
  const logarithm = /^(log10|log|lg|ln)(?=[\s_(])/i.exec(column)?.[1]?.toLowerCase();
  if (unit === null || logarithm === undefined) return unit;
  return `${logarithm === 'lg' ? 'log10' : logarithm} ${unit}`;
}
