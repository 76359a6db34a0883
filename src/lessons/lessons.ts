/** The lessons by id: each brings its data and the settings that it is about. */
import type { TypedSettings } from '../experiment/document.ts';
import { settingsOf } from '../experiment/settings.ts';
import type { Series, SeriesSpec } from '../preparation/series.ts';
import { BUILT_IN_UNIT, createBuiltInExperiment } from './built-in.ts';

export interface Lesson {
  readonly specs: readonly SeriesSpec[];
  readonly series: readonly Series[];
  readonly settings: TypedSettings;
  /** Of the property; errors have it too. */
  readonly unit: string;
}

export const LESSONS: readonly string[] = ['built-in'];

export const isLesson = (id: string): boolean => LESSONS.includes(id);

/** Throws RangeError for an id that no lesson has. */
export function createLesson(id: string): Lesson {
  if (!isLesson(id)) throw new RangeError(`There is no lesson "${id}".`);
  const { spec, series } = createBuiltInExperiment();
  return { specs: spec.series, series, settings: settingsOf(spec), unit: BUILT_IN_UNIT };
}
