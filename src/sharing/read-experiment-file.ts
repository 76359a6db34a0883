/** Opens an experiment file of any version: total, and what is wrong is told with its place. */
import { parseDocument, type DocumentNote } from '../experiment/parse.ts';
import type { Plain } from '../experiment/parsing/plain.ts';
import { isObject, named, Notes } from '../experiment/parsing/shape.ts';
import { brokenJsonAt } from './broken-json.ts';
import {
  experimentFile,
  FILE_FORMAT,
  FILE_VERSION,
  type ExperimentFile,
  type ExperimentFileProblem,
} from './experiment-file.ts';
import { LAWS, RECORDS, SERIES, TABLES } from './file-shape.ts';
import { fromVersion1 } from './results-version-1.ts';

/** A record takes some 600 letters: this holds 300,000 of them. */
export const MOST_LETTERS = 200_000_000;

export type FileNote =
  | DocumentNote
  /** Records of a series or protocol that the file does not describe. */
  | { readonly code: 'records-left-out'; readonly count: number };

export type ReadFile =
  | {
      readonly ok: true;
      readonly file: ExperimentFile;
      readonly notes: readonly FileNote[];
    }
  | { readonly ok: false; readonly problem: ExperimentFileProblem };

/** Whether a dropped file is meant to be an experiment, by its first letters: tables may be JSON too. */
export function looksLikeExperimentFile(start: string): boolean {
  return /^\uFEFF?\s*\{\s*"format"\s*:\s*"sim2real-/.test(start);
}

/** Never throws. */
export function readExperimentFile(text: string): ReadFile {
  if (text.length > MOST_LETTERS) {
    return refused({ code: 'file-too-large', letters: text.length, limit: MOST_LETTERS });
  }
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: Plain;
  try {
    value = JSON.parse(clean) as Plain;
  } catch {
    const place = brokenJsonAt(clean);
    // JSON, but nested so deeply that the browser gives up.
    if (!place) return refused({ code: 'other-content', found: '' });
    return refused({ code: 'broken-json', ...place });
  }
  if (!isObject(value) || value.format !== FILE_FORMAT) {
    return refused({ code: 'other-content', found: isObject(value) ? named(value.format) : '' });
  }
  const { version } = value;
  if (version === 1) {
    const older = fromVersion1(value);
    return older === null ? refused({ code: 'damaged', part: 'spec' }) : read(older);
  }
  if (version === FILE_VERSION) return read(value);
  return typeof version === 'number' && version > FILE_VERSION
    ? refused({ code: 'newer-file', version, ours: FILE_VERSION })
    : refused({ code: 'other-content', found: '' });
}

const refused = (problem: ExperimentFileProblem): ReadFile => ({ ok: false, problem });

/** The second version. */
function read(value: { readonly [key: string]: Plain }): ReadFile {
  const parsed = parseDocument(value.document);
  if (!parsed.ok) return refused({ code: 'document', problem: parsed.problem });
  const notes = new Notes();
  const series = SERIES.read(value.series, 'series', notes);
  if (!series) return refused({ code: 'damaged', part: 'series' });
  const records = RECORDS.read(value.records, 'records', notes);
  if (!records) return refused({ code: 'damaged', part: 'records' });
  const protocols = new Map(series.map(({ id, protocol }) => [id, protocol]));
  const described = records.filter((one) => protocols.get(one.series) === one.protocol);
  const count = records.length - described.length;
  const { appVersion } = value;
  const file = experimentFile({
    appVersion: typeof appVersion === 'string' ? appVersion.slice(0, 100) : '',
    protocolVersion: value.protocolVersion === 1 ? 1 : 2,
    document: parsed.document,
    tables: TABLES.read(value.tables, 'tables', notes) ?? [],
    series,
    records: described,
    laws: LAWS.read(value.laws, 'laws', notes) ?? [],
  });
  return {
    ok: true,
    file,
    notes: [
      ...parsed.notes.map((note) => ({ ...note, path: `document.${note.path}` })),
      ...notes.list,
      ...(count > 0 ? [{ code: 'records-left-out' as const, count }] : []),
    ],
  };
}
