/** Sharing: what is in a link, what came with an opened one, and whether its points came out again. */
import type { Part, TableReference } from '../../experiment/document.ts';
import type { LinkProblem } from '../../sharing/link.ts';
import type { Comparison, RecordDifference } from '../../sharing/compare-records.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import { document } from './document.ts';
import { law } from './law.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

function place({ n, m, trial, arm }: SweepRecord): string {
  const size = arm === 'transfer' ? `n = ${formatCount(n)}` : law.arms[arm];
  return `${size}, m = ${formatCount(m)}, trial ${trial + 1}`;
}

function difference({ record, again, share }: RecordDifference): string {
  return again === null
    ? `nothing could be computed at ${place(record)}`
    : `the largest difference is ${numbers.percent(share)} of the error, at ${place(record)} (MAE ${formatValue(record.mae)} shared, ${formatValue(again.mae)} here)`;
}

/** Begins with the verdict: tests and people look for it there. */
function answer({
  verdict,
  count,
  identical,
  largest,
  otherExperiment,
  engines,
}: Comparison): string {
  const of = `${formatCount(identical)} of ${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;
  const { shared, again } = engines;
  const trained =
    shared.join() === again.join() || again.length === 0
      ? ''
      : ` They were trained by ${shared.join(', ')}, here by ${again.join(', ')}.`;
  if (verdict === 'identical') return `Identical, bit for bit: ${of}.`;
  if (largest === null) {
    return `Different: all ${formatCount(count)} errors agree as far as the link has them, but the full records do not.${trained}`;
  }
  if (verdict === 'tolerance') {
    return `Within tolerance: ${of} are identical; ${difference(largest)}. Another engine explains that: on average the errors are the same within two standard errors.${trained}`;
  }
  const why = otherExperiment
    ? ' The tables or settings here are not those of the shared experiment.'
    : '';
  return `Different: ${of} are identical; ${difference(largest)}.${why}${trained}`;
}

/** What another table than the shared one has that the shared one has not. */
function otherTable(
  wanted: Pick<TableReference, 'name' | 'rows' | 'columns'>,
  found: { readonly name: string; readonly rows: number; readonly columns: number },
): string {
  const differs = [
    wanted.rows === null || wanted.rows === found.rows
      ? null
      : `${formatCount(found.rows)} rows instead of ${formatCount(wanted.rows)}`,
    wanted.columns === null || wanted.columns === found.columns
      ? null
      : `${formatCount(found.columns)} columns instead of ${formatCount(wanted.columns)}`,
  ].filter((one) => one !== null);
  const what =
    differs.length > 0
      ? `has ${differs.join(' and ')}`
      : 'has as many rows and columns, but other content';
  return `The opened experiment used ${wanted.name}; ${found.name} ${what}. It can be run all the same; the opened points stay until then.`;
}

/** Why a link cannot be opened, and what to do. */
function problem(found: LinkProblem | { readonly code: 'unknown-lesson' }): string {
  switch (found.code) {
    case 'no-link':
      return 'This address ends in something that is no link of this page. Ask for the link once more; the page is as you left it.';
    case 'newer-link':
      return `This link was made by a newer version of the page (format ${found.version}; this one reads up to ${found.ours}). Reload the page and open it again.`;
    case 'too-long':
      return `This link is longer than one can be (${formatCount(found.letters)} letters; at most ${formatCount(found.limit)}). Ask for the experiment as a file.`;
    case 'too-large':
      return 'What is packed into this link is larger than an experiment can be, so it was not opened. The page is as you left it.';
    case 'damaged':
      return 'This link is damaged: it was cut off or changed on its way. Ask for it once more, or for the experiment as a file; the page is as you left it.';
    case 'document':
      return `This link cannot be opened. ${document.problem(found.problem)}`;
    case 'unknown-lesson':
      return 'This link is about a lesson that this version of the page does not have. Reload the page and open it again.';
  }
}

const PARTS: Readonly<Record<Part, string>> = {
  data: 'Data',
  settings: 'Experiment settings',
  downloads: 'Download buttons',
  answers: 'What follows',
};

export const share = {
  button: 'Share',
  title: 'Share this experiment',
  close: 'Close',
  link: 'Link',
  making: 'Making the link …',
  copy: 'Copy link',
  copied: 'The link is copied.',
  notCopied: 'The browser does not allow copying here: the link is selected, copy it yourself.',
  file: 'Download experiment',
  results: 'Include the results',
  resultsHint: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'point' : 'points'}, with errors to 7 digits.`,
  noResults: 'There are no finished points yet.',
  resultsOnlyInFile:
    'These points come from the first version of the page: only a file can carry them.',
  tables: 'Include the tables',
  list: 'The pasted list travels with the link only when this is ticked.',
  tablesHint:
    'Some measured collections may not be passed on, and neither may tables made from them: tick this only if your licence allows it.',
  tablesOfLesson: 'The example brings its own data.',
  tablesMissing: 'The tables of this experiment are not here.',
  tablesTooLarge: (letters: number, limit: number) =>
    Number.isFinite(letters)
      ? `They would add ${formatCount(letters)} letters; a link takes at most ${formatCount(limit)}. Whoever opens it drops the same files.`
      : `They are too large for a link, which takes at most ${formatCount(limit)} letters of them. Whoever opens it drops the same files.`,
  hide: 'Hide parts of the page',
  hideHint: 'For teaching: whoever opens the link can show everything again.',
  parts: PARTS,
  inside: {
    lesson: 'Inside: the name of the lesson and all settings.',
    tables: (rows: boolean) =>
      `Inside: file names, column names and settings: yes; fingerprints, by which the same tables are known again: yes; your rows: ${rows ? 'yes' : 'no'}.`,
    list: (rows: boolean) =>
      `Inside: how the law is looked at: yes; your list: ${rows ? 'yes' : 'no'}.`,
    results: (yes: boolean) => `Finished points: ${yes ? 'yes' : 'no'}.`,
    private: 'What stands behind the # of a link is sent to no server.',
  },
  length: (letters: number) => `${formatCount(letters)} letters.`,
  long: 'Some mail and chat programs cut links of more than 2,000 letters.',
  tooLong:
    'Links of more than 8,000 letters often break on their way. Better send the experiment as a file.',
  elsewhere: 'Without a window, or on a cluster',
  elsewhereHint:
    'With Node 20 or newer, in a clone of this project: the same records, bit for bit. “--shard 1/8” runs an eighth of the points, and “sim2real merge” unites them; deploy/ has the scripts for Dask and Slurm.',
  command: 'The command for this experiment',
  code: 'QR code',
  codeLabel: 'The link as a QR code',
  codeTooLong:
    'The link is too long for a QR code that phones can read: leave the results or the tables out.',
  opened: (points: number) =>
    `Opened from a link: its ${formatCount(points)} ${points === 1 ? 'point was' : 'points were'} computed by whoever shared it, rounded to 7 digits.`,
  openedFile: (file: string) => `Opened from ${file}: its points were computed elsewhere.`,
  fetchTable: 'Fetch it from GitHub',
  needsTables: 'Drop its tables on the page to compute them again.',
  reproduce: 'Reproduce',
  reproduceHint: 'Reproduce trains every shared point again on this machine and compares.',
  stop: 'Stop reproducing',
  starting: 'Reproducing …',
  progress: (done: number, planned: number) =>
    `Reproducing: ${formatCount(done)} of ${formatCount(planned)} points …`,
  failed: 'The shared points cannot be computed here.',
  answer,
  otherTable,
  problem,
  hidden: 'Whoever shared this experiment hid parts of the page.',
  showAll: 'Show everything',
  dismiss: 'Close',
} as const;
