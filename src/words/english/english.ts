/** English: the language in which the page's texts are written first. Its shape is what every other language must fill. */
import { answer } from './answer.ts';
import { cli } from './cli.ts';
import { columns } from './columns.ts';
import { data } from './data.ts';
import { document } from './document.ts';
import { experiment } from './experiment.ts';
import { follows } from './follows.ts';
import { followsActions } from './follows-actions.ts';
import { law } from './law.ts';
import { library } from './library.ts';
import { numbers } from './numbers.ts';
import { page } from './page.ts';
import * as problems from './problems.ts';
import { publicTables } from './public-tables.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { share } from './share.ts';
import { storage } from './storage.ts';
import { tableDecisions } from './table-decisions.ts';

export const english = {
  /** BCP 47, for `<html lang>`. */
  language: 'en',
  numbers,
  page,
  answer,
  cli,
  data,
  columns,
  document,
  experiment,
  run,
  law,
  library,
  follows,
  followsActions,
  problems,
  publicTables,
  report,
  share,
  storage,
  tableDecisions,
} as const;
