/** The settings as texts, and what they say: a person's own words stay as typed and are read when they are needed. */
import { DEFAULT_SPEC, type SpecProblem, type SweepSpec } from '../sweep/specification.ts';
import type { Schedule } from '../training/schedule.ts';
import {
  SCHEDULE_NUMBERS,
  STAGES,
  type ScheduleFields,
  type ScheduleNumber,
  type Settings,
  type Stage,
  type TypedSettings,
} from './document.ts';
import { parseList, parseNumber, writeList } from './number-fields.ts';

/** The specification without its series: those come from the data. */
export type SpecWithoutSeries = Omit<SweepSpec, 'series'>;

export const DEFAULT_SETTINGS: Settings = settingsOf({
  ...DEFAULT_SPEC,
  sizes: [100, 200, 400, 800],
});

/** What stands in the fields: what was typed, else what the data or the lesson propose, else the defaults. */
export function effectiveSettings(typed: TypedSettings, proposed: TypedSettings = {}): Settings {
  const stage = (name: Stage): ScheduleFields => ({
    ...DEFAULT_SETTINGS[name],
    ...proposed[name],
    ...typed[name],
  });
  return {
    ...DEFAULT_SETTINGS,
    ...proposed,
    ...typed,
    pretraining: stage('pretraining'),
    fineTuning: stage('fineTuning'),
  };
}

/** What was typed, with a further change: other fields of a schedule stay. */
export function withTyped(typed: TypedSettings, change: TypedSettings): TypedSettings {
  const stages = STAGES.flatMap((stage) =>
    change[stage] ? [[stage, { ...typed[stage], ...change[stage] }] as const] : [],
  );
  return { ...typed, ...change, ...Object.fromEntries(stages) };
}

/** A specification as a person would have typed it. */
export function settingsOf(spec: SpecWithoutSeries): Settings {
  return {
    sizes: writeList(spec.sizes),
    measured: writeList(spec.measured),
    trials: String(spec.trials),
    seed: String(spec.seed),
    testShare: String(spec.testShare),
    leakRule: spec.leakRule,
    hidden: writeList(spec.hidden),
    activation: spec.activation,
    fixedSteps: String(spec.fixedSteps),
    pretraining: scheduleFields(spec.pretraining),
    fineTuning: scheduleFields(spec.fineTuning),
  };
}

function scheduleFields(schedule: Schedule): ScheduleFields {
  return {
    learningRate: String(schedule.learningRate),
    batch: String(schedule.batch),
    maxSteps: String(schedule.maxSteps),
    evaluationInterval: String(schedule.evaluationInterval),
    patience: String(schedule.patience),
    weightDecay: String(schedule.weightDecay),
    decay: schedule.decay,
    loss: schedule.loss,
  };
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
  const schedule = (stage: Stage): Schedule => {
    const { decay, loss, ...texts } = settings[stage];
    const numbers = Object.fromEntries(
      SCHEDULE_NUMBERS.map((name) => [name, number(`${stage}.${name}`, texts[name])]),
    ) as Record<ScheduleNumber, number>;
    return { ...DEFAULT_SPEC[stage], ...numbers, decay, loss };
  };
  const spec: SpecWithoutSeries = {
    version: DEFAULT_SPEC.version,
    seed: number('seed', settings.seed),
    sizes: ascending(list('sizes', settings.sizes)),
    measured: ascending(list('measured', settings.measured)),
    trials: number('trials', settings.trials),
    testShare: number('testShare', settings.testShare),
    leakRule: settings.leakRule,
    hidden: list('hidden', settings.hidden),
    activation: settings.activation,
    pretraining: schedule('pretraining'),
    fineTuning: schedule('fineTuning'),
    fixedSteps: number('fixedSteps', settings.fixedSteps),
  };
  return { spec, problems };
}
