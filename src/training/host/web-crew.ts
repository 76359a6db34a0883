/** The crew of a page: Web Workers, and a Web Lock that keeps a hidden tab awake while they work. */
import { webLocks } from '../../workers/web-locks.ts';
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

/** Runs the work while a Web Lock is held: a hidden tab that holds one is not frozen. Without Web Locks just so. */
export async function holdAwake(work: () => Promise<void>): Promise<void> {
  const locks = webLocks();
  if (!locks) return work();
  await locks.request('sim2real-sweep', { mode: 'shared' }, work);
}
