/** What was decided about the cells of a table's columns, one decision for each kind and not one for each column. */
import type { BuiltColumn, Spelled, SpellingCode } from './column-builder.ts';
import type { ReadChoices } from './read-choices.ts';
import type { CellsOfColumn, TableDecision } from './table-decision.ts';

const MOST_WORDS = 8;

/** `lineOf`: the line of a row. */
export function decisionsOf(
  built: readonly BuiltColumn[],
  lineOf: (row: number) => number,
  choices: ReadChoices,
): TableDecision[] {
  const place = (column: string, { cells, example, row }: Spelled): CellsOfColumn => ({
    column,
    cells,
    example,
    line: lineOf(row),
  });
  const spelled = (code: SpellingCode): CellsOfColumn[] =>
    built.flatMap((one) => {
      const found = one.spelled.get(code);
      return found ? [place(one.column.name, found)] : [];
    });
  const decisions: TableDecision[] = [];
  const commas = built.filter(({ commaExample }) => commaExample !== undefined);
  const [first] = commas;
  if (first?.commaExample !== undefined) {
    const columns = commas.map(({ column }) => column.name);
    const change: ReadChoices = { decimal: '.' };
    decisions.push({ code: 'decimal-comma', columns, example: first.commaExample, change });
  }
  for (const [code, mark] of [
    ['grouped-digits', 'grouped'],
    ['percent', 'percent'],
    ['uncertainties', 'uncertain'],
    ['approximate', 'approximate'],
    ['footnotes', 'footnote'],
  ] as const) {
    const columns = spelled(mark);
    if (columns.length > 0) decisions.push({ code, columns });
  }
  const censored = spelled('censored');
  if (censored.length > 0) {
    const taken = choices.censored ?? 'leave-out';
    const change: ReadChoices = { censored: taken === 'leave-out' ? 'bound' : 'leave-out' };
    decisions.push({ code: 'censored', taken, columns: censored, change });
  }
  const ranges = spelled('range');
  if (ranges.length > 0) {
    const taken = choices.ranges ?? 'leave-out';
    const change: ReadChoices = { ranges: taken === 'leave-out' ? 'middle' : 'leave-out' };
    decisions.push({ code: 'ranges', taken, columns: ranges, change });
  }
  const sentinels = built.flatMap((one) =>
    one.sentinels.map((found) => ({ ...place(one.column.name, found), value: found.value })),
  );
  if (sentinels.length > 0) {
    const kept = choices.sentinels === 'keep';
    const change: ReadChoices = { sentinels: kept ? 'missing' : 'keep' };
    const taken = kept ? ('kept' as const) : ('missing' as const);
    decisions.push({ code: 'sentinels', taken, columns: sentinels, change });
  }
  const words = missingWords(built);
  if (words.length > 0) {
    const cells = words.reduce((sum, word) => sum + word.cells, 0);
    decisions.push({ code: 'missing-words', cells, words: words.slice(0, MOST_WORDS) });
  }
  return decisions;
}

/** The most frequent first. */
function missingWords(built: readonly BuiltColumn[]): { text: string; cells: number }[] {
  const counts = new Map<string, number>();
  for (const { missingWords: words } of built) {
    for (const [text, cells] of words) counts.set(text, (counts.get(text) ?? 0) + cells);
  }
  return [...counts].map(([text, cells]) => ({ text, cells })).sort((a, b) => b.cells - a.cells);
}
