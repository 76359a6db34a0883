/** A column of formulas as features and material keys: each distinct text is read once, unreadable ones by row. */
import type { Column } from '../../tables/table.ts';
import { distinctTexts } from '../distinct.ts';
import type { DropReason, EncodedPart } from '../encoded.ts';
import { columnName, type CompositionPart, type DescribedAs } from '../plan.ts';
import { parseFormula, type Composition, type ParsedFormula } from './formula.ts';
import { reducedFormula } from './reduced-formula.ts';
import { STATISTICS, statisticNames, writeStatistics } from './statistics.ts';

/** Encodes one column of formulas; `onProgress` hears (done, total) distinct formulas now and then. */
export function encodeCompositions(
  part: CompositionPart,
  columns: readonly Column[],
  as: DescribedAs,
  onProgress?: (done: number, total: number) => void,
): EncodedPart {
  const { texts, places, name } = distinctTexts(part.column, columns, as);
  const column = columnName(part.column, 'simulated');
  const statistics = part.statistics ?? STATISTICS;
  // By property then statistic, and without the exact dependence on the order of the elements in the text:
  // sums run over the elements by atomic number, so that equal materials have equal bits.
  const featureNames = statisticNames(statistics);
  const width = featureNames.length;
  const values = new Float32Array(texts.length * width);
  const keys: string[] = [];
  const parsed: ParsedFormula[] = [];
  texts.forEach((text, entry) => {
    const formula = parseFormula(text);
    parsed.push(formula);
    keys.push(formula.ok ? reducedFormula(formula.composition) : '');
    if (formula.ok)
      writeStatistics(byNumber(formula.composition), statistics, values, entry * width);
    if (entry % 4096 === 0) onProgress?.(entry, texts.length);
  });
  onProgress?.(texts.length, texts.length);

  const reasons = new Map<number, DropReason>();
  const entries = places.map((place, row) => {
    const formula = parsed[place];
    if (formula?.ok) return place;
    reasons.set(
      row,
      formula === undefined
        ? { code: 'missing', column: name }
        : {
            code: 'unreadable-formula',
            column: name,
            text: texts[place] ?? '',
            problem: formula.problem,
          },
    );
    return -1;
  });
  return {
    blocks: [{ kind: 'float32', names: featureNames.map((one) => `${column} ${one}`), values }],
    keys,
    entries,
    reasons,
    notes: [],
  };
}

function byNumber({ elements, amounts }: Composition): Composition {
  const order = elements.map((_, i) => i).sort((a, b) => (elements[a] ?? 0) - (elements[b] ?? 0));
  return {
    elements: order.map((i) => elements[i] ?? 0),
    amounts: order.map((i) => amounts[i] ?? 0),
  };
}
