/**
 * The experiment as a person decided it: plain JSON, the one thing that a link, a stored experiment, a lesson, a file and
 * the command line have in common. Whatever is absent is as guessed or as the defaults say; `pinned` fills it in.
 */
import type { Metric } from '../findings/metric.ts';
import type { ColumnOptions } from '../preparation/descriptor-plan.ts';
import type { ExtraPoint, LeakRule } from '../sweep/specification.ts';
import type { ListChoices } from '../tables/error-list/error-list.ts';
import type { ReadChoices } from '../tables/read-table.ts';
import type { EngineChoice } from '../training/choose-engine.ts';
import type { Activation } from '../training/network.ts';
import type { Schedule } from '../training/schedule.ts';

export const DOCUMENT_FORMAT = 'sim2real-experiment';
export const DOCUMENT_VERSION = 1;

export interface ExperimentDocument {
  readonly format: typeof DOCUMENT_FORMAT;
  readonly version: typeof DOCUMENT_VERSION;
  /** As a person named it; null: named after its data. */
  readonly title: string | null;
  readonly source: Source;
  /** Only what was typed; the rest follows from the data and the defaults. */
  readonly settings: TypedSettings;
  /** Single points beside the grid. */
  readonly extra: readonly ExtraPoint[];
  readonly engine: EngineChoice;
  readonly worth: Worth;
  readonly view: View;
}

/** Where the data come from. */
export type Source =
  | { readonly kind: 'lesson'; readonly lesson: string }
  | TablesSource
  | { readonly kind: 'list'; readonly text: string; readonly choices: ListChoices };

export interface TablesSource {
  readonly kind: 'tables';
  readonly simulated: readonly TableReference[];
  readonly measured: readonly TableReference[];
  readonly series: readonly SeriesDocument[];
}

/** A table by content. Its rows are not here. */
export interface TableReference {
  /** SHA-256 of the parsed content, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** The file's name. */
  readonly name: string;
  /** null: not known (files of the first version did not say). */
  readonly rows: number | null;
  readonly columns: number | null;
  /** How the file is read, where that is not as guessed. */
  readonly read: ReadChoices;
}

/** One source on one target: indices into the tables, and what a person chose for the pair. */
export interface SeriesDocument {
  readonly simulated: number;
  readonly measured: number;
  /** null: as guessed. */
  readonly roles: RoleChoice | null;
  readonly choices: SeriesChoices;
}

/** Which column plays which part, by name; every other column is left out. */
export interface RoleChoice {
  readonly inputs: readonly string[];
  readonly conditions: readonly string[];
  readonly simulatedTarget: string | null;
  readonly measuredTarget: string | null;
}

/** What a person decided about a pair of tables beyond the columns' roles. */
export interface SeriesChoices {
  /** Leave out rows whose cells hold text where numbers should be. */
  readonly leaveOutOdd: boolean;
  /** Convert simulated values into the measured unit, where the factor is known. */
  readonly convert: boolean;
  readonly repeats: 'keep' | 'average';
  /** Learn the logarithm of the target. */
  readonly logTarget: boolean;
  /** Measured columns that define the groups and the test rows; null: materials, drawn anew in every trial. */
  readonly groupColumn: string | null;
  readonly testColumn: string | null;
  /** null: as the targets' names suggest. */
  readonly sameProperty: boolean | null;
  /** Simulated columns that are pretrained on beside the simulated target. */
  readonly moreTargets: readonly string[];
  /** Measured columns that are not taken for a simulated one with a like name. */
  readonly columnsApart: readonly string[];
  /** Measured columns whose simulated partner is converted into their unit. */
  readonly columnsConverted: readonly string[];
  /** How single columns are turned into features, by name. */
  readonly descriptors: Readonly<Record<string, ColumnOptions>>;
}

/** The numbers of a schedule that a person may type. */
export const SCHEDULE_NUMBERS = [
  'learningRate',
  'batch',
  'maxSteps',
  'evaluationInterval',
  'patience',
  'weightDecay',
] as const;
export type ScheduleNumber = (typeof SCHEDULE_NUMBERS)[number];

export interface ScheduleFields extends Readonly<Record<ScheduleNumber, string>> {
  readonly decay: Schedule['decay'];
  readonly loss: Schedule['loss'];
}

export const STAGES = ['pretraining', 'fineTuning'] as const;
export type Stage = (typeof STAGES)[number];

/** The settings as typed: texts, so that nothing a person writes is lost before it can be read. */
export interface Settings extends Readonly<Record<Stage, ScheduleFields>> {
  readonly sizes: string;
  readonly measured: string;
  readonly trials: string;
  readonly seed: string;
  readonly testShare: string;
  readonly leakRule: LeakRule;
  readonly hidden: string;
  readonly activation: Activation;
  readonly fixedSteps: string;
}

/** The settings that a person typed, field by field. */
export type TypedSettings = Partial<Omit<Settings, Stage>> &
  Readonly<Partial<Record<Stage, Partial<ScheduleFields>>>>;

/** What a person says simulations cost and errors are worth: texts as typed, empty = not given. */
export interface Worth {
  readonly valuePerError: string;
  readonly costPerSample: string;
  readonly smallestGain: string;
}

/** Parts of the page that whoever shares an experiment may hide: a class then sees the question alone. */
export const PARTS = ['data', 'settings', 'downloads', 'answers'] as const;
export type Part = (typeof PARTS)[number];

/** How the results are looked at; none of it changes a number. */
export interface View {
  readonly metric: Metric;
  /** null: the smallest m of the specification. */
  readonly m: number | null;
  /** The error that a person wants to reach. */
  readonly target: number | null;
  readonly showBeyond: boolean;
  readonly hidden: readonly Part[];
}
