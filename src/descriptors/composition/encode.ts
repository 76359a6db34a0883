/** A column of formulas as features and material keys: each distinct text is read once, unreadable ones by row. */
import type { Column } from '../../tables/table.ts';
import { distinctTexts } from '../distinct.ts';
import type { DropReason, EncodedPart, EncodedSide } from '../encoded.ts';
import { columnName, type CompositionPart } from '../plan.ts';
import { parseFormula, type Composition, type ParsedFormula } from './formula.ts';
import { reducedFormula } from './reduced-formula.ts';
import { STATISTICS, statisticNames, writeStatistics } from './statistics.ts';

/** Encodes one column of formulas; `onProgress` hears (done, total) distinct formulas now and then. */
export function encodeCompositions(
  part: CompositionPart,
  tables: readonly (readonly Column[])[],
  onProgress?: (done: number, total: number) => void,
): EncodedPart {
  const { texts, places, names } = distinctTexts(part.column, tables);
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

  const side = (index: 0 | 1): EncodedSide => {
    const reasons = new Map<number, DropReason>();
    const entries = places[index].map((place, row) => {
      const formula = parsed[place];
      if (formula?.ok) return place;
      const name = names[index];
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
    return { entries, reasons };
  };
  return {
    blocks: [{ kind: 'float32', names: featureNames.map((name) => `${column} ${name}`), values }],
    keys,
    simulated: side(0),
    measured: side(1),
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
