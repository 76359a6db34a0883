/** A crew of Node's worker threads, for the command line and for tests. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { nodeHost } from '../../workers/node-endpoint.ts';
import { ThreadCrew } from './thread-crew.ts';

/** `entry` is the bundle of node-thread.ts. Call end() when done: threads keep a process alive. */
export function createNodeCrew(entry: string | URL, cores = availableParallelism()): ThreadCrew {
  return new ThreadCrew(() => nodeHost(new Worker(entry)), cores);
}
