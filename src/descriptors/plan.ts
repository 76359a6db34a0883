/**
 * What a person chose as inputs: plain JSON that, with the tables and DESCRIPTOR_VERSION, determines every feature.
 * The simulated and the measured table may call a column differently; the simulated name is the feature's name.
 */
import type { Side } from '../tables/side.ts';
import type { Column } from '../tables/table.ts';

/** Part of the experiment's hash. It changes whenever the same table would give other features or other keys. */
export const DESCRIPTOR_VERSION = 'descriptors-2/rdkit-2026.09.1';

/** A column's name, or its two names where the tables differ. */
export type ColumnRef = string | { readonly simulated: string; readonly measured: string };

/** Which table is described. Any other one (candidates) goes by the measured names, then by the simulated ones. */
export type DescribedAs = Side | 'other';

interface PartBase {
  /** Conditions (temperature) stay out of the material key. Default: numbers and categories beside a chemical part. */
  readonly condition?: boolean;
}

export interface NumbersPart extends PartBase {
  readonly kind: 'numbers';
  readonly columns: readonly ColumnRef[];
  /** Simulated names of the columns that are taken as log10. */
  readonly log?: readonly string[];
}

export interface CategoryPart extends PartBase {
  readonly kind: 'category';
  readonly column: ColumnRef;
}

export const STATISTICS = ['mean', 'deviation', 'minimum', 'maximum', 'range'] as const;
export type Statistic = (typeof STATISTICS)[number];

export interface CompositionPart extends PartBase {
  readonly kind: 'composition';
  readonly column: ColumnRef;
  /** Default: all five. */
  readonly statistics?: readonly Statistic[];
}

export type Fingerprint =
  | { readonly kind: 'morgan'; readonly radius: number; readonly length: number }
  | { readonly kind: 'rdkit'; readonly maxPath: number; readonly length: number }
  | { readonly kind: 'maccs' };

export interface SmilesPart extends PartBase {
  readonly kind: 'smiles';
  readonly column: ColumnRef;
  /** Default: Morgan, radius 2, 1,024 bits. */
  readonly fingerprints?: readonly Fingerprint[];
  /** RDKit's physical descriptors beside the fingerprints. Default: false. */
  readonly physical?: boolean;
  /** [Ce], [At] and the like are the atoms that they name, and no ends of repeat units. Default: false. */
  readonly endsAsAtoms?: boolean;
}

export type DescriptorPart = NumbersPart | CategoryPart | CompositionPart | SmilesPart;
export type DescriptorPlan = readonly DescriptorPart[];

export const DEFAULT_FINGERPRINTS: readonly Fingerprint[] = [
  { kind: 'morgan', radius: 2, length: 1024 },
];

/** Why a plan cannot be carried out on these tables. */
export type PlanProblem =
  | { readonly code: 'empty-plan' }
  | { readonly code: 'no-material-key' }
  | { readonly code: 'column-not-found'; readonly side: DescribedAs; readonly column: string }
  | { readonly code: 'column-not-numeric'; readonly side: DescribedAs; readonly column: string }
  | { readonly code: 'column-not-text'; readonly side: DescribedAs; readonly column: string }
  | { readonly code: 'too-many-levels'; readonly column: string; readonly levels: number }
  | { readonly code: 'fingerprint-out-of-range'; readonly fingerprint: Fingerprint };

/** A plan that does not fit the tables, with the code and the offending value. */
export class DescriptorPlanError extends Error {
  override readonly name = 'DescriptorPlanError';
  constructor(readonly problem: PlanProblem) {
    super(`These inputs cannot be described: ${JSON.stringify(problem)}`);
  }
}

/** The column's name on that side. */
export function columnName(column: ColumnRef, side: Side): string {
  return typeof column === 'string' ? column : column[side];
}

/** The columns that a part reads. */
export function columnsOfPart(part: DescriptorPart): readonly ColumnRef[] {
  return part.kind === 'numbers' ? part.columns : [part.column];
}

/** Whether a part stays out of the material key. */
export function isCondition(part: DescriptorPart, plan: DescriptorPlan): boolean {
  if (part.condition !== undefined) return part.condition;
  const chemical = (one: DescriptorPart) => one.kind === 'composition' || one.kind === 'smiles';
  return !chemical(part) && plan.some(chemical);
}

/** Throws DescriptorPlanError where the plan itself makes no sense, whatever the tables. */
export function checkPlan(plan: DescriptorPlan): void {
  if (plan.every((part) => columnsOfPart(part).length === 0)) {
    throw new DescriptorPlanError({ code: 'empty-plan' });
  }
  if (plan.every((part) => isCondition(part, plan))) {
    throw new DescriptorPlanError({ code: 'no-material-key' });
  }
  for (const part of plan) {
    if (part.kind !== 'smiles') continue;
    for (const fingerprint of part.fingerprints ?? DEFAULT_FINGERPRINTS) {
      if (!fingerprintInRange(fingerprint)) {
        throw new DescriptorPlanError({ code: 'fingerprint-out-of-range', fingerprint });
      }
    }
  }
}

function fingerprintInRange(fingerprint: Fingerprint): boolean {
  const between = (value: number, low: number, high: number) =>
    Number.isInteger(value) && value >= low && value <= high;
  if (fingerprint.kind === 'maccs') return true;
  const reach =
    fingerprint.kind === 'morgan'
      ? between(fingerprint.radius, 0, 6)
      : between(fingerprint.maxPath, 1, 8);
  return reach && fingerprint.length % 8 === 0 && between(fingerprint.length, 64, 8192);
}

/** The column of a reference in that table. Throws DescriptorPlanError where it is not there. */
export function findColumn(
  reference: ColumnRef,
  columns: readonly Column[],
  as: DescribedAs,
): Column {
  const names = namesOf(reference, as);
  for (const name of names) {
    const column = columns.find((one) => one.name === name);
    if (column !== undefined) return column;
  }
  throw new DescriptorPlanError({ code: 'column-not-found', side: as, column: names[0] });
}

/** The columns that a plan reads of that table, where they are there. */
export function columnsOfPlan(
  plan: DescriptorPlan,
  columns: readonly Column[],
  as: DescribedAs,
): readonly Column[] {
  const names = new Set(plan.flatMap(columnsOfPart).flatMap((one) => namesOf(one, as)));
  return columns.filter((column) => names.has(column.name));
}

function namesOf(reference: ColumnRef, as: DescribedAs): readonly [string, ...string[]] {
  if (as !== 'other') return [columnName(reference, as)];
  return [columnName(reference, 'measured'), columnName(reference, 'simulated')];
}
