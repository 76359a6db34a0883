/** What the next Run would run: the built-in experiment or a person's tables, with the settings as typed. */
import type { TableDescription } from '../../sharing/results.ts';
import type { Series, SeriesSpec } from '../../preparation/series.ts';
import type { ExtraPoint, SpecProblem, SweepSpec } from '../../sweep/specification.ts';
import { createStore } from './create-store.ts';
import { parseSettings, type Settings } from './settings.ts';

/** Series that are ready to run, with what made them. */
export interface Prepared {
  readonly origin: 'built-in' | 'tables';
  readonly specs: readonly SeriesSpec[];
  readonly series: readonly Series[];
  /** What a perfect model's error would be for the noise of repeated measurements, where there are any. */
  readonly noiseFloor: number | null;
  readonly tables: readonly TableDescription[];
  /** Unit of the measured target, for axes; null where the name tells none. */
  readonly unit: string | null;
}

export const preparedStore = createStore<Prepared | null>(null);

/** The whole specification, or what keeps it from being one. */
export function specification(
  settings: Settings,
  prepared: Prepared | null,
  extra: readonly ExtraPoint[] = [],
): { readonly spec: SweepSpec | null; readonly problems: readonly SpecProblem[] } {
  const { spec, problems } = parseSettings(settings);
  if (!prepared || problems.length > 0) return { spec: null, problems };
  const grid: SweepSpec = { ...spec, series: prepared.specs };
  return { spec: extra.length > 0 ? { ...grid, extra } : grid, problems };
}
