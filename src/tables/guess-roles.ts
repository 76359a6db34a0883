/**
 * The first guess at what the columns of a simulated and a measured table are for. Numbers with the same name in
 * both are inputs; of the quantities with a unit that follow them, the last is the target; texts that spell
 * materials (SMILES, formulas) are inputs, and then every number is a result or a condition.
 */
import {
  isConditionName,
  isIndexName,
  isTargetName,
  parseColumnName,
  sharedWords,
} from './column-name.ts';
import { foldedQuantity } from './columns/fold-name.ts';
import { isSerial } from './columns/serial-numbers.ts';
import { spreadColumns, type SpreadColumn } from './columns/spread-columns.ts';
import { kindOf, type ColumnKind } from './kinds.ts';
import type { ColumnGuess, ColumnRole, RoleReason, Roles } from './roles.ts';
import { columnOf, type Column, type Table, type TextColumn } from './table.ts';

interface Judged {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly hasUnit: boolean;
}

type Verdict = readonly [ColumnRole, RoleReason];

const isNumeric = (kind: ColumnKind): boolean =>
  kind === 'number' || kind === 'integer' || kind === 'boolean';

export function guessRoles(simulated: Table, measured: Table): Roles {
  const spreads = new Map(
    [...spreadColumns(simulated), ...spreadColumns(measured)].map((one) => [one.name, one]),
  );
  const verdicts = new Map<string, Verdict>();
  const numbers: Judged[] = [];
  const materials: Judged[] = [];
  for (const column of measured.columns) {
    const other = columnOf(simulated, column.name);
    if (!other) continue;
    const judged = judge(column);
    const set = (reason: RoleReason): void => void verdicts.set(column.name, ['ignored', reason]);
    if (column.kind !== other.kind) set('kinds-differ');
    else if (isIndexName(column.name)) set('named-as-index');
    else if (isSerial(column) || isSerial(other)) set('serial');
    else if (spreads.has(column.name)) set(spreads.get(column.name)?.what ?? 'uncertainty');
    else if (judged.kind === 'empty' || judge(other).kind === 'empty') set('empty');
    else if (judged.kind === 'smiles' || judged.kind === 'formula') materials.push(judged);
    else if (judged.kind === 'category' || judged.kind === 'text') set(judged.kind);
    else if (isConstant(column) && isConstant(other)) set('constant');
    else numbers.push(judged);
  }
  for (const verdict of judgeMaterials(materials, simulated, measured)) verdicts.set(...verdict);

  const conditions = numbers.filter(({ name }) => isConditionName(name));
  const quantities = numbers.filter(({ name }) => !isConditionName(name));
  const targets = guessTargets(quantities, materials.length > 0, simulated, measured, spreads);
  const results = new Set([...targets.results, targets.measured, targets.simulated]);
  const inputs = quantities.filter(({ name }) => materials.length === 0 && !results.has(name));
  const conditionsAreInputs = inputs.length === 0 && materials.length === 0;
  for (const { name } of quantities) verdicts.set(name, ['ignored', 'another-result']);
  for (const { name } of inputs) verdicts.set(name, ['input', 'common-number']);
  for (const { name } of conditions) {
    verdicts.set(
      name,
      conditionsAreInputs ? ['input', 'only-inputs'] : ['condition', 'named-as-condition'],
    );
  }
  const all = [
    ...guesses(measured, simulated, 'measured', verdicts, targets),
    ...guesses(simulated, measured, 'simulated', verdicts, targets).filter(
      ({ where }) => where === 'simulated',
    ),
  ];
  return {
    columns: all.map((guess) => {
      const spread = spreads.get(guess.name);
      if (!spread || guess.role !== 'ignored') return guess;
      const of = spread.of === undefined ? {} : { of: spread.of };
      return { ...guess, reason: spread.what, ...of };
    }),
    ...(targets.simulated === undefined ? {} : { simulatedTarget: targets.simulated }),
    ...(targets.measured === undefined ? {} : { measuredTarget: targets.measured }),
  };
}

