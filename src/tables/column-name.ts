/** What a column's name says: the quantity, its unit, and whether it is an index, a condition or a label. */
import { parseUnit, unitOfSuffix, type Unit } from './units.ts';

export interface ParsedName {
  /** The name without its unit, its words joined by single spaces. */
  readonly quantity: string;
  readonly unit?: Unit;
  /** What follows the unit: the model in 'mass_excess_MeV_FRDM95'. */
  readonly label?: string;
}

const LONGEST_NAME = 200;
const LABEL = /^([A-Z]{3,}\d*|[A-Z]+\d+[A-Z\d]*|sim|exp|calc|dft|md|DFT|MD|pred|ref)$/;

/** 'Tg (K)', 'Tg [K]', 'Tg / K', 'Tg, K', 'Tg_K', 'density_g_per_cm3', 'mass_excess_MeV_FRDM95'. */
export function parseColumnName(name: string): ParsedName {
  // No person's name for a column; the patterns below may take long on such texts.
  if (name.length > LONGEST_NAME) return { quantity: name };
  const bracketed = /^(.*?)\s*[([]([^()[\]]*(?:\([^()]*\))?[^()[\]]*)[)\]]\s*$/.exec(name);
  if (bracketed) {
    const unit = parseUnit(bracketed[2] ?? '');
    if (unit && bracketed[1]) return { quantity: spaced(bracketed[1]), unit };
  }
  const separated = /^(.*\S)(?:\s+\/\s*|\s*,\s+)(\S.*)$/.exec(name);
  if (separated) {
    const unit = parseUnit(separated[2] ?? '');
    if (unit && separated[1]) return { quantity: spaced(separated[1]), unit };
  }
  const words = name.split(/[_\s]+/).filter((word) => word !== '');
  const found = unitOfSuffix(words);
  if (found) {
    return { quantity: words.slice(0, words.length - found.words).join(' '), unit: found.unit };
  }
  const last = words.at(-1) ?? '';
  const before =
    words.length > 2 && LABEL.test(last) ? unitOfSuffix(words.slice(0, -1)) : undefined;
  if (before) {
    const quantity = words.slice(0, words.length - 1 - before.words).join(' ');
    return { quantity, unit: before.unit, label: last };
  }
  return { quantity: spaced(name) };
}

function spaced(name: string): string {
  return name
    .split(/[_\s]+/)
    .join(' ')
    .trim();
}

const INDEX_NAMES =
  /^(unnamed: \d+|index|idx|id|ids|uid|uuid|row|row ?(id|number|nr|no)|no\.?|nr\.?|number|#|key|entry|record|line|cas|cas ?(no|number|rn)\.?|inchi ?key|cid|doi|reference|ref|source|comment|comments|notes?|url|mp ?id|material ?id|polymer ?id|sample ?id|icsd ?id|name|names|title|label ?name)$/i;

/** Names of columns that number or name the rows and say nothing about the material. */
export function isIndexName(name: string): boolean {
  const plain = spaced(name);
  return INDEX_NAMES.test(plain) || /\b(id|idx|index)$/i.test(plain);
}

const CONDITION_NAMES =
  /^(measurement |test |experiment(al)? |process(ing)? |ambient )?(temp|temperature|t|pressure|p|ph|frequency|humidity|relative humidity|rh|heating rate|cooling rate|scan rate|strain rate|year|date)$/i;

/** Conditions of a measurement: inputs, but not what makes two rows the same material. */
export function isConditionName(name: string): boolean {
  const { quantity, unit } = parseColumnName(name);
  if (/^(t|p)$/i.test(quantity)) return unit !== undefined;
  return CONDITION_NAMES.test(quantity);
}

const TARGET_NAMES = /^(y|target|targets|label|output|response|property|value|prop)$/i;

/** Names that say of themselves that they are what is to be predicted. */
export function isTargetName(name: string): boolean {
  return TARGET_NAMES.test(spaced(name));
}

/** How many words two names share, units and case left out: how alike two quantities are named. */
export function sharedWords(first: string, second: string): number {
  const wordsOf = (name: string): Set<string> =>
    new Set(
      parseColumnName(name)
        .quantity.toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    );
  const others = wordsOf(second);
  return [...wordsOf(first)].filter((word) => word !== '' && others.has(word)).length;
}
