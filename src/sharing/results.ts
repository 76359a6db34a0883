/** The results file: specification, every record and the laws; what another program or a paper's appendix needs. */
import type { PowerLaw } from '../scaling/index.ts';
import type { SweepRecord } from '../sweep/record.ts';
import type { SweepSpec } from '../sweep/specification.ts';

export interface TableDescription {
  readonly role: 'simulated' | 'measured';
  readonly series: string;
  /** The file's name; null for the built-in experiment. */
  readonly file: string | null;
  readonly rows: number;
  readonly fingerprint: string;
}

export interface LawInResults {
  readonly series: string;
  readonly m: number;
  readonly D: number;
  readonly alpha: number;
  readonly C: number;
  readonly level: 0.9;
  readonly intervals: {
    readonly D: readonly [number, number];
    readonly alpha: readonly [number, number];
    readonly C: readonly [number, number];
  };
  readonly identified: 'resolved' | 'upper-bound' | 'not-identified';
}

export interface Results {
  readonly format: 'sim2real-results';
  readonly version: 1;
  readonly appVersion: string;
  readonly spec: SweepSpec;
  readonly tables: readonly TableDescription[];
  readonly protocolHash: string;
  readonly records: readonly SweepRecord[];
  readonly laws: readonly LawInResults[];
}

export interface ResultsContents {
  readonly appVersion: string;
  readonly spec: SweepSpec;
  readonly tables: readonly TableDescription[];
  readonly protocolHash: string;
  readonly records: readonly SweepRecord[];
  readonly laws: readonly LawInResults[];
}

/** One law as the file has it. */
export function lawInResults(series: string, m: number, law: PowerLaw): LawInResults {
  const pair = (name: 'D' | 'alpha' | 'C'): readonly [number, number] => {
    const { lower, upper } = law.intervals[name][90];
    return [lower, upper];
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

/** The whole file. Records stand in a fixed order, so that two runs of one experiment give files that can be compared. */
export function resultsOf(contents: ResultsContents): Results {
  const { appVersion, spec, tables, protocolHash, records, laws } = contents;
  const sorted = [...records].sort(
    (a, b) =>
      compare(a.series, b.series) ||
      a.m - b.m ||
      compare(a.arm, b.arm) ||
      a.n - b.n ||
      a.trial - b.trial,
  );
  return {
    format: 'sim2real-results',
    version: 1,
    appVersion,
    spec,
    tables,
    protocolHash,
    records: sorted,
    laws,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
