/**
 * Columns that say how sure another column is, or how often it was measured: uncertainty, std, sigma, count. They are
 * never targets, inputs or outputs by themselves; the values that they belong to are named where names tell.
 */
import { parseColumnName } from '../column-name.ts';
import { kindOf } from '../kinds.ts';
import type { Table } from '../table.ts';
import { foldedName } from './fold-name.ts';

export interface SpreadColumn {
  readonly name: string;
  readonly what: 'uncertainty' | 'count';
  /** The column of values that it belongs to. */
  readonly of?: string;
}

const UNCERTAINTY =
  /^(uncertainty|uncertainties|uncert|unc|std|stdev|stddev|stdv|stderr|sd|se|sem|sigma|error|err|errors|variance|ci|ci95|deviation|dev|mad|iqr|σ|不確かさ|標準偏差|誤差|标准差|误差|不确定度|표준편차|오차)$/i;
const COUNT =
  /^(count|counts|n|nobs|obs|replicates?|repeats?|measurements?|データ数|測定数|測定回数|個数)$/i;
/** Words that are also quantities or elements: only beside the values' own name. */
const ONLY_BESIDE =
  /^(se|ci|mad|iqr|dev|deviation|variance|sigma|n|obs|error|err|errors|count|counts|measurements?|個数)$/i;
const ALONE = /^(error|err|errors|sigma|count|counts|n|se|variance)$/i;

/** Of one table, in its order. */
export function spreadColumns(table: Table): readonly SpreadColumn[] {
  const byFolded = new Map(table.columns.map(({ name }) => [foldedName(name), name]));
  return table.columns.flatMap((column): SpreadColumn[] => {
    if (column.kind !== 'number') return [];
    const { name } = column;
    const words = plainWords(name);
    const [first = '', last = ''] = [words[0], words.at(-1)];
    const whole = words.length === 1;
    for (const [pattern, what] of [
      [UNCERTAINTY, 'uncertainty'],
      [COUNT, 'count'],
    ] as const) {
      const asLast = pattern.test(last);
      if (!asLast && !pattern.test(first)) continue;
      const [word, rest] = asLast ? [last, words.slice(0, -1)] : [first, words.slice(1)];
      const of = rest.length > 0 ? byFolded.get(foldedName(rest.join(' '))) : undefined;
      const whatOfAll = of === undefined || of === name ? undefined : of;
      // 'N' and 'Se' are quantities in capitals; a count is whole.
      if (/^(N|Se|Sigma|σ)$/.test(word) && whatOfAll === undefined) continue;
      if (what === 'count' && kindOf(column).kind !== 'integer') continue;
      if (
        whole ? ONLY_BESIDE.test(word) && !ALONE.test(word) : needsPartner(word, what) && !whatOfAll
      )
        continue;
      // 'sigma_S_per_cm' is a conductivity.
      if (/^sigma$/i.test(word) && parseColumnName(name).unit && !whatOfAll) continue;
      return [{ name, what, ...(whatOfAll === undefined ? {} : { of: whatOfAll }) }];
    }
    return [];
  });
}

function needsPartner(word: string, what: SpreadColumn['what']): boolean {
  return what === 'count' || ONLY_BESIDE.test(word);
}

function plainWords(name: string): string[] {
  return parseColumnName(name.normalize('NFKC').replace(/^[Δδ]\s?/, 'uncertainty '))
    .quantity.replace(/(標準偏差|不確かさ|誤差|标准差|误差)/g, ' $1 ')
    .split(/[\s._\-()[\]]+/)
    .filter((word) => word !== '');
}
