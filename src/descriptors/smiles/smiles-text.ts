/**
 * Reads the graph of a SMILES from its text: atoms, bonds and where they stand, so that a repeat unit can be rewritten
 * without loss of stereochemistry. It does not judge chemistry; RDKit reads the result and refuses what is wrong.
 */

export interface TextAtom {
  /** The token is text[start, end). */
  readonly start: number;
  readonly end: number;
  readonly symbol: string;
  readonly aromatic: boolean;
  /** `*`, in brackets or not. */
  readonly dummy: boolean;
  /** The atom that this one is written after, or -1 at the start of a part. */
  readonly parent: number;
  /** Neighbours in the order that chirality marks refer to; HYDROGEN stands for one in the bracket. */
  readonly neighbours: number[];
}

export interface TextBond {
  readonly from: number;
  readonly to: number;
  /** As written before `to` (for a ring closure, at either end); '' when nothing is written. */
  readonly symbol: string;
  /** Where the symbol stands, or would stand: chain bonds only. */
  readonly start: number;
  readonly ring: boolean;
}

export interface SmilesText {
  readonly atoms: readonly TextAtom[];
  readonly bonds: readonly TextBond[];
}

/** The place of a bracket's hydrogen among the neighbours. */
export const HYDROGEN = -1;

const TOKEN =
  /(\[[^\]]*\])|(Cl|Br|[BCNOPSFI*bcnops])|(->|<-|[-=#$:/\\~])|([()])|(%\(\d{1,5}\)|%\d\d|\d)|(\.)/y;
const BRACKET = /^\[\d*(\*|[A-Z][a-z]?|[a-z][a-z]?)(@{0,2}[A-Z0-9]*?)?(H\d*)?([+-].*|:.*)?\]$/;

/** The graph, or undefined for a text that is no SMILES at all. Linear in the text's length. */
export function readSmilesText(text: string): SmilesText | undefined {
  const atoms: TextAtom[] = [];
  const bonds: TextBond[] = [];
  const branches: number[] = [];
  const rings = new Map<string, { atom: number; symbol: string; place: number }>();
  let previous = -1;
  let symbol = '';
  let symbolStart = -1;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) return undefined;
    const [whole, bracket, plain, bond, parenthesis, closure] = token;
    const end = start + whole.length;
    if (bracket !== undefined || plain !== undefined) {
      const atom = readAtom(whole, start, end, previous);
      if (atom === undefined) return undefined;
      if (previous >= 0) {
        // Before the hydrogen: the atom one comes from is the first neighbour.
        atom.neighbours.unshift(previous);
        atoms[previous]?.neighbours.push(atoms.length);
        const at = symbol === '' ? start : symbolStart;
        bonds.push({ from: previous, to: atoms.length, symbol, start: at, ring: false });
      }
      previous = atoms.length;
      atoms.push(atom);
      symbol = '';
    } else if (bond !== undefined) {
      symbol = bond;
      symbolStart = start;
    } else if (parenthesis === '(') branches.push(previous);
    else if (parenthesis === ')') previous = branches.pop() ?? -1;
    else if (closure !== undefined) {
      const label = closure.replace(/[%()]/g, '').replace(/^0+(?=\d)/, '');
      const opened = rings.get(label);
      const here = atoms[previous];
      if (here === undefined) return undefined;
      if (opened === undefined) {
        rings.set(label, { atom: previous, symbol, place: here.neighbours.length });
        here.neighbours.push(previous);
      } else {
        rings.delete(label);
        const other = atoms[opened.atom];
        if (other !== undefined) other.neighbours[opened.place] = previous;
        here.neighbours.push(opened.atom);
        const written = symbol || opened.symbol;
        bonds.push({ from: opened.atom, to: previous, symbol: written, start, ring: true });
      }
      symbol = '';
    } else previous = -1;
  }
  return rings.size > 0 || branches.length > 0 ? undefined : { atoms, bonds };
}

function readAtom(token: string, start: number, end: number, parent: number): TextAtom | undefined {
  if (!token.startsWith('[')) {
    return {
      start,
      end,
      symbol: token,
      aromatic: token === token.toLowerCase() && token !== '*',
      dummy: token === '*',
      parent,
      neighbours: [],
    };
  }
  const found = BRACKET.exec(token);
  if (found === null) return undefined;
  const [, symbol = '', , hydrogens] = found;
  return {
    start,
    end,
    symbol,
    aromatic: symbol !== '*' && symbol === symbol.toLowerCase(),
    dummy: symbol === '*',
    parent,
    neighbours: hydrogens === undefined || hydrogens === 'H0' ? [] : [HYDROGEN],
  };
}

/**
 * The text with `-` written for every single bond between two aromatic atoms that lies in no ring. RDKit otherwise takes
 * an unwritten one for aromatic as soon as a ring is closed through it.
 */
export function writeSingleBonds(text: string, graph: SmilesText): string {
  const places = graph.bonds
    .filter(({ symbol, ring, from, to }) => {
      const both = graph.atoms[from]?.aromatic && graph.atoms[to]?.aromatic;
      return both && !ring && symbol === '' && !connectedOtherwise(graph, from, to);
    })
    .map((bond) => bond.start)
    .sort((a, b) => b - a);
  return places.reduce((all, at) => `${all.slice(0, at)}-${all.slice(at)}`, text);
}

/** Whether a path other than their bond joins two atoms. */
function connectedOtherwise(graph: SmilesText, from: number, to: number): boolean {
  const seen = new Set([from]);
  const queue = [from];
  for (const index of queue) {
    for (const next of graph.atoms[index]?.neighbours ?? []) {
      if (index === from && next === to) continue;
      if (next === to) return true;
      if (next < 0 || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return false;
}
