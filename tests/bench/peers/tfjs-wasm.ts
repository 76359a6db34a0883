/** TensorFlow.js on its WebAssembly backend: SIMD, one thread. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Backend from '@tensorflow/tfjs-backend-wasm';
import type { Peer } from '../peer.ts';
import { fitOn, loadTfjs } from './tfjs-fit.ts';

const require = createRequire(import.meta.url);

export const tfjsWasm: Peer = {
  engine: 'tfjs-wasm',
  async open() {
    const tf = loadTfjs();
    const backend = require('@tensorflow/tfjs-backend-wasm') as typeof Backend;
    const folder = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
    backend.setWasmPaths(folder + path.sep);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await tf.setBackend('wasm'))) return { absent: 'its backend refused to start' };
    return fitOn('wasm', 8);
  },
};