function judge(column: Column): Judged {
  const hasUnit = parseColumnName(column.name).unit !== undefined;
  return { name: column.name, kind: kindOf(column).kind, hasUnit };
}

function isConstant(column: Column): boolean {
  return kindOf(column).distinct === 1;
}

/** Formulas beside reduced formulas: the one by which more materials are found in both tables is the input. */
function judgeMaterials(
  materials: readonly Judged[],
  simulated: Table,
  measured: Table,
): (readonly [string, Verdict])[] {
  const formulas = materials.filter(({ kind }) => kind === 'formula');
  const common = formulas.map(({ name }) => commonTexts(simulated, measured, name));
  const best = formulas[common.indexOf(Math.max(...common))];
  return materials.map(({ name, kind }) => {
    const spare = kind === 'formula' && name !== best?.name;
    const verdict: Verdict = spare
      ? ['ignored', 'same-material']
      : ['input', kind === 'smiles' ? 'smiles' : 'formula'];
    return [name, verdict] as const;
  });
}

function commonTexts(simulated: Table, measured: Table, name: string): number {
  const texts = (table: Table): readonly string[] =>
    (columnOf(table, name) as TextColumn | undefined)?.values ?? [];
  const known = new Set(texts(simulated));
  return [...new Set(texts(measured))].filter((text) => text !== '' && known.has(text)).length;
}

interface Targets {
  readonly simulated?: string;
  readonly measured?: string;
  readonly reason: RoleReason;
  /** Common quantities that are results, the target among them. */
  readonly results: readonly string[];
}

function guessTargets(
  quantities: readonly Judged[],
  materialsAreTexts: boolean,
  simulated: Table,
  measured: Table,
  spreads: ReadonlyMap<string, SpreadColumn>,
): Targets {
  const lastWithout = quantities.findLastIndex(({ hasUnit }) => !hasUnit);
  const withUnit = quantities.slice(lastWithout + 1);
  const common = (name: string, reason: RoleReason, results: readonly Judged[]): Targets => ({
    simulated: name,
    measured: name,
    reason,
    results: results.map((one) => one.name),
  });
  const asNamed = namedTargets(simulated, measured);
  if (asNamed) {
    const { name } = asNamed;
    if (name === undefined) return { ...asNamed, results: [] };
    // Beside a name that says it, units tell no results from inputs.
    const others = materialsAreTexts ? quantities : quantities.filter((one) => one.name === name);
    return common(name, 'named-as-target', others);
  }
  const own = ownTargets(simulated, measured, materialsAreTexts, spreads);
  // One quantity with where it comes from in its name (Tg_MD, Tg_exp) is nobody's input.
  if (own && foldedQuantity(own.simulated) === foldedQuantity(own.measured)) {
    return { ...own, results: [] };
  }
  const last = withUnit.at(-1);
  if (last) {
    // Where every number has a unit, only the last one is taken from the inputs.
    const allHave = lastWithout < 0 && !materialsAreTexts;
    return common(last.name, 'last-with-unit', allHave ? [last] : withUnit);
  }
  const lastNumber = quantities.at(-1);
  if (lastNumber && materialsAreTexts) {
    return common(lastNumber.name, 'last-common-number', [lastNumber]);
  }
  if (own) return { ...own, results: [] };
  // What stands last in one table and is not in the other is probably what is meant: the person says.
  const missing = lastOfOne(simulated, measured, spreads);
  if (missing) return { ...missing, reason: 'only-candidate', results: [] };
  if (lastNumber && quantities.length > 1) {
    return common(lastNumber.name, 'last-common-number', [lastNumber]);
  }
  return { reason: 'only-candidate', results: [] };
}

