/** The crew of a page: Web Workers. */
import { ThreadCrew } from './thread-crew.ts';

export type SpawnWorker = () => Worker;

export const spawnTrainingWorker: SpawnWorker = () =>
  new Worker(new URL('../training.worker.ts', import.meta.url), { type: 'module' });

/** Each worker has a memory of its own: more of them are no faster and may be too much. */
const MOST_CORES = 16;

export class WebCrew extends ThreadCrew {
  constructor(spawn: SpawnWorker = spawnTrainingWorker) {
    super(spawn, Math.min(navigator.hardwareConcurrency || 2, MOST_CORES));
  }
}
