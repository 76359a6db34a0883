/**
 * Repeat units as polymers: k copies joined head to tail into a ring, so that neither the ends nor the place of the cut
 * show. k makes the ring so large that it looks like a chain to every descriptor used here.
 */
import { HYDROGEN, readSmilesText, type SmilesText, type TextAtom } from './smiles-text.ts';

/**
 * Atoms around the ring, at least: an environment of radius 4, a path of 8 bonds and the MACCS keys of rings (up to
 * 8 atoms) then see no ring. No more units than that, because RDKit lists every shortest ring, and each para-phenylene
 * on the way doubles their number: 12 of them take 1.5 s.
 */
export const SMALLEST_RING = 10;

export interface CyclicOligomer {
  readonly smiles: string;
  /** The number of repeat units, k. */
  readonly units: number;
}

/**
 * How RDKit must read an oligomer: with the aromaticity that its unit has. On its own it takes the ring of polyacetylene
 * for an annulene.
 */
export const OLIGOMER_DETAILS = '{"setAromaticity":false,"kekulize":false}';

export type OligomerProblem = 'not-simple' | 'unreadable';

/** Ring-closure labels of the joints; repeat units do not use labels that high. */
const FIRST_LABEL = 9001;

interface End {
  readonly dummy: number;
  readonly neighbour: number;
  /** The bond's symbol seen from the neighbour. */
  readonly symbol: string;
}

/**
 * The cyclic oligomer of a repeat unit with two `*`, its aromatic atoms written as such; to be read with OLIGOMER_DETAILS. 'not-simple' where a `*` is not the end of exactly one written
 * chain bond, the two bonds differ in order, or no path joins them.
 */
export function cyclicOligomer(unit: string, fewestUnits = 1): CyclicOligomer | OligomerProblem {
  const text = readSmilesText(unit);
  if (text === undefined) return 'unreadable';
  const dummies = text.atoms.flatMap((atom, i) => (atom.dummy ? [i] : []));
  const ends = dummies.map((dummy) => endOf(text, dummy));
  const [head, tail] = ends;
  if (ends.length !== 2 || head === undefined || tail === undefined) return 'not-simple';
  if (order(head.symbol) !== order(tail.symbol)) return 'not-simple';
  const length = pathLength(text, head, tail);
  if (length === undefined) return 'not-simple';
  const enough = Math.max(fewestUnits, Math.ceil(SMALLEST_RING / length));
  // Both ends carry a double bond's direction, and the same one: every other copy is written mirrored.
  const mirrored = isDirection(head.symbol) && head.symbol === tail.symbol;
  const units = mirrored ? 2 * Math.ceil(enough / 2) : enough;
  const copies = Array.from({ length: units }, (_, i) => {
    const before = FIRST_LABEL + ((i + units - 1) % units);
    const copy = writeCopy(unit, text, [head, tail], [before, FIRST_LABEL + i]);
    return mirrored && i % 2 === 1 ? copy.replace(/[/\\]/g, mirror) : copy;
  });
  return { smiles: copies.join('.'), units };
}

/** The number of `*` in a SMILES. */
export function countEnds(smiles: string): number {
  const [text = ''] = smiles.split(/\s/, 1); // a name may follow
  return text.split('*').length - 1;
}

function endOf(text: SmilesText, dummy: number): End | undefined {
  const bonds = text.bonds.filter((bond) => bond.from === dummy || bond.to === dummy);
  const bond = bonds[0];
  const atom = text.atoms[dummy];
  if (bonds.length !== 1 || bond === undefined || bond.ring) return undefined;
  if (atom === undefined || atom.neighbours.includes(HYDROGEN)) return undefined;
  const neighbour = bond.from === dummy ? bond.to : bond.from;
  if (text.atoms[neighbour]?.dummy !== false) return undefined;
  const symbol = bond.from === dummy ? mirror(bond.symbol) : bond.symbol;
  return { dummy, neighbour, symbol };
}

