/** Japanese, in the shape of the English texts. */
import type { Words } from '../words.ts';
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

export const japanese: Words = {
  /** BCP 47, for `<html lang>`. */
  language: 'ja',
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
};
