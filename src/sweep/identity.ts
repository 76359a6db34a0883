/**
 * What a record, a protocol and a pretrained network are, as hashes of their content: nothing here knows the other series,
 * the sizes, m values and trials that are asked for, the engine, a label or an index.
 */
import { hashFeatures } from '../descriptors/hash-features.ts';
import { hashColumns, hashJson } from '../hashing.ts';
import type { SeriesSpec, SimulatedDomain } from '../preparation/series.ts';
import type { Arm } from './record.ts';
import type { SweepSpec } from './specification.ts';

/** Changes whenever records of an unchanged specification may change; CHANGELOG.md says what each means. */
export const PROTOCOL_VERSION = 2;

/** What the hash leaves out: which points there are, what the form of the specification is, and the other series. */
type Points = 'version' | 'series' | 'sizes' | 'measured' | 'trials' | 'extra';

/** The hash of everything that decides the numbers of one series, apart from the engine: 64 hexadecimal digits. */
export function protocolHash(
  spec: Omit<SweepSpec, Points> & Partial<Pick<SweepSpec, Points>>,
  series: Pick<SeriesSpec, 'id'>,
): string {
  const { version, series: others, sizes, measured, trials, extra, ...decides } = spec;
  return hashJson({ protocolVersion: PROTOCOL_VERSION, series: series.id, ...decides });
}

/** The id of the record of one point; n is 0 in the baselines. */
export function recordId(
  protocol: string,
  { n, m, trial, arm }: { n: number; m: number; trial: number; arm: Arm },
): string {
  return `${protocol.slice(0, 16)}:n${n}:m${m}:t${trial}:${arm}`;
}

const sourceKeys = new WeakMap<SimulatedDomain, string>();

/** What pretraining sees of a source, 64 hexadecimal digits: rows, their places in the table, targets and features. */
export function sourceKey(domain: SimulatedDomain): string {
  const known = sourceKeys.get(domain);
  if (known) return known;
  const { table, tableRows, rows, fingerprint, features } = domain;
  const places = hashColumns([], [Float64Array.from(rows)]);
  const key = hashJson({ table, tableRows, places, fingerprint, features: hashFeatures(features) });
  sourceKeys.set(domain, key);
  return key;
}

/** Under the leak rule 'any': what decides a pretrained network beside n and the trial, whatever it is used for. */
export function sharedPretrainingKey(spec: SweepSpec, source: SimulatedDomain): string {
  const { seed, testShare, hidden, activation, pretraining } = spec;
  return hashJson({
    protocolVersion: PROTOCOL_VERSION,
    leakRule: 'any',
    source: sourceKey(source),
    ...{ seed, testShare, hidden, activation, pretraining },
  });
}
