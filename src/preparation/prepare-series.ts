/**
 * Two tables and what a person chose become a series: described rows with a target, their material keys and values.
 * Every row that is left out is listed with its reason.
 */
import { describeInWorker } from '../descriptors/describe-client.ts';
import type { DescribedTable, Description, DescribeOptions } from '../descriptors/describe.ts';
import type { DropReason as FeatureDropReason } from '../descriptors/encoded.ts';
import { gatherRows } from '../descriptors/feature-matrix.ts';
import { DESCRIPTOR_VERSION, type DescriptorPlan } from '../descriptors/plan.ts';
import type { Table } from '../tables/table.ts';
import { columnOf, lineOfRow } from '../tables/table.ts';
import {
  averageRepeats,
  countRepeats,
  groupRows,
  noiseFloor,
  type NoiseFloor,
  type Repeats,
} from '../tables/repeats.ts';
import { ownSplit } from '../tables/split-column.ts';
import { overlap, type Overlap } from '../tables/overlap.ts';
import { toLearnt, type TargetScale } from './target-scale.ts';
import { convert, type Conversion } from '../tables/unit-conversion.ts';
import type { Json } from '../hashing.ts';
import type { MeasuredDomain, Series, SeriesSpec } from './series.ts';
import { makeSeries } from './make-series.ts';

export interface SeriesChoice {
  readonly label: string;
  readonly plan: DescriptorPlan;
  /** Pretraining targets; several make pretraining multi-task. */
  readonly simulatedTargets: readonly string[];
  readonly measuredTarget: string;
  /** The first simulated target is the measured property. */
  readonly sameProperty: boolean;
  /** Turns the first simulated target into the measured unit. */
  readonly conversion?: Conversion;
  /** 'average' makes one row of the measured rows that have the same features and material. Default: 'keep'. */
  readonly repeats?: 'keep' | 'average';
  /** Learn the logarithm of the target; errors stay in its own scale. Values that are not positive are left out. */
  readonly targetScale?: TargetScale;
  /** A column of the measured table whose values are the groups of every split, instead of the materials. */
  readonly groupColumn?: string;
  /** A column of the measured table that says which rows are tested. */
  readonly testColumn?: string;
}

export type RowDropReason =
  | FeatureDropReason
  | { readonly code: 'missing-target'; readonly column: string }
  | { readonly code: 'target-not-positive'; readonly column: string }
  | { readonly code: 'averaged' };

export interface DroppedTableRow {
  readonly row: number;
  /** In the file, from 1. */
  readonly line: number;
  readonly reason: RowDropReason;
}

export interface SideReport {
  readonly side: 'simulated' | 'measured';
  readonly table: Table;
  readonly used: number;
  readonly dropped: readonly DroppedTableRow[];
}

export interface PreparedSeries {
  readonly spec: SeriesSpec;
  readonly series: Series;
  readonly sides: readonly [SideReport, SideReport];
  readonly features: Description['features'];
  readonly notes: Description['notes'];
  readonly overlap: Overlap;
  readonly repeats: Repeats;
  /** From repeated measurements, where there are enough. */
  readonly noiseFloor: NoiseFloor | undefined;
}

export type Describe = (
  plan: DescriptorPlan,
  simulated: Table,
  measured: Table,
  options: Pick<DescribeOptions, 'onProgress' | 'signal'>,
) => Promise<Description>;

export interface PrepareOptions extends Pick<DescribeOptions, 'onProgress' | 'signal'> {
  /** Default: in a worker of its own. */
  readonly describe?: Describe;
}

const describeThere: Describe = (plan, simulated, measured, options) =>
  describeInWorker(plan, simulated.columns, measured.columns, options);

/** Rejects with DescriptorPlanError where the plan does not fit, RangeError for a target that is no column of numbers, or the signal's reason. */
export async function prepareSeries(
  simulated: Table,
  measured: Table,
  choice: SeriesChoice,
  { describe = describeThere, onProgress, signal }: PrepareOptions = {},
): Promise<PreparedSeries> {
  const described = await describe(choice.plan, simulated, measured, {
    onProgress,
    signal,
  });
  const scale = choice.targetScale ?? 'linear';
  const learnable = (list: Float64Array<ArrayBuffer>) =>
    scale === 'linear' ? list : list.map((value) => (value > 0 ? value : NaN));
  const learnt = (list: Float64Array<ArrayBuffer>) => list.map((value) => toLearnt(value, scale));
  const targets = choice.simulatedTargets.map((name, i) => {
    const values = numbersOf(simulated, name);
    const converted = i === 0 && choice.conversion ? convert(values, choice.conversion) : values;
    return i === 0 && choice.sameProperty ? learnable(converted) : converted;
  });
  const source = withTarget(simulated, described.simulated, targets, choice.simulatedTargets);
  const values = learnable(numbersOf(measured, choice.measuredTarget));
  const target = withTarget(measured, described.measured, [values], [choice.measuredTarget]);
  // Repeats are rows of one material under the same conditions: the features tell them apart as well.
  const places = target.kept.map((_, i) => rowKey(target, i));
  const groups = groupRows(places, target.values[0] ?? []);
  const repeats = countRepeats(groups, target.values[0] ?? []);
  const floor = noiseFloor(groups, target.values[0] ?? []);
  const final = choice.repeats === 'average' ? averaged(target, groups) : target;
  const finalValues = final.values[0] ?? new Float64Array(0);
  const series = makeSeries({
    label: choice.label,
    sameProperty: choice.sameProperty,
    ...(scale === 'linear' ? {} : { targetScale: scale }),
    simulated: {
      features: source.matrix,
      keys: source.keys,
      targets: source.values.map((list, i) =>
        i === 0 && choice.sameProperty ? learnt(list) : list,
      ),
    },
    measured: {
      features: final.matrix,
      keys: final.keys,
      values: learnt(finalValues),
      ...ownSplits(measured, choice, final.kept),
    },
  });
  return {
    spec: {
      id: series.id,
      label: choice.label,
      simulatedTargets: choice.simulatedTargets,
      measuredTarget: choice.measuredTarget,
      sameProperty: choice.sameProperty,
      descriptors: {
        version: DESCRIPTOR_VERSION,
        plan: choice.plan as unknown as Json,
        conversion: (choice.conversion ?? null) as Json,
        repeats: choice.repeats ?? 'keep',
        ...(choice.targetScale === undefined ? {} : { target: choice.targetScale }),
        ...(choice.groupColumn === undefined ? {} : { groups: choice.groupColumn }),
        ...(choice.testColumn === undefined ? {} : { test: choice.testColumn }),
      },
    },
    series,
    sides: [report('simulated', simulated, source), report('measured', measured, final)],
    features: described.features,
    notes: described.notes,
    overlap: overlap(
      { keys: source.keys, values: source.values[0] ?? [] },
      { keys: final.keys, values: finalValues },
    ),
    repeats,
    noiseFloor: floor,
  };
}

