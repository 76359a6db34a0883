/**
 * The one way into the page for an experiment that comes from outside: a link, a file, the browser's storage, a lesson.
 * Total: whatever is given, the answer is a valid document or the reason why there is none.
 */
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type ExperimentDocument } from './document.ts';
import { DOCUMENT } from './parsing/document-shape.ts';
import { migrated } from './parsing/migrate.ts';
import { plainOf, type PlainProblem } from './parsing/plain.ts';
import { isObject, named, Notes, type Place, type ReadNote } from './parsing/shape.ts';

export type DocumentProblem =
  | PlainProblem
  /** Something else than an experiment document; `found`: what it says of itself, '' where it says nothing. */
  | { readonly code: 'not-a-document'; readonly found: string }
  /** A later release wrote it: what it says might mean something else here. */
  | { readonly code: 'newer-version'; readonly version: number; readonly ours: number }
  /** It does not say where its data come from. */
  | { readonly code: 'no-source' };

export type DocumentNote = ReadNote;

export type ParsedDocument =
  | {
      readonly ok: true;
      readonly document: ExperimentDocument;
      readonly notes: readonly DocumentNote[];
    }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** Far beyond what a person decides: a pasted list of 5 MB fits. */
const LIMITS = { values: 2_000_000, letters: 20_000_000, levels: 20 };

/** A valid document comes back equal, and without notes. Never throws. */
export function parseDocument(given: unknown): ParsedDocument {
  const plain = plainOf(given, LIMITS);
  if (!plain.ok) return plain;
  const { value } = plain;
  const refused = (problem: DocumentProblem): ParsedDocument => ({ ok: false, problem });
  if (!isObject(value)) return refused({ code: 'not-a-document', found: named(value) });
  const { format, version } = value;
  if (format !== DOCUMENT_FORMAT) return refused({ code: 'not-a-document', found: named(format) });
  if (!isVersion(version)) return refused({ code: 'not-a-document', found: '' });
  if (version > DOCUMENT_VERSION) {
    return refused({ code: 'newer-version', version, ours: DOCUMENT_VERSION });
  }
  const notes = new Notes();
  const document = DOCUMENT.read(migrated(value, version), '', notes);
  if (!document) return refused({ code: 'no-source' });
  return { ok: true, document: withExistingTables(document, notes), notes: notes.list };
}

const isVersion = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 1;

/** Series of tables that the document does not name are none. */
function withExistingTables(document: ExperimentDocument, notes: Notes): ExperimentDocument {
  const { source } = document;
  if (source.kind !== 'tables') return document;
  const { simulated, measured } = source;
  const series = source.series.filter(
    (one) => one.simulated < simulated.length && one.measured < measured.length,
  );
  const count = source.series.length - series.length;
  if (count === 0) return document;
  notes.add({ code: 'items-left-out', path: 'source.series', count });
  return { ...document, source: { ...source, series } };
}

/** The document without what may not be kept in that place: what is left out is as if nobody had decided it. */
export function restrictTo(document: ExperimentDocument, place: Place): ExperimentDocument {
  return DOCUMENT.restrict(document, place);
}

export type { Place } from './parsing/shape.ts';
