/** What is kept in this browser and what is not: why, and what to do. */
import type { ClosedBy } from '../../storage/database.ts';
import type { StorageProblem } from '../../storage/problems.ts';
import type { TableProblem } from '../../storage/tables.ts';
import { formatCount } from './numbers.ts';

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;

const CLOSED: Readonly<Record<ClosedBy, string>> = {
  newer:
    'A newer version of this page was opened in another tab. From now on this tab keeps nothing: download the results, then reload.',
  deleted:
    'What this page had stored was deleted in another tab. From now on this tab keeps nothing: download the results, then reload.',
  browser:
    'The browser closed this page’s storage. From now on this tab keeps nothing: download the results, then reload.',
  page: 'This page’s storage is closed. Reload to store again.',
};

/** Why something is not kept in this browser. */
function problem(of: StorageProblem): string {
  switch (of.code) {
    case 'storage-unavailable':
      return 'This browser stores nothing for this page (a private window, perhaps). Everything works, but download the results before you close the tab.';
    case 'storage-blocked':
      return 'Another tab has an older version of this page open, so nothing can be stored. Close that tab and reload.';
    case 'storage-newer':
      return 'A newer version of this page has stored its data here. Reload to get that version; until then nothing is stored.';
    case 'storage-closed':
      return CLOSED[of.by];
    case 'storage-silent':
      return `The browser’s storage gave no answer for ${of.seconds} s. Download the results before you close the tab.`;
    case 'storage-full':
      return 'The browser’s storage is full. The run goes on, but what is new is not kept: delete experiments or tables, or download the results.';
    case 'storage-failed':
      return `Something could not be stored (${of.message}). Download the results before you close the tab.`;
  }
}

/** Why a table is not kept. */
function tableProblem(of: TableProblem): string {
  switch (of.code) {
    case 'table-over-limit':
      return `${of.name} (${megabytes(of.bytes)}) is not kept: all tables together may take ${megabytes(of.limit)}. Raise the limit, or choose the file again next time.`;
    case 'tables-not-kept':
      return `${of.name} is not kept, as you chose. Choose the file again next time.`;
    case 'storage-unavailable':
    case 'storage-blocked':
    case 'storage-newer':
    case 'storage-closed':
    case 'storage-silent':
    case 'storage-full':
    case 'storage-failed':
      return problem(of);
  }
}

export const storage = {
  problem,
  tableProblem,
  tablesGone: (names: readonly string[]) =>
    `${names.join(', ')} ${names.length === 1 ? 'was' : 'were'} forgotten to make room; the results are still here.`,
  unguarded: 'Do not open this experiment in two tabs: over plain http the page cannot notice.',
} as const;
