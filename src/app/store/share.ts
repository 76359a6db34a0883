/** The experiment at hand as a link: what may go into it, and the link itself. Nothing is sent; the address changes in place. */
import { pinned } from '../../experiment/pin.ts';
import type { Part } from '../../experiment/document.ts';
import { sharedResults } from '../../sharing/compact-records.ts';
import { encodeLink, type LinkContents } from '../../sharing/link.ts';
import type { Table } from '../../tables/table.ts';
import { updateDocument, type PageCore } from './page-core.ts';
import {
  documentOf,
  entranceOf,
  experimentOf,
  proposedIn,
  recordsOf,
  shownOf,
  tablesInMemory,
  trainedOf,
} from './selectors.ts';
import { select, type PageState } from './state.ts';

/** Everything that could be shared of the experiment at hand. */
export const shareableOf: (state: PageState) => LinkContents = select(
  [
    documentOf,
    tablesInMemory,
    (state: PageState) => proposedIn[trainedOf(state)](state),
    (state: PageState) => (entranceOf(state) === 'list' ? null : shownOf(state)),
    recordsOf,
  ],
  (document, inMemory, proposed, shown, records): LinkContents => {
    const { source } = document;
    const series = (shown?.series ?? []).map((one, i) => ({
      ...one,
      protocol: shown?.protocols[i] ?? '',
      noiseFloor: shown?.noiseFloor ?? null,
    }));
    const tables =
      source.kind === 'tables'
        ? [...source.simulated, ...source.measured].map(({ fingerprint }) =>
            inMemory.get(fingerprint),
          )
        : [];
    const here = tables.filter((table): table is Table => table !== undefined);
    return {
      document: source.kind === 'list' ? document : pinned(document, inMemory, proposed),
      results: shown ? (shown.compact ?? sharedResults(series, records)) : null,
      // Some tables alone would not make the experiment whole.
      tables: here.length === tables.length ? here : [],
      list: source.kind === 'list' && source.text.trim() !== '' ? source.text : null,
    };
  },
);

export interface ShareChoices {
  readonly results: boolean;
  readonly tables: boolean;
  readonly hidden: readonly Part[];
}

/** Up to so many letters are taken by every program that handles links. */
export const LONG_LINK = 2_000;
/** Beyond this a file is the better way. */
export const LONGEST_LINK = 8_000;
/** So many letters of rows a link takes at most. */
export const MOST_TABLE_LETTERS = 1_500;

export async function makeLink(
  { document, results, tables, list }: LinkContents,
  choices: ShareChoices,
): Promise<string> {
  return encodeLink({
    document: { ...document, view: { ...document.view, hidden: choices.hidden } },
    results: choices.results ? results : null,
    tables: choices.tables ? tables : [],
    list: choices.tables ? list : null,
  });
}

/** How many letters the rows add to a link; 0 where there are none. */
export async function lettersOfTables(contents: LinkContents): Promise<number> {
  if (contents.tables.length === 0 && contents.list === null) return 0;
  const cells = contents.tables.reduce((sum, { rows, columns }) => sum + rows * columns.length, 0);
  // Of so many even the shortest are too long.
  if (cells > 20_000) return Infinity;
  const bare = { ...contents, results: null };
  const whole = await encodeLink(bare);
  return whole.length - (await encodeLink({ ...bare, tables: [], list: null })).length;
}

/** The address stands for the experiment at hand from now on: no step in the history. */
export function putIntoAddress(page: PageCore, link: string): void {
  if (link.length <= LONGEST_LINK)
    page.platform.address.replace(link, experimentOf(page.state.get()).id);
}

/** Whoever shared the experiment hid parts of the page; whoever opened it may look at all. */
export function showEverything(page: PageCore): void {
  updateDocument(page, (document) => ({ ...document, view: { ...document.view, hidden: [] } }));
}

export const isHidden =
  (part: Part) =>
  (state: PageState): boolean =>
    documentOf(state).view.hidden.includes(part);
