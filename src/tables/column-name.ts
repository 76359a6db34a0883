/** What a column's name says: the quantity, its unit, and whether it is an index, a condition or a label. */
import { halfWidth } from './reading/number-spelling.ts';
import type { Column } from './table.ts';
import { CELSIUS_UNIT, parseUnit, unitOfSuffix, type Unit } from './units.ts';

export interface ParsedName {
  /** The name without its unit, its words joined by single spaces. */
  readonly quantity: string;
  readonly unit?: Unit;
  /** What follows the unit: the model in 'mass_excess_MeV_FRDM95'. */
  readonly label?: string;
}

const LONGEST_NAME = 200;
const LABEL = /^([A-Z]{3,}\d*|[A-Z]+\d+[A-Z\d]*|sim|exp|calc|dft|md|DFT|MD|pred|ref)$/;

/** Quantities of which a lone C is a degree Celsius and no coulomb. */
const THERMAL =
  /(^|[\s_])(t|tg|tm|tc|td|tb|tcl|ts|bp|mp|temp|temperature|boiling|melting|freezing|glass|transition|flash)([\s_]|$)|temp|温度|点$/i;

/** 'Tg (K)', 'Tg [K]', 'Tg / K', 'Tg, K', 'Tg_K', 'Tg_C', 'density_g_per_cm3', 'mass_excess_MeV_FRDM95'. */
export function parseColumnName(written: string): ParsedName {
  // No person's name for a column; the patterns below may take long on such texts.
  if (written.length > LONGEST_NAME) return { quantity: written };
  const parsed = parseName(halfWidth(written));
  const { quantity, unit } = parsed;
  if (unit?.text === 'C' && THERMAL.test(quantity)) return { ...parsed, unit: CELSIUS_UNIT };
  if (unit !== undefined) return parsed;
  const celsius = /^(.*[^\s_])[\s_]+C$/.exec(quantity)?.[1];
  return celsius !== undefined && THERMAL.test(celsius)
    ? { quantity: celsius, unit: CELSIUS_UNIT }
    : parsed;
}

function parseName(name: string): ParsedName {
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

/** The unit of a column: what a row of units below the names says, or its name. */
export function unitOfColumn(column: Column): Unit | undefined {
  const written = column.kind === 'number' ? column.unit : undefined;
  const { quantity, unit } = parseColumnName(column.name);
  if (written === undefined) return unit;
  const own = parseUnit(written) ?? unit;
  return own?.text === 'C' && THERMAL.test(quantity) ? CELSIUS_UNIT : own;
}

function spaced(name: string): string {
  return name
    .split(/[_\s]+/)
    .join(' ')
    .trim();
}

const INDEX_NAMES = [
  /^(unnamed: \d+|index|idx|ids?|uid|uuid|level \d+|index level \d+)$/i,
  /^(row|row ?(id|number|nr|no)|no\.?|nr\.?|number|#|key|entry|record|line)$/i,
  /^(lot|lots|batch|batches|serial|serial ?(no|number|nr)\.?|run|run ?(no|number|id)|specimen|barcode)$/i,
  /^((lot|batch|sample|specimen|test|experiment|exp) ?(no|number|nr|name|code|label)\.?|sample)$/i,
  /^(cas|cas ?(no|number|rn)\.?|inchi ?key|inchi|cid|doi|reference|ref|source|citation)$/i,
  /^(comments?|notes?|remarks?|url|link|operator|author|file|filename|path)$/i,
  /^(mp ?id|material ?id|polymer ?id|sample ?id|icsd ?id|names?|title|label ?name)$/i,
  /^(date|datetime|time ?stamp|timestamp|created|updated|modified)$/i,
  /^(番号|試料番号|試料名|試料|サンプル(名|番号|no\.?)?|ロット(番号|no\.?)?|通し番号|整理番号|識別番号|日付|測定日|作成日|備考)$/i,
  /^(编号|序号|样品编号|样品名?|批号|日期|备注|번호|시료번호|시료명|날짜|비고)$/i,
];

/** Names of columns that number or name the rows and say nothing about the material. */
export function isIndexName(name: string): boolean {
  const plain = spaced(name.normalize('NFKC'));
  // 'refractive index' and the like are quantities.
  const index =
    /\b(id|idx|index)$/i.test(plain) &&
    !/refractive|refraction|flow|toughness|acidity/i.test(plain);
  return INDEX_NAMES.some((pattern) => pattern.test(plain)) || index;
}

const CONDITION_NAMES =
  /^(measurement |test |experiment(al)? |process(ing)? |ambient )?(temp|temperature|t|pressure|p|ph|frequency|humidity|relative humidity|rh|heating rate|cooling rate|scan rate|strain rate|year)$/i;

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
