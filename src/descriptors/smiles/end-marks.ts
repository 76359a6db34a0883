/**
 * The ends of repeat units as people mark them where they do not write `*`: [R1] and [R2], [e] and [t], [d] and [g], and
 * atoms that no polymer holds ([Ce]/[Th], [At], [3H] in pairs). Rewritten to `*` before RDKit takes them for atoms.
 */
import { readSmilesText } from './smiles-text.ts';

/** As it is told: the pair, in the order in which it is usually named. */
export const END_MARKS = ['[R1]/[R2]', '[e]/[t]', '[d]/[g]', '[Ce]/[Th]', '[At]', '[3H]'] as const;
export type EndMark = (typeof END_MARKS)[number];

interface Pair {
  readonly mark: EndMark;
  readonly first: string;
  readonly second: string;
}

const PAIRS: readonly Pair[] = [
  { mark: '[R1]/[R2]', first: '[R1]', second: '[R2]' },
  { mark: '[R1]/[R2]', first: '[R]', second: '[R]' },
  { mark: '[R1]/[R2]', first: '[R1]', second: '[R1]' },
  { mark: '[e]/[t]', first: '[e]', second: '[t]' },
  { mark: '[e]/[t]', first: '[t]', second: '[t]' },
  { mark: '[e]/[t]', first: '[e]', second: '[e]' },
  { mark: '[d]/[g]', first: '[d]', second: '[g]' },
  { mark: '[Ce]/[Th]', first: '[Ce]', second: '[Th]' },
  { mark: '[At]', first: '[At]', second: '[At]' },
  { mark: '[3H]', first: '[3H]', second: '[3H]' },
];
/** What ChemAxon's extended SMILES carry behind the molecule. */
const EXTENSION = /\s+\|[^|]*\|.*$/;

export interface PlainEnds {
  /** With `*` for the ends, without an extension. */
  readonly text: string;
  /** Absent where nothing was taken for an end. */
  readonly mark?: EndMark;
}

/** The text with its ends as `*`, where exactly two marks of a pair stand at ends of the molecule. */
export function plainEnds(written: string): PlainEnds {
  const text = written.replace(EXTENSION, '');
  if (!text.includes('[') || text.includes('*')) return { text };
  for (const { mark, first, second } of PAIRS) {
    if (!text.includes(first) || !text.includes(second)) continue;
    const marks = text.match(/\[[^\]]*\]/g) ?? [];
    const found = marks.filter((one) => one === first || one === second);
    const complete = first === second ? 2 : found.filter((one) => one === first).length + 1;
    if (found.length !== 2 || complete !== 2) continue;
    const rewritten = text.replaceAll(first, '*').replaceAll(second, '*');
    if (areEnds(rewritten)) return { text: rewritten, mark };
  }
  return { text };
}

/** Both `*` have one neighbour. */
function areEnds(text: string): boolean {
  const dummies = readSmilesText(text)?.atoms.filter(({ dummy }) => dummy) ?? [];
  return dummies.length === 2 && dummies.every(({ neighbours }) => neighbours.length === 1);
}

export interface FoundEnds {
  readonly mark: EndMark;
  readonly cells: number;
  readonly example: string;
}

const known = new WeakMap<readonly string[], readonly FoundEnds[]>();

/** Which marks a column's texts have, in the order of END_MARKS. */
export function endMarksIn(texts: readonly string[]): readonly FoundEnds[] {
  const remembered = known.get(texts);
  if (remembered) return remembered;
  const counts = new Map<EndMark, { cells: number; example: string }>();
  for (const text of texts) {
    if (!text.includes('[')) continue;
    const { mark } = plainEnds(text);
    if (mark === undefined) continue;
    const seen = counts.get(mark);
    if (seen) seen.cells++;
    else counts.set(mark, { cells: 1, example: text });
  }
  const found = END_MARKS.flatMap((mark): FoundEnds[] => {
    const seen = counts.get(mark);
    return seen ? [{ mark, ...seen }] : [];
  });
  known.set(texts, found);
  return found;
}
