/**
 * Several files of one experiment become one: shards of a run, or the laptops of a class. Records are told apart by their id
 * alone; the same point computed twice counts once.
 */
import type { ExperimentDocument } from '../experiment/document.ts';
import { parseList, parseNumber, writeList } from '../experiment/number-fields.ts';
import { effectiveSettings } from '../experiment/settings.ts';
import { canonicalJson } from '../hashing.ts';
import type { ExtraPoint } from '../sweep/specification.ts';
import { comparable, type SweepRecord } from '../sweep/record.ts';
import { experimentFile, type ExperimentFile } from './experiment-file.ts';

export interface NamedFile {
  readonly name: string;
  readonly file: ExperimentFile;
}

/** Two files give one point other values; the first file's are taken. */
export interface RecordConflict {
  readonly id: string;
  readonly first: { readonly file: string; readonly record: SweepRecord };
  readonly second: { readonly file: string; readonly record: SweepRecord };
}

export type UniteProblem = {
  readonly code: 'other-experiment';
  /** What differs: their series, what decides their numbers, or the generation of their ids. */
  readonly differs: 'series' | 'protocol' | 'version';
  readonly first: string;
  readonly second: string;
};

export type United =
  | {
      readonly ok: true;
      readonly file: ExperimentFile;
      readonly conflicts: readonly RecordConflict[];
    }
  | { readonly ok: false; readonly problem: UniteProblem };

/**
 * The first file's experiment with the points of all, and a grid that holds every file's. Laws are of one file's records: where
 * others come in, they are computed anew. Throws RangeError without files.
 */
export function uniteFiles(files: readonly NamedFile[]): United {
  const [first, ...others] = files;
  if (!first) throw new RangeError('There are no files to unite.');
  for (const other of others) {
    const differs = differenceOf(first.file, other.file);
    if (differs) {
      const problem = { code: 'other-experiment', differs, first: first.name, second: other.name };
      return { ok: false, problem: problem as UniteProblem };
    }
  }
  const known = new Map(
    first.file.records.map((record) => [record.id, { file: first.name, record }]),
  );
  const conflicts: RecordConflict[] = [];
  for (const { name, file } of others) {
    for (const record of file.records) {
      const before = known.get(record.id);
      if (!before) known.set(record.id, { file: name, record });
      else if (!sameRecord(before.record, record)) {
        conflicts.push({ id: record.id, first: before, second: { file: name, record } });
      }
    }
  }
  const grew = known.size > first.file.records.length;
  const file = experimentFile({
    ...first.file,
    document: others.reduce(
      (document, other) => withGridOf(document, other.file.document),
      first.file.document,
    ),
    records: [...known.values()].map(({ record }) => record),
    laws: grew ? [] : first.file.laws,
  });
  return { ok: true, file, conflicts };
}

function differenceOf(a: ExperimentFile, b: ExperimentFile): UniteProblem['differs'] | null {
  if (a.protocolVersion !== b.protocolVersion) return 'version';
  const protocols = new Map(a.series.map(({ id, protocol }) => [id, protocol]));
  if (a.series.length !== b.series.length || !b.series.every(({ id }) => protocols.has(id))) {
    return 'series';
  }
  return b.series.every(({ id, protocol }) => protocols.get(id) === protocol) ? null : 'protocol';
}

/** Seconds may differ; NaN is like NaN. */
function sameRecord(a: SweepRecord, b: SweepRecord): boolean {
  return canonicalJson(comparable(a)) === canonicalJson(comparable(b));
}

/** The document with every size, m and trial that either asks for. */
function withGridOf(document: ExperimentDocument, other: ExperimentDocument): ExperimentDocument {
  const mine = effectiveSettings(document.settings);
  const theirs = effectiveSettings(other.settings);
  const extra = new Map(
    [...document.extra, ...other.extra].map((point): [string, ExtraPoint] => [
      `${point.n} ${point.trial}`,
      point,
    ]),
  );
  return {
    ...document,
    settings: {
      ...document.settings,
      sizes: bothLists(mine.sizes, theirs.sizes),
      measured: bothLists(mine.measured, theirs.measured),
      trials: larger(mine.trials, theirs.trials),
    },
    extra: [...extra.values()],
  };
}

/** As typed where nothing is added. */
function bothLists(mine: string, theirs: string): string {
  const now = parseList(mine).values;
  const all = [...new Set([...now, ...parseList(theirs).values])].sort((a, b) => a - b);
  return all.length > new Set(now).size ? writeList(all) : mine;
}

function larger(mine: string, theirs: string): string {
  return parseNumber(theirs) > parseNumber(mine) ? theirs : mine;
}
