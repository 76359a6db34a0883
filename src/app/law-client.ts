/** The page's door to the law worker; it starts with the first question and is started again when it dies. */
import type { LawPoint } from '../scaling/index.ts';
import { Thread } from '../workers/thread.ts';
import type { LawAnswer } from './law-answer.ts';
import type { LawWorker } from './law.worker.ts';
import type { StoppingWorth } from './store/worth.ts';

const thread = new Thread<LawWorker>(
  'law',
  () => new Worker(new URL('./law.worker.ts', import.meta.url), { type: 'module' }),
);

/** Rejects when the worker cannot be loaded or fails; the next call starts a new one. */
export function askLaw(
  points: readonly LawPoint[],
  target: number | null,
  worth: StoppingWorth = {},
): Promise<LawAnswer> {
  return thread.call((law) => law.analyse(points, target, worth));
}
