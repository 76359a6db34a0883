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
    else if (judged.kind === 'empty' || judge(other).kind === 'empty') set('empty');
    else if (judged.kind === 'smiles' || judged.kind === 'formula') materials.push(judged);
    else if (judged.kind === 'category' || judged.kind === 'text') set(judged.kind);
    else if (isConstant(column) && isConstant(other)) set('constant');
    else numbers.push(judged);
  }
  for (const verdict of judgeMaterials(materials, simulated, measured)) verdicts.set(...verdict);

  const conditions = numbers.filter(({ name }) => isConditionName(name));
  const quantities = numbers.filter(({ name }) => !isConditionName(name));
  const targets = guessTargets(quantities, materials.length > 0, simulated, measured);
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
  return {
    columns: [
      ...guesses(measured, simulated, 'measured', verdicts, targets),
      ...guesses(simulated, measured, 'simulated', verdicts, targets).filter(
        ({ where }) => where === 'simulated',
      ),
    ],
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
): Targets {
  const lastWithout = quantities.findLastIndex(({ hasUnit }) => !hasUnit);
  const withUnit = quantities.slice(lastWithout + 1);
  const common = (name: string, reason: RoleReason, results: readonly Judged[]): Targets => ({
    simulated: name,
    measured: name,
    reason,
    results: results.map((one) => one.name),
  });
  const named = quantities.findLast(({ name }) => isTargetName(name));
  if (named)
    return common(named.name, 'named-as-target', materialsAreTexts ? quantities : withUnit);
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
  const own = ownTargets(simulated, measured, materialsAreTexts);
  if (own) return { ...own, results: [] };
  if (lastNumber && quantities.length > 1) {
    return common(lastNumber.name, 'last-common-number', [lastNumber]);
  }
  return { reason: 'only-candidate', results: [] };
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
): { simulated: string; measured: string; reason: RoleReason } | undefined {
  const own = (table: Table, other: Table): string[] =>
    table.columns
      .filter((column) => column.kind === 'number' && !isIndexName(column.name))
      .filter((column) => !columnOf(other, column.name) && isNumeric(kindOf(column).kind))
      .map((column) => column.name);
  const ofMeasured = own(measured, simulated);
  const ofSimulated = own(simulated, measured);
  let best: { simulated: string; measured: string; shared: number } | undefined;
  for (const mine of ofMeasured) {
    for (const theirs of ofSimulated) {
      const shared = sharedWords(mine, theirs);
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
