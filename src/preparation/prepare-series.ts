/**
 * Two tables and what a person chose become a series: described rows with a target, their material keys and values.
 * Every row that is left out is listed with its reason.
 */
import type { Description, DescribeOptions } from '../descriptors/describe.ts';
import type { FittedPlan } from '../descriptors/fitted-plan.ts';
import { DESCRIPTOR_VERSION, type DescriptorPlan } from '../descriptors/plan.ts';
import type { Json } from '../hashing.ts';
import { overlap, type Overlap } from '../tables/overlap.ts';
import {
  countRepeats,
  groupRows,
  noiseFloor,
  type NoiseFloor,
  type Repeats,
} from '../tables/repeats.ts';
import { ownSplit } from '../tables/split-column.ts';
import { columnOf, lineOfRow, type Table } from '../tables/table.ts';
import { convert, type Conversion } from '../tables/unit-conversion.ts';
import { makeSeries } from './make-series.ts';
import { seriesId } from './series-id.ts';
import type { MeasuredDomain, Series, SeriesSpec } from './series.ts';
import { toLearnt, type TargetScale } from './target-scale.ts';
import {
  averaged,
  numbersOf,
  repeatKeys,
  rowsWithTarget,
  type LeftOutRow,
  type RowDropReason,
  type UsableRows,
} from './usable-rows.ts';

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

export interface DroppedTableRow extends LeftOutRow {
  /** In the file, from 1. */
  readonly line: number;
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
  /** How any other table is described in the same columns. */
  readonly fitted: FittedPlan;
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
  /** Who describes: a worker, a cache, or this thread. */
  readonly describe: Describe;
}

/** Rejects with DescriptorPlanError where the plan does not fit, RangeError for a target that is no column of numbers, or the signal's reason. */
export async function prepareSeries(
  simulated: Table,
  measured: Table,
  choice: SeriesChoice,
  { describe, onProgress, signal }: PrepareOptions,
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
  const source = rowsWithTarget(simulated, described.simulated, targets, choice.simulatedTargets);
  const values = learnable(numbersOf(measured, choice.measuredTarget));
  const target = rowsWithTarget(measured, described.measured, [values], [choice.measuredTarget]);
  // Repeats are rows of one material under the same conditions: the features tell them apart as well.
  const groups = groupRows(repeatKeys(target), target.values[0] ?? []);
  const repeats = countRepeats(groups, target.values[0] ?? []);
  const floor = noiseFloor(groups, target.values[0] ?? []);
  const final = choice.repeats === 'average' ? averaged(target, groups) : target;
  const finalValues = final.values[0] ?? new Float64Array(0);
  const series = makeSeries({
    id: seriesId({
      simulatedTable: simulated.fingerprint,
      measuredTable: measured.fingerprint,
      fitted: described.fitted,
      simulatedTargets: choice.simulatedTargets,
      measuredTarget: choice.measuredTarget,
      sameProperty: choice.sameProperty,
      targetScale: scale,
      conversion: choice.conversion ?? null,
      repeats: choice.repeats ?? 'keep',
      groupColumn: choice.groupColumn ?? null,
      testColumn: choice.testColumn ?? null,
    }),
    label: choice.label,
    sameProperty: choice.sameProperty,
    ...(scale === 'linear' ? {} : { targetScale: scale }),
    simulated: {
      ...originOf(simulated, source),
      features: source.matrix,
      keys: source.keys,
      targets: source.values.map((list, i) =>
        i === 0 && choice.sameProperty ? learnt(list) : list,
      ),
    },
    measured: {
      ...originOf(measured, final),
      features: final.matrix,
      keys: final.keys,
      values: learnt(finalValues),
      ...ownSplits(measured, choice, final.rows),
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
    fitted: described.fitted,
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

function originOf({ fingerprint, rows: tableRows }: Table, { rows }: UsableRows) {
  return { table: fingerprint, tableRows, rows };
}

/** Groups and test rows of a person's own, for the rows that are used. */
function ownSplits(
  measured: Table,
  { groupColumn, testColumn }: SeriesChoice,
  rows: Uint32Array<ArrayBuffer>,
): Pick<MeasuredDomain, 'groups' | 'ownSplit'> {
  const groups = groupColumn === undefined ? undefined : columnOf(measured, groupColumn);
  const test = testColumn === undefined ? undefined : columnOf(measured, testColumn);
  const split = test && ownSplit(test);
  const flags = new Uint8Array(measured.rows);
  for (const row of split?.test ?? []) flags[row] = 1;
  for (const row of split?.unclear ?? []) flags[row] = 2;
  return {
    ...(groups ? { groups: Array.from(rows, (row) => String(groups.values[row])) } : {}),
    ...(split ? { ownSplit: Uint8Array.from(rows, (row) => flags[row] ?? 2) } : {}),
  };
}

function report(side: SideReport['side'], table: Table, { rows, dropped }: UsableRows): SideReport {
  return {
    side,
    table,
    used: rows.length,
    dropped: dropped.map((one) => ({ ...one, line: lineOfRow(table, one.row) })),
  };
}

export type { RowDropReason };
