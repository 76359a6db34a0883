/** The list of experiments that this browser keeps, and what is said about keeping. */
import { formatCount, numbers } from './numbers.ts';

const megabytes = (bytes: number) => `${numbers.value(bytes / 1e6, 2)} MB`;

export const library = {
  button: 'Experiments',
  title: 'Experiments',
  hint: 'Kept in this browser, on this machine. Nothing is sent anywhere.',
  empty: 'None yet. An experiment is kept here as soon as it has data.',
  close: 'Close',
  open: 'Open',
  here: 'Open now',
  rename: 'Rename',
  nameOf: (title: string) => `Name of ${title}`,
  duplicate: 'Duplicate',
  copyOf: (title: string) => `${title} (copy)`,
  delete: 'Delete',
  really: 'Delete it with its points?',
  keep: 'Keep it',
  deleteAll: 'Delete all',
  reallyAll: 'Delete every experiment, point and table from this browser?',
  changed: (moment: string) => `changed ${moment}`,
  state: {
    idle: 'not run yet',
    preparing: 'stopped',
    running: 'stopped',
    paused: 'stopped',
    stopped: 'stopped',
    finished: 'finished',
    failed: 'failed',
  },
  running: 'running',
  points: (done: number, planned: number) =>
    `${formatCount(done)} of ${formatCount(planned)} points`,
  picture: (title: string) => `The law of ${title}, as a small picture`,
  keepTables: 'Keep my tables in this browser',
  keptTables: (count: number, bytes: number, limit: number) =>
    count === 0
      ? `No table is kept. At most ${megabytes(limit)} are, the latest first.`
      : `${formatCount(count)} ${count === 1 ? 'table' : 'tables'}, ${megabytes(bytes)} of at most ${megabytes(limit)}.`,
  forgetTables: 'Forget the tables',
  gone: 'This experiment could not be opened: it was deleted in another tab, or it was written by a newer release of this page.',
  elsewhere:
    'This experiment is open in another tab. Here it can be looked at; to run or change it, close it there.',
  openElsewhere: 'open in another tab',
  notKept: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'point is' : 'points are'} in this tab only. Download the results before you close it.`,
} as const;