/** A target by its name, though it be text or missing in one table: then no other column is taken for it. */
function namedTargets(
  simulated: Table,
  measured: Table,
):
  | { name: string; reason: RoleReason }
  | { name?: undefined; simulated?: string; measured?: string; reason: RoleReason }
  | undefined {
  const named = (table: Table, other: Table): string | undefined =>
    table.columns.findLast(({ name }) => isTargetName(name) && columnOf(other, name))?.name;
  const both = named(measured, simulated);
  if (both !== undefined) return { name: both, reason: 'named-as-target' };
  const mine = measured.columns.findLast(({ name }) => isTargetName(name))?.name;
  const theirs = simulated.columns.findLast(({ name }) => isTargetName(name))?.name;
  if (mine === undefined && theirs === undefined) return undefined;
  const reason: RoleReason = 'named-as-target';
  if (mine !== undefined && theirs !== undefined)
    return { simulated: theirs, measured: mine, reason };
  return mine === undefined
    ? theirs === undefined
      ? undefined
      : { simulated: theirs, reason }
    : { measured: mine, reason };
}

/** The last number of a table that the other table lacks, where only one table has one. */
function lastOfOne(
  simulated: Table,
  measured: Table,
  spreads: ReadonlyMap<string, SpreadColumn>,
): { simulated?: string; measured?: string } | undefined {
  const last = (table: Table, other: Table): string | undefined => {
    const found = table.columns.findLast((column) => isQuantity(column, spreads));
    return found && !columnOf(other, found.name) ? found.name : undefined;
  };
  const mine = last(measured, simulated);
  const theirs = last(simulated, measured);
  if (mine !== undefined && theirs === undefined) return { measured: mine };
  if (theirs !== undefined && mine === undefined) return { simulated: theirs };
  return undefined;
}

function isQuantity(column: Column, spreads: ReadonlyMap<string, SpreadColumn>): boolean {
  return (
    column.kind === 'number' &&
    !isIndexName(column.name) &&
    !isSerial(column) &&
    !spreads.has(column.name) &&
    isNumeric(kindOf(column).kind)
  );
}

/**
 * Each table's own quantities: the pair whose names share most words, later measured columns before earlier
 * ones. Where no names are alike, only a single candidate on each side is taken, unless any will do (beside
 * texts that spell materials no number can be mistaken for an input).
 */
function ownTargets(
  simulated: Table,
  measured: Table,
  anyWillDo: boolean,
  spreads: ReadonlyMap<string, SpreadColumn>,
): { simulated: string; measured: string; reason: RoleReason } | undefined {
  const own = (table: Table, other: Table): string[] =>
    table.columns
      .filter((column) => isQuantity(column, spreads) && !columnOf(other, column.name))
      .map((column) => column.name);
  const ofMeasured = own(measured, simulated);
  const ofSimulated = own(simulated, measured);
  let best: { simulated: string; measured: string; shared: number } | undefined;
  for (const mine of ofMeasured) {
    for (const theirs of ofSimulated) {
      // The same quantity but for where it comes from is as alike as can be.
      const same = foldedQuantity(mine) === foldedQuantity(theirs);
      const shared = same ? Infinity : sharedWords(mine, theirs);
      const later = best?.measured !== mine;
      if (!best || shared > best.shared || (shared === best.shared && later)) {
        best = { measured: mine, simulated: theirs, shared };
      }
    }
  }
  if (!best) return undefined;
  const several = ofMeasured.length + ofSimulated.length > 2;
  if (best.shared === 0 && several && !anyWillDo) return undefined;
  const reason = best.shared > 0 ? 'similar-name' : 'only-candidate';
  return { simulated: best.simulated, measured: best.measured, reason };
}

function guesses(
  table: Table,
  other: Table,
  which: 'simulated' | 'measured',
  verdicts: ReadonlyMap<string, Verdict>,
  targets: Targets,
): ColumnGuess[] {
  return table.columns.map(({ name }) => {
    const where = columnOf(other, name) ? 'both' : which;
    if (targets[which] === name) return { name, where, role: 'target', reason: targets.reason };
    const [role, reason] = verdicts.get(name) ?? (['ignored', 'in-one-table-only'] as const);
    return { name, where, role, reason };
  });
}
