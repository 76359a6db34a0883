/**
 * What people write beside a formula, set aside before it is read: phases, purities, oxidation states, charges of metals.
 * And the points between oxides ("MgO.2SiO2"), told from decimals. Every change keeps its length, so that places stay.
 */

/** What was set aside, or how something was taken. */
export type FormulaNote = 'phase' | 'purity' | 'oxidation-state' | 'charge' | 'isotope' | 'sum';

export interface TidyFormula {
  readonly text: string;
  readonly notes: readonly FormulaNote[];
}

const GREEK = 'alpha|beta|gamma|delta|epsilon|eta|theta|kappa|zeta|lambda|sigma|tau|omega|[α-ω]';
const PHASES =
  'cubic|tetragonal|orthorhombic|monoclinic|triclinic|hexagonal|trigonal|rhombohedral|amorphous|glassy|rutile|anatase|brookite|wurtzite|zinc ?blende|sphalerite|rock ?salt|perovskite|spinel|garnet|fluorite|quartz|cristobalite|tridymite|coesite|stishovite|corundum|diamond|graphite|calcite|aragonite|fcc|bcc|hcp';
const STATES = 's|l|g|aq|cr|am|liq|gas|solid|liquid|powder|film|bulk|single crystal';
const PREFIX = new RegExp(
  `^\\s*(?:(?:${GREEK})['′]?\\s*-\\s*|(?:${PHASES})[\\s-]+|[cthmor]-(?=[A-Z])|\\d{1,2}[HRCT]-(?=[A-Z]))`,
  'i',
);
const SUFFIX = new RegExp(
  `(?:\\s*\\(\\s*(?:${STATES}|${PHASES}|${GREEK})\\s*\\)|[\\s_-]+(?:${PHASES}))\\s*$`,
  'i',
);
const PURITY_BEFORE = /^\s*\d{1,3}(?:\.\d+)?\s*%\s*(?=[A-Z([])/;
const PURITY_BEHIND =
  /\s*[(,]?\s*(?:purity\s*)?[>≥~]?\s*\d{1,3}(?:\.\d+)?\s*%\s*(?:purity|pure)?\s*\)?\s*$/i;
/** Directly behind an element; "Pb(I)2" is iodine, "Cu(I)2O" copper. */
const ROMAN = /(?<=[A-Z][a-z]?)\((?:II|III|IV|VI{1,3}|IX|(?:I|V|X)(?!\)\d+(?:[^A-Z\d]|$)))\)/g;
const BRACKETED_CHARGE = /(?<!\^\s*)[[({]\s*(?:\d*[+-]+|[+-]+\d+)\s*[\])}]/g;
const CHARGE = /([A-Z][a-z]?)(\d[+-]|[+-]\d?)(?=\s*(?:$|[)\]}·*]))/g;
/** Their digit before a sign is an amount ("NH4+"), that of a metal a charge ("Fe3+"). */
const NONMETALS = new Set('H B C N O F Si P S Cl Ge As Se Br Te I At'.split(' '));
const ANIONS = new Set('O F Cl Br I S Se Te'.split(' '));
const SUM_POINT = /\.(?=\d+(?:\.\d+)?\s*[A-Z([{])/g;

/** `plain`: characters already made plain. */
export function tidyFormula(plain: string): TidyFormula {
  const notes = new Set<FormulaNote>();
  let text = plain;
  const setAside = (pattern: RegExp, note: FormulaNote): void => {
    text = text.replace(pattern, (found) => {
      notes.add(note);
      return ' '.repeat(found.length);
    });
  };
  setAside(PURITY_BEFORE, 'purity');
  setAside(PURITY_BEHIND, 'purity');
  // "alpha" and "Alpha" both, but "Co" and "CO" are not alike: only whole words of the lists are met.
  setAside(PREFIX, 'phase');
  setAside(SUFFIX, 'phase');
  setAside(ROMAN, 'oxidation-state');
  setAside(BRACKETED_CHARGE, 'charge');
  text = text.replace(CHARGE, (found: string, symbol: string, charge: string) => {
    if (NONMETALS.has(symbol) || !/\d[+-]/.test(charge)) return found;
    notes.add('charge');
    return symbol + ' '.repeat(charge.length);
  });
  text = text.replace(/D(?![a-z])/g, () => {
    notes.add('isotope');
    return 'H';
  });
  return { text: withSums(text, notes), notes: [...notes] };
}

/** A point is a sum where a whole compound stands on either side, and a decimal everywhere else. */
function withSums(text: string, notes: Set<FormulaNote>): string {
  return text.replace(SUM_POINT, (point, offset: number) => {
    // The second point of 'CaSO4.0.5H2O' is inside a count.
    if (/[.·*]\d+$/.test(text.slice(0, offset))) return point;
    const before = lastPart(text.slice(0, offset));
    const after = /^\d+(?:\.\d+)?\s*([^·*]*)/.exec(text.slice(offset + 1))?.[1] ?? '';
    if (!isClosed(before) || !isCompound(firstPart(after))) return point;
    notes.add('sum');
    return '·';
  });
}

const elementsOf = (part: string): string[] => part.match(/[A-Z][a-z]?/g) ?? [];
/** Behind the last point between two parts; a decimal point has a digit before and none of an element's letters behind. */
const lastPart = (text: string): string => text.slice(lastSum(text));
const firstPart = (text: string): string => text.split(/\.(?=\d*[A-Z([{])/)[0] ?? '';

function lastSum(text: string): number {
  let at = 0;
  for (const found of text.matchAll(/[·*]|\.(?=[A-Z([{])|\.(?=\d+[A-Z][a-z]?\d*O)/g))
    at = found.index + 1;
  return at;
}

/** Ends with an anion or a bracket and holds something else before it. */
function isClosed(part: string): boolean {
  const elements = elementsOf(part);
  const last = elements.at(-1) ?? '';
  return (
    new Set(elements).size > 1 &&
    (/[)\]}]\d*\s*$/.test(part) || (ANIONS.has(last) && /\d*\s*$/.test(part)))
  );
}

/** A cation (or hydrogen, carbon) with its anions: an oxide, water, ammonia. */
function isCompound(part: string): boolean {
  const elements = new Set(elementsOf(part));
  if (elements.size < 2) return false;
  if (elements.has('N') && elements.has('H')) return true;
  const cation = [...elements].some((symbol) => !ANIONS.has(symbol) && symbol !== 'N');
  return cation && [...elements].some((symbol) => ANIONS.has(symbol));
}
