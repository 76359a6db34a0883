/** The threads of the command line: each kind is a bundle of its own beside the program (scripts/build-cli.mjs). */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe } from '../descriptors/describe.ts';
import { SmilesPool } from '../descriptors/smiles/pool.ts';
import type { Describe } from '../preparation/prepare-series.ts';
import { createNodeCrew } from '../training/host/node-crew.ts';
import type { ThreadCrew } from '../training/host/thread-crew.ts';
import { nodeHost } from '../workers/node-endpoint.ts';
import type { Words } from '../words/words.ts';
import { Failure } from './failure.ts';

const bundle = (name: string): URL => new URL(`./${name}.mjs`, import.meta.url);

/** As asked, else one a core. Throws Failure. */
export function workersOf(words: Words, asked: string | undefined): number {
  if (asked === undefined) return availableParallelism();
  const workers = Number(asked);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new Failure(words.cli.notANumber('workers', asked));
}

/** Call end() when done: threads keep the process alive. */
export const trainingCrew = (workers: number): ThreadCrew =>
  createNodeCrew(bundle('training-thread'), workers);

/** The work with a describer whose RDKit starts when it is first needed and ends with the work. */
export async function describing<T>(
  workers: number,
  work: (describe: Describe) => Promise<T>,
): Promise<T> {
  const smiles = new SmilesPool(() => nodeHost(new Worker(bundle('rdkit-thread'))), workers);
  try {
    return await work((plan, simulated, measured, options) =>
      describe(plan, simulated.columns, measured.columns, { ...options, smiles }),
    );
  } finally {
    smiles.dispose();
  }
}
