/**
 * The experiment as a file: document, every record and the laws. What the page opens again, and what another program or a
 * paper's appendix needs: the numbers of the specification stand in it beside the document that they come from.
 */
import type { ExperimentDocument } from '../experiment/document.ts';
import { restrictTo, type DocumentProblem } from '../experiment/parse.ts';
import {
  effectiveSettings,
  parseSettings,
  type SpecWithoutSeries,
} from '../experiment/settings.ts';
import type { SeriesSpec } from '../preparation/series.ts';
import { byPoint, type SweepRecord } from '../sweep/record.ts';
import type { Side } from '../tables/side.ts';
import type { JsonPlace } from './broken-json.ts';
import type { LawInResults } from './results-law.ts';

/** The name that files of the first version had; people have such files. */
export const FILE_FORMAT = 'sim2real-results';
export const FILE_VERSION = 2;

export interface TableDescription {
  readonly role: Side;
  /** SeriesSpec.id. */
  readonly series: string;
  /** The file's name; null where the data were made and not read. */
  readonly file: string | null;
  /** Rows that are used. */
  readonly rows: number;
  readonly fingerprint: string;
}

export interface FileSeries extends SeriesSpec {
  /** The protocol of its records, 64 hexadecimal digits. */
  readonly protocol: string;
  /** What a perfect model's error would be for the noise of repeated measurements, where that is known. */
  readonly noiseFloor: number | null;
}

export interface ExperimentFile {
  readonly format: typeof FILE_FORMAT;
  readonly version: typeof FILE_VERSION;
  /** Of the page that wrote it. */
  readonly appVersion: string;
  /** Records of protocol 1 (files of the first version) can be looked at, but not gone on with: ids had another meaning. */
  readonly protocolVersion: 1 | 2;
  readonly document: ExperimentDocument;
  readonly tables: readonly TableDescription[];
  readonly series: readonly FileSeries[];
  /** The document's settings as numbers; null where a text in them cannot be read. */
  readonly spec: SpecWithoutSeries | null;
  readonly records: readonly SweepRecord[];
  readonly laws: readonly LawInResults[];
}

export type FileContents = Pick<
  ExperimentFile,
  'appVersion' | 'document' | 'tables' | 'series' | 'records' | 'laws'
> &
  Partial<Pick<ExperimentFile, 'protocolVersion'>>;

/** Why a file's text is no experiment. */
export type ExperimentFileProblem =
  | { readonly code: 'file-too-large'; readonly letters: number; readonly limit: number }
  /** It stops being JSON there. */
  | ({ readonly code: 'broken-json' } & JsonPlace)
  /** JSON, but of something else; `found`: what it says of itself, '' where it says nothing. */
  | { readonly code: 'other-content'; readonly found: string }
  | { readonly code: 'newer-file'; readonly version: number; readonly ours: number }
  /** The document in it cannot be read. */
  | { readonly code: 'document'; readonly problem: DocumentProblem }
  /** A part that everything else depends on is missing or damaged. */
  | { readonly code: 'damaged'; readonly part: 'spec' | 'series' | 'records' };

/**
 * The whole file, from a pinned document. Everything stands in a fixed order, so that two runs of one experiment give files
 * that can be compared.
 */
export function experimentFile(contents: FileContents): ExperimentFile {
  const { appVersion, protocolVersion = 2, tables, series, records, laws } = contents;
  const document = restrictTo(contents.document, 'file');
  return {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    appVersion,
    protocolVersion,
    document,
    tables,
    series,
    spec: specOf(document),
    records: [...records].sort(byPoint),
    laws: [...laws].sort((a, b) => compare(a.series, b.series) || a.m - b.m),
  };
}

/** The text of a file. What is not a number in JSON (an r2 of constant values) is null in it. */
export function writeExperimentFile(file: ExperimentFile): string {
  return `${JSON.stringify(file, null, 1)}\n`;
}

function specOf({ settings, extra }: ExperimentDocument): SpecWithoutSeries | null {
  const { spec, problems } = parseSettings(effectiveSettings(settings));
  if (problems.length > 0) return null;
  return extra.length > 0 ? { ...spec, extra } : spec;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