/** A described table without the rows that have no target. */
interface Usable {
  readonly matrix: DescribedTable['matrix'];
  readonly keys: readonly string[];
  /** For each target the value of each row. */
  readonly values: readonly Float64Array<ArrayBuffer>[];
  /** The row in the given table. */
  readonly kept: readonly number[];
  readonly dropped: readonly Omit<DroppedTableRow, 'line'>[];
}

/** Rows with at least one of the targets. */
function withTarget(
  table: Table,
  { matrix, rows, keys, dropped }: DescribedTable,
  targets: readonly Float64Array<ArrayBuffer>[],
  names: readonly string[],
): Usable {
  if (targets.some((values) => values.length !== table.rows)) {
    throw new RangeError(`A target of ${table.name} does not have ${table.rows} rows.`);
  }
  const present = [...rows.keys()].filter((i) =>
    targets.some((values) => Number.isFinite(values[rows[i] as number])),
  );
  const without = new Set(rows.keys());
  for (const i of present) without.delete(i);
  const column = names.join(', ');
  const given = names.map((name) => numbersOf(table, name));
  const reasonOf = (row: number): RowDropReason =>
    given.some((list) => Number.isFinite(list[row]))
      ? { code: 'target-not-positive', column }
      : { code: 'missing-target', column };
  return {
    matrix: gatherRows(matrix, present),
    keys: present.map((i) => keys[i] as string),
    values: targets.map((values) =>
      Float64Array.from(present, (i) => finiteOrMissing(values[rows[i] as number])),
    ),
    kept: present.map((i) => rows[i] as number),
    dropped: [
      ...dropped,
      ...[...without].map((i) => ({ row: rows[i] as number, reason: reasonOf(rows[i] as number) })),
    ].sort((a, b) => a.row - b.row),
  };
}

function averaged(usable: Usable, groups: ReadonlyMap<string, readonly number[]>): Usable {
  const { rows, values } = averageRepeats(groups, usable.values[0] ?? []);
  const first = new Set(rows);
  const reason: RowDropReason = { code: 'averaged' };
  return {
    matrix: gatherRows(usable.matrix, rows),
    keys: [...rows].map((i) => usable.keys[i] as string),
    values: [values],
    kept: [...rows].map((i) => usable.kept[i] as number),
    dropped: [
      ...usable.dropped,
      ...usable.kept.flatMap((row, i) => (first.has(i) ? [] : [{ row, reason }])),
    ].sort((a, b) => a.row - b.row),
  };
}

/** Groups and test rows of a person's own, for the rows that are used. */
function ownSplits(
  measured: Table,
  { groupColumn, testColumn }: SeriesChoice,
  kept: readonly number[],
): Pick<MeasuredDomain, 'groups' | 'ownSplit'> {
  const groups = groupColumn === undefined ? undefined : columnOf(measured, groupColumn);
  const test = testColumn === undefined ? undefined : columnOf(measured, testColumn);
  const split = test && ownSplit(test);
  const flags = new Uint8Array(measured.rows);
  for (const row of split?.test ?? []) flags[row] = 1;
  for (const row of split?.unclear ?? []) flags[row] = 2;
  return {
    ...(groups ? { groups: kept.map((row) => String(groups.values[row])) } : {}),
    ...(split ? { ownSplit: Uint8Array.from(kept, (row) => flags[row] ?? 2) } : {}),
  };
}

/** Material and features as text: rows that agree in it are repeats. */
function rowKey({ matrix, keys }: Usable, row: number): string {
  const parts = matrix.blocks
    .filter((block) => block.kind === 'float32')
    .map(({ values, names }) =>
      values.subarray(row * names.length, (row + 1) * names.length).join(' '),
    );
  return [keys[row], ...parts].join('\u001e');
}

function report(side: SideReport['side'], table: Table, { kept, dropped }: Usable): SideReport {
  return {
    side,
    table,
    used: kept.length,
    dropped: dropped.map((one) => ({ ...one, line: lineOfRow(table, one.row) })),
  };
}

function numbersOf(table: Table, name: string): Float64Array<ArrayBuffer> {
  const column = columnOf(table, name);
  if (column?.kind !== 'number') {
    throw new RangeError(`"${name}" is no column of numbers in ${table.name}.`);
  }
  return column.values;
}

function finiteOrMissing(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : NaN;
}
