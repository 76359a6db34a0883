/** Every text of the page by typed key. Another language is another object of the same type. */
import { columns } from './english/columns.ts';
import { data } from './english/data.ts';
import { experiment } from './english/experiment.ts';
import { follows } from './english/follows.ts';
import { followsActions } from './english/follows-actions.ts';
import { law } from './english/law.ts';
import { page } from './english/page.ts';
import * as problems from './english/problems.ts';
import { publicTables } from './english/public-tables.ts';
import { run } from './english/run.ts';
import { storage } from './english/storage.ts';

export const words = {
  page,
  data,
  columns,
  experiment,
  run,
  law,
  follows,
  followsActions,
  problems,
  publicTables,
  storage,
} as const;
