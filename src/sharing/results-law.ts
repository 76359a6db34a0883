/** A law as files have it: its three numbers, each with its interval. */
import type { PowerLaw } from '../scaling/index.ts';

/** null: open on that side. */
export type FileInterval = readonly [number | null, number | null];

export interface LawInResults {
  /** SeriesSpec.id. */
  readonly series: string;
  readonly m: number;
  readonly D: number;
  readonly alpha: number;
  readonly C: number;
  readonly level: 0.9;
  readonly intervals: {
    readonly D: FileInterval;
    readonly alpha: FileInterval;
    readonly C: FileInterval;
  };
  readonly identified: PowerLaw['identified'];
}

/** The law of one series and m. JSON has no infinity: an open end is null. */
export function lawInResults(series: string, m: number, law: PowerLaw): LawInResults {
  const end = (value: number) => (Number.isFinite(value) ? value : null);
  const pair = (name: 'D' | 'alpha' | 'C'): FileInterval => {
    const { lower, upper } = law.intervals[name][90];
    return [end(lower), end(upper)];
  };
  return {
    series,
    m,
    D: law.D,
    alpha: law.alpha,
    C: law.C,
    level: 0.9,
    intervals: { D: pair('D'), alpha: pair('alpha'), C: pair('C') },
    identified: law.identified,
  };
}
