/** The experiment as a person types it: texts, kept as typed, and turned into a specification when needed. */
import { ACTIVATIONS, type Activation } from '../../training/network.ts';
import type { Schedule } from '../../training/schedule.ts';
import { DEFAULT_SPEC, type SpecProblem, type SweepSpec } from '../../sweep/specification.ts';
import { createStore } from './create-store.ts';
import { parseList, parseNumber, writeList } from './number-fields.ts';

export const SCHEDULE_NUMBERS = [
  'learningRate',
  'batch',
  'maxSteps',
  'evaluationInterval',
  'patience',
  'weightDecay',
] as const;
export type ScheduleNumber = (typeof SCHEDULE_NUMBERS)[number];

export interface ScheduleFields extends Record<ScheduleNumber, string> {
  readonly decay: Schedule['decay'];
  readonly loss: Schedule['loss'];
}

export interface Settings {
  readonly sizes: string;
  readonly measured: string;
  readonly trials: string;
  readonly seed: string;
  readonly testShare: string;
  readonly hidden: string;
  readonly activation: Activation;
  readonly fixedSteps: string;
  readonly pretraining: ScheduleFields;
  readonly fineTuning: ScheduleFields;
}

/** The specification without its series: those come from the tables. */
export type SpecWithoutSeries = Omit<SweepSpec, 'series'>;

const scheduleFields = (schedule: Schedule): ScheduleFields => ({
  learningRate: String(schedule.learningRate),
  batch: String(schedule.batch),
  maxSteps: String(schedule.maxSteps),
  evaluationInterval: String(schedule.evaluationInterval),
  patience: String(schedule.patience),
  weightDecay: String(schedule.weightDecay),
  decay: schedule.decay,
  loss: schedule.loss,
});

export function settingsOf(spec: SpecWithoutSeries): Settings {
  return {
    sizes: writeList(spec.sizes),
    measured: writeList(spec.measured),
    trials: String(spec.trials),
    seed: String(spec.seed),
    testShare: String(spec.testShare),
    hidden: writeList(spec.hidden),
    activation: spec.activation,
    fixedSteps: String(spec.fixedSteps),
    pretraining: scheduleFields(spec.pretraining),
    fineTuning: scheduleFields(spec.fineTuning),
  };
}

export const DEFAULT_SETTINGS: Settings = settingsOf({
  ...DEFAULT_SPEC,
  sizes: [100, 200, 400, 800],
});

export const settingsStore = createStore<Settings>(DEFAULT_SETTINGS);

/** Fields that a person typed into: files are read in the background, and defaults that come late must not undo that. */
let typed: Partial<Settings> = {};

/** A person's change. */
export function changeSettings(change: Partial<Settings>): void {
  typed = { ...typed, ...change };
  settingsStore.set((now) => ({ ...now, ...change }));
}

/** Defaults for other data; what a person typed stays. */
export function proposeSettings(settings: Settings): void {
  settingsStore.set(() => ({ ...settings, ...typed }));
}

/** From here on a new experiment: what was typed before belonged to another. */
export function forgetTyped(): void {
  typed = {};
}

export interface ParsedSettings {
  readonly spec: SpecWithoutSeries;
  /** Texts that are not numbers; what is out of range is for checkSpec. */
  readonly problems: readonly SpecProblem[];
}

/** Sizes and m values come back ascending and distinct. A field that cannot be read is NaN and a problem. */
export function parseSettings(settings: Settings): ParsedSettings {
  const problems: SpecProblem[] = [];
  const number = (field: string, text: string): number => {
    const value = parseNumber(text);
    if (Number.isNaN(value)) problems.push({ code: 'not-a-number', field, value: text });
    return value;
  };
  const list = (field: string, text: string): number[] => {
    const { values, unreadable } = parseList(text);
    for (const value of unreadable) problems.push({ code: 'not-a-number', field, value });
    return values;
  };
  const ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
  const schedule = (stage: 'pretraining' | 'fineTuning'): Schedule => {
    const fields = settings[stage];
    const read = (name: ScheduleNumber) => number(`${stage}.${name}`, fields[name]);
    return {
      ...DEFAULT_SPEC[stage],
      learningRate: read('learningRate'),
      batch: read('batch'),
      maxSteps: read('maxSteps'),
      evaluationInterval: read('evaluationInterval'),
      patience: read('patience'),
      weightDecay: read('weightDecay'),
      decay: fields.decay,
      loss: fields.loss,
    };
  };
  const spec: SpecWithoutSeries = {
    version: DEFAULT_SPEC.version,
    leakRule: DEFAULT_SPEC.leakRule,
    seed: number('seed', settings.seed),
    sizes: ascending(list('sizes', settings.sizes)),
    measured: ascending(list('measured', settings.measured)),
    trials: number('trials', settings.trials),
    testShare: number('testShare', settings.testShare),
    hidden: list('hidden', settings.hidden),
    activation: ACTIVATIONS.find((name) => name === settings.activation) ?? 'relu',
    pretraining: schedule('pretraining'),
    fineTuning: schedule('fineTuning'),
    fixedSteps: number('fixedSteps', settings.fixedSteps),
  };
  return { spec, problems };
}
