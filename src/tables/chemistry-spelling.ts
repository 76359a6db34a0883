/**
 * Whether a text is spelled like a SMILES or a chemical formula: alphabet, brackets, ring numbers, element
 * symbols. Cheap and without chemistry; what it means is for the descriptors to find out.
 */

const ELEMENTS = new Set(
  (
    'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr ' +
    'Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb ' +
    'Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr D T'
  ).split(' '),
);

const SMILES_TOKEN = /\[[^[\]\s]+\]|Br|Cl|[BCNOSPFIbcnosp*]|[-=#$:/\\.~]|[()]|%\d\d|\d/gy;
const LONGEST = 10_000;

/** Tokens of the SMILES alphabet only, parentheses balanced, every ring number used twice. */
export function isSpelledLikeSmiles(text: string): boolean {
  if (text === '' || text.length > LONGEST) return false;
  const open = new Set<string>();
  let depth = 0;
  let atoms = 0;
  SMILES_TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = SMILES_TOKEN.exec(text); match; match = SMILES_TOKEN.exec(text)) {
    const token = match[0];
    end = SMILES_TOKEN.lastIndex;
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token.startsWith('%') || /^\d$/.test(token)) {
      if (atoms === 0) return false;
      const ring = token.replace('%', '');
      if (!open.delete(ring)) open.add(ring);
    } else if (/[A-Za-z*]/.test(token)) {
      atoms++;
    } else if (atoms === 0) {
      return false;
    }
    if (depth < 0) return false;
  }
  return end === text.length && depth === 0 && open.size === 0 && atoms > 0;
}

const FORMULA_TOKEN =
  /([A-Z][a-z]?)|([([{])|([)\]}])|(\d+\.?\d*|\.\d+)|([·•*.])|([+-]\d*$|\d[+-]$)/gy;

/** Known element symbols with amounts, nested brackets, hydrate dots, a charge at the end. */
export function isSpelledLikeFormula(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST) return false;
  let depth = 0;
  let elements = 0;
  let end = 0;
  let lastWasElement = false;
  FORMULA_TOKEN.lastIndex = 0;
  for (let match = FORMULA_TOKEN.exec(text); match; match = FORMULA_TOKEN.exec(text)) {
    const [, symbol, opening, closing, amount, dot] = match;
    end = FORMULA_TOKEN.lastIndex;
    if (symbol !== undefined) {
      // 'Co' is cobalt, but in 'CO2' or 'Cn' the second letter decides: an unknown pair is no formula.
      if (!ELEMENTS.has(symbol)) return false;
      elements++;
      lastWasElement = true;
      continue;
    }
    if (opening !== undefined) depth++;
    else if (closing !== undefined && --depth < 0) return false;
    else if (amount !== undefined && elements === 0 && depth === 0) return false;
    else if (dot !== undefined && !lastWasElement && elements === 0) return false;
  }
  return end === text.length && depth === 0 && elements > 0;
}