/** One repeat unit with its `*` replaced by ring closures, written right behind their neighbours. */
function writeCopy(
  unit: string,
  text: SmilesText,
  ends: readonly [End, End],
  labels: readonly [number, number],
): string {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const end of ends) edits.push(...removal(unit, text, end));
  for (const neighbour of new Set(ends.map((end) => end.neighbour))) {
    const atom = text.atoms[neighbour];
    if (atom === undefined) continue;
    const here = ends.flatMap((end, i) =>
      end.neighbour === neighbour ? [{ end, label: labels[i] ?? 0, other: ends[1 - i] }] : [],
    );
    const closures = here.map(({ end, label, other }) => closure(end, other, label)).join('');
    edits.push({ start: atom.end, end: atom.end, text: closures });
    if (
      isOdd(
        atom,
        here.map(({ end }) => end.dummy),
      )
    )
      edits.push(inversion(unit, atom));
  }
  edits.sort((a, b) => b.start - a.start || b.end - a.end);
  return edits.reduce((all, e) => all.slice(0, e.start) + e.text + all.slice(e.end), unit);
}

function closure(end: End, other: End | undefined, label: number): string {
  // Between two aromatic atoms an unwritten closure would be aromatic.
  const single = end.symbol === '' && !isDirection(other?.symbol ?? '') ? '-' : end.symbol;
  return `${single}%(${label})`;
}

/** Takes out the `*`, its bond's symbol, and the brackets of a branch that holds nothing else. */
function removal(unit: string, text: SmilesText, { dummy, neighbour }: End) {
  const atom = text.atoms[dummy];
  const next = text.atoms[neighbour];
  if (atom === undefined || next === undefined) return [];
  if (dummy < neighbour) {
    // The first atom: `*C...`, or `*(C...)` with a branch around all the rest.
    const between = unit.slice(atom.end, next.start);
    if (!between.includes('(')) return [{ start: atom.start, end: next.start, text: '' }];
    const close = closingParenthesis(unit, atom.end);
    return [
      { start: atom.start, end: next.start, text: '' },
      { start: close, end: close + 1, text: '' },
    ];
  }
  const bond = text.bonds.find((one) => one.to === dummy);
  const start = bond?.start ?? atom.start;
  const alone = unit.charAt(start - 1) === '(' && unit.charAt(atom.end) === ')';
  return [{ start: alone ? start - 1 : start, end: alone ? atom.end + 1 : atom.end, text: '' }];
}

function closingParenthesis(unit: string, open: number): number {
  let depth = 0;
  for (let i = open; i < unit.length; i++) {
    if (unit.charAt(i) === '(') depth++;
    if (unit.charAt(i) === ')' && --depth === 0) return i;
  }
  return unit.length;
}

/** Whether moving the `*` among the atom's neighbours, to behind its hydrogen, is an odd permutation. */
function isOdd(atom: TextAtom, dummies: readonly number[]): boolean {
  const before = atom.neighbours;
  // Without its `*` in front, an atom becomes the first of its part, and its hydrogen the first neighbour.
  const leading = before.filter(
    (one) => one === HYDROGEN || (one === atom.parent && !dummies.includes(one)),
  );
  const rest = before.filter((one) => !leading.includes(one) && !dummies.includes(one));
  const after = [...leading, ...dummies, ...rest];
  const places = before.map((one) => after.indexOf(one));
  let swaps = 0;
  places.forEach((place, i) => {
    for (const earlier of places.slice(0, i)) if (earlier > place) swaps++;
  });
  return swaps % 2 === 1;
}

function inversion(unit: string, atom: TextAtom) {
  const token = unit.slice(atom.start, atom.end);
  const inverted = token.includes('@@') ? token.replace('@@', '@') : token.replace('@', '@@');
  return { start: atom.start, end: atom.end, text: inverted };
}

function isDirection(symbol: string): boolean {
  return symbol === '/' || symbol === '\\';
}

function order(symbol: string): string {
  return symbol === '' || isDirection(symbol) ? '-' : symbol;
}

function mirror(symbol: string): string {
  return symbol === '/' ? '\\' : symbol === '\\' ? '/' : symbol;
}

/** The number of atoms on the shortest path between the two neighbours of the `*`. */
function pathLength(text: SmilesText, head: End, tail: End): number | undefined {
  const lengths = new Map([[head.neighbour, 1]]);
  const queue = [head.neighbour];
  for (const index of queue) {
    const length = lengths.get(index) ?? 0;
    if (index === tail.neighbour) return length;
    for (const next of text.atoms[index]?.neighbours ?? []) {
      if (next < 0 || lengths.has(next) || text.atoms[next]?.dummy) continue;
      lengths.set(next, length + 1);
      queue.push(next);
    }
  }
  return undefined;
}
