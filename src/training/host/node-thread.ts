/** A training worker of Node: one slot of a node crew. Bundled as a file of its own, since Node runs no TypeScript. */
import { parentPort } from 'node:worker_threads';
import { nodeEndpoint } from '../../workers/node-endpoint.ts';
import { offer } from '../../workers/offer.ts';
import { EngineHost, workerOf } from './engine-host.ts';

if (!parentPort) throw new Error('node-thread runs in a worker thread; start it by a node crew.');
offer(workerOf(new EngineHost()), nodeEndpoint(parentPort));
