/**
 * A source on a target, from the document and its two tables: every guess carried out, everything that is wrong, and what
 * preparation needs. Pure, so that the page, a file and the command line see the same.
 */
import { planFromRoles } from '../preparation/descriptor-plan.ts';
import type { SeriesChoice } from '../preparation/prepare-series.ts';
import { checkRoles, isOnlyWarning } from '../tables/check-roles.ts';
import type { RoleProblem, Roles } from '../tables/roles.ts';
import { alignColumns, type Alignment } from '../tables/columns/align-columns.ts';
import { ownSplit } from '../tables/split-column.ts';
import { columnOf, type Table } from '../tables/table.ts';
import type { Conversion } from '../tables/unit-conversion.ts';
import { fullDescriptorOptions } from './column-options.ts';
import type { SeriesChoices, SeriesDocument } from './document.ts';
import { oddCells, type OddCell } from './odd-cells.ts';
import { groupColumns, testColumns } from './own-splits.ts';
import { rolesOf } from './role-choice.ts';
import { looksLikeSameProperty, targetCandidates, unitMismatchOf } from './targets.ts';

/** What keeps a series from being made. */
export type SeriesProblem =
  | { readonly code: 'roles'; readonly problem: RoleProblem }
  /** `count` rows hold something else than numbers, and nobody said that they may be left out. */
  | { readonly code: 'odd-cells'; readonly count: number; readonly first: OddCell }
  /** A column that was chosen is not in this table: the choice was made for another. */
  | {
      readonly code: 'chosen-column-missing';
      readonly choice: 'groupColumn' | 'testColumn' | 'moreTargets';
      readonly file: string;
      readonly column: string;
    }
  /** The column leaves no row to test on, or none to train on. */
  | { readonly code: 'no-own-split'; readonly file: string; readonly column: string };

export interface SeriesView {
  readonly choices: SeriesChoices;
  /** The simulated table with the measured one's names where they mean the same; everything below is about this one. */
  readonly simulated: Table;
  readonly alignment: Alignment;
  readonly roles: Roles;
  readonly roleProblems: readonly RoleProblem[];
  /** As chosen, else as the targets' names suggest. */
  readonly sameProperty: boolean;
  /** What simulated values go through; null where they stay as they are. */
  readonly conversion: Conversion | null;
  /** Simulated columns that could be pretrained on as well, and those that are. */
  readonly targetCandidates: readonly string[];
  readonly moreTargets: readonly string[];
  /** One for each row that has one. */
  readonly oddCells: readonly OddCell[];
  /** Measured columns that could define groups or test rows. */
  readonly groupColumns: readonly string[];
  readonly testColumns: readonly string[];
  readonly problems: readonly SeriesProblem[];
  /** What preparation needs; null while there are problems. */
  readonly choice: SeriesChoice | null;
}

export function seriesView(
  { roles: chosenRoles, choices }: SeriesDocument,
  asRead: Table,
  measured: Table,
): SeriesView {
  const alignment = alignColumns(asRead, measured, {
    apart: choices.columnsApart,
    converted: choices.columnsConverted,
  });
  const { simulated } = alignment;
  const roles = rolesOf(chosenRoles, simulated, measured);
  const roleProblems = checkRoles(simulated, measured, roles);
  const candidates = targetCandidates(simulated, roles);
  const odd = oddCells(simulated, measured, roles);
  const view = {
    choices,
    simulated,
    alignment,
    roles,
    roleProblems,
    sameProperty: choices.sameProperty ?? looksLikeSameProperty(roles, roleProblems),
    conversion: choices.convert ? (unitMismatchOf(roleProblems)?.conversion ?? null) : null,
    targetCandidates: candidates,
    // A column that became an input since it was chosen is none.
    moreTargets: candidates.filter((name) => choices.moreTargets.includes(name)),
    oddCells: odd,
    groupColumns: groupColumns(measured),
    testColumns: testColumns(measured, roles),
  };
  const problems = problemsOf(view, simulated, measured);
  return { ...view, problems, choice: problems.length > 0 ? null : choiceOf(view, measured) };
}

type Looked = Omit<SeriesView, 'problems' | 'choice'>;

function problemsOf(view: Looked, simulated: Table, measured: Table): SeriesProblem[] {
  const { choices, roleProblems, oddCells: odd } = view;
  const problems: SeriesProblem[] = roleProblems
    .filter((problem) => !isOnlyWarning(problem))
    .map((problem) => ({ code: 'roles', problem }));
  const [first] = odd;
  if (first && !choices.leaveOutOdd) {
    problems.push({ code: 'odd-cells', count: odd.length, first });
  }
  const absent = (
    choice: 'groupColumn' | 'testColumn' | 'moreTargets',
    table: Table,
    column: string,
  ) => problems.push({ code: 'chosen-column-missing', choice, file: table.name, column });
  for (const name of choices.moreTargets) {
    if (!columnOf(simulated, name)) absent('moreTargets', simulated, name);
  }
  const { groupColumn, testColumn } = choices;
  if (groupColumn !== null && !columnOf(measured, groupColumn)) {
    absent('groupColumn', measured, groupColumn);
  }
  if (testColumn !== null) {
    const column = columnOf(measured, testColumn);
    if (!column) absent('testColumn', measured, testColumn);
    else {
      const { test, rest } = ownSplit(column);
      if (test.length === 0 || rest.length === 0) {
        problems.push({ code: 'no-own-split', file: measured.name, column: testColumn });
      }
    }
  }
  return problems;
}

/** null where a target is not known; checkRoles has said so. */
function choiceOf(view: Looked, measured: Table): SeriesChoice | null {
  const { choices, conversion, moreTargets, roles, sameProperty } = view;
  const { simulatedTarget, measuredTarget } = roles;
  if (simulatedTarget === undefined || measuredTarget === undefined) return null;
  const descriptors = fullDescriptorOptions(roles, measured, choices.descriptors);
  return {
    label: measuredTarget,
    plan: planFromRoles(roles, measured, descriptors),
    simulatedTargets: [simulatedTarget, ...moreTargets],
    measuredTarget,
    sameProperty,
    repeats: choices.repeats,
    ...(choices.logTarget ? { targetScale: 'log10' as const } : {}),
    ...(choices.groupColumn === null ? {} : { groupColumn: choices.groupColumn }),
    ...(choices.testColumn === null ? {} : { testColumn: choices.testColumn }),
    ...(conversion ? { conversion } : {}),
  };
}
