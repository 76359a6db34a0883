/** RDKit in a thread of Node: one thread of the command line's pool. Bundled as a file of its own. */
import { parentPort } from 'node:worker_threads';
import initRDKit from '@rdkit/rdkit';
import { nodeEndpoint } from '../../workers/node-endpoint.ts';
import { offer } from '../../workers/offer.ts';
import { smilesApi } from './smiles-api.ts';

if (!parentPort) throw new Error('node-smiles-thread runs in a worker thread; start it by a pool.');
offer(
  smilesApi(() => initRDKit()),
  nodeEndpoint(parentPort),
);
