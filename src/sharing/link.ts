/**
 * An experiment as a link: `#e1=<base64url(deflate-raw(JSON))>`, in the hash alone, which browsers send to no server. One state
 * gives one link; reading is total. Links of every release stay readable: golden ones in the tests see to it.
 */
import type { ExperimentDocument } from '../experiment/document.ts';
import { parseDocument, restrictTo, type DocumentProblem } from '../experiment/parse.ts';
import { plainOf, type Plain } from '../experiment/parsing/plain.ts';
import { isObject } from '../experiment/parsing/shape.ts';
import { canonicalJson, hashJson } from '../hashing.ts';
import type { Table } from '../tables/table.ts';
import { packResults, unpackResults, type SharedResults } from './compact-records.ts';
import { deflated, inflated } from './deflated.ts';
import { withDefaults, withoutDefaults } from './link-defaults.ts';
import { packTable, unpackTable } from './link-tables.ts';
import { fromBase64Url, MOST_LINK_LETTERS, readLinkText, toBase64Url } from './link-text.ts';

export const LINK_VERSION = 1;
/** Of the text inside; a document with its largest results and tables stays far below. */
const MOST_BYTES = 8_000_000;
const LIMITS = { values: 2_000_000, letters: MOST_BYTES, levels: 24 };

export interface LinkContents {
  /** Pinned, where it was made by the page. */
  readonly document: ExperimentDocument;
  /** Finished points, where they were to be shared. */
  readonly results: SharedResults | null;
  /** Tables with their rows, where those were to be shared; each is one that the document names. */
  readonly tables: readonly Table[];
  /** The text of a pasted list, where that was to be shared. */
  readonly list: string | null;
}

export type LinkProblem =
  /** Nothing in the text is a link of this page. */
  | { readonly code: 'no-link' }
  | { readonly code: 'newer-link'; readonly version: number; readonly ours: number }
  | { readonly code: 'too-long'; readonly letters: number; readonly limit: number }
  /** It would inflate to more than that. */
  | { readonly code: 'too-large'; readonly limit: number }
  /** Cut off, or letters of it changed. */
  | { readonly code: 'damaged' }
  | { readonly code: 'document'; readonly problem: DocumentProblem };

export type DecodedLink =
  | { readonly ok: true; readonly contents: LinkContents }
  | { readonly ok: false; readonly problem: LinkProblem };

/** '#e1=…'. What may not travel in a link (typed lists, one machine's engine) is left out. */
export async function encodeLink({
  document,
  results,
  tables,
  list,
}: LinkContents): Promise<string> {
  const contents = {
    document: withoutDefaults(restrictTo(document, 'link')),
    ...(results ? { results: packResults(results) } : {}),
    ...(tables.length > 0 ? { tables: tables.map(packTable) } : {}),
    ...(list === null ? {} : { list }),
  };
  const text = canonicalJson({ check: checkOf(contents), ...contents });
  return `#e${LINK_VERSION}=${toBase64Url(await deflated(text))}`;
}

/** A whole address, its hash, or a message around it. Never rejects. */
export async function decodeLink(text: string): Promise<DecodedLink> {
  if (text.length > MOST_LINK_LETTERS) {
    return refused({ code: 'too-long', letters: text.length, limit: MOST_LINK_LETTERS });
  }
  const link = readLinkText(text);
  if (!link) return refused({ code: 'no-link' });
  const { version, payloads } = link;
  if (version > LINK_VERSION) return refused({ code: 'newer-link', version, ours: LINK_VERSION });
  for (const payload of payloads) {
    const bytes = fromBase64Url(payload);
    const inside = bytes && (await inflated(bytes, MOST_BYTES));
    if (!inside) continue;
    if (!inside.ok) {
      if (inside.why === 'too-large') return refused({ code: 'too-large', limit: MOST_BYTES });
      continue;
    }
    const contents = checkedContents(inside.text);
    if (contents) return read(contents);
  }
  return refused({ code: 'damaged' });
}

/**
 * What an experiment is apart from its name and how it is looked at, 32 hexadecimal digits: two people who open one link have
 * the same.
 */
export function documentKey(document: ExperimentDocument): string {
  const { title, view, ...rest } = withoutDefaults(restrictTo(document, 'link'));
  return hashJson(rest).slice(0, 32);
}

const refused = (problem: LinkProblem): DecodedLink => ({ ok: false, problem });

type Members = { readonly [key: string]: Plain };

/** A letter that changed on the way could still be an experiment, and another one. */
const checkOf = (contents: object): string => hashJson(contents).slice(0, 8);

/** null where the text is not what was written. */
function checkedContents(text: string): Members | null {
  try {
    const plain = plainOf(JSON.parse(text), LIMITS);
    if (!plain.ok || !isObject(plain.value)) return null;
    const { check, ...contents } = plain.value;
    return check === checkOf(contents) ? contents : null;
  } catch {
    return null;
  }
}

function read({ document: given, results, tables, list }: Members): DecodedLink {
  const parsed = parseDocument(withDefaults(given));
  if (!parsed.ok) return refused({ code: 'document', problem: parsed.problem });
  const { document } = parsed;
  const shared = results === undefined ? null : unpackResults(results);
  if (results !== undefined && shared === null) return refused({ code: 'damaged' });
  return {
    ok: true,
    contents: {
      document,
      results: shared,
      tables: tablesOf(document, tables),
      list: typeof list === 'string' ? list : null,
    },
  };
}

/** Only those that the document names: their content is their name. */
function tablesOf({ source }: ExperimentDocument, given: Plain | undefined): Table[] {
  if (source.kind !== 'tables' || !Array.isArray(given)) return [];
  const wanted = new Set(
    [...source.simulated, ...source.measured].map(({ fingerprint }) => fingerprint),
  );
  return (given as readonly Plain[]).flatMap((one) => {
    const table = unpackTable(one);
    return table && wanted.has(table.fingerprint) ? [table] : [];
  });
}
