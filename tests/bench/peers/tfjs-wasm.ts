/** TensorFlow.js on its WebAssembly backend (SIMD, one thread), with layers and `model.fit`, as its guides advise. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Tensorflow from '@tensorflow/tfjs';
import type * as Backend from '@tensorflow/tfjs-backend-wasm';
import { ROWS, type Peer } from '../peer.ts';
import { stepData } from '../step-data.ts';

// Node cannot resolve tfjs's ES modules, but its CommonJS bundles.
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs') as typeof Tensorflow;
const backend = require('@tensorflow/tfjs-backend-wasm') as typeof Backend;

export const tfjsWasm: Peer = {
  engine: 'tfjs-wasm',
  async open() {
    const folder = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
    backend.setWasmPaths(folder + path.sep);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await tf.setBackend('wasm'))) return { absent: 'its backend refused to start' };
    return {
      version: tf.version.tfjs,
      leastSteps: 8,
      prepare(task) {
        const model = tf.sequential();
        task.hidden.forEach((units, i) =>
          model.add(
            tf.layers.dense({
              units,
              activation: 'relu',
              ...(i === 0 ? { inputShape: [task.inputs] } : {}),
            }),
          ),
        );
        model.add(tf.layers.dense({ units: 1 }));
        model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' });
        const data = stepData(task);
        const x = tf.tensor2d(data.x, [ROWS, task.inputs]);
        const y = tf.tensor2d(data.y, [ROWS, 1]);
        return Promise.resolve(async (steps) => {
          const rows = Math.min(ROWS, steps * task.batch);
          const epochs = Math.ceil((steps * task.batch) / rows);
          const part = [tf.slice(x, [0, 0], [rows, -1]), tf.slice(y, [0, 0], [rows, -1])] as const;
          const started = performance.now();
          await model.fit(...part, {
            batchSize: task.batch,
            epochs,
            verbose: 0,
            yieldEvery: 'never',
          });
          const ms = performance.now() - started;
          tf.dispose([...part]);
          return ms / ((epochs * rows) / task.batch);
        });
      },
      close: () => tf.disposeVariables(),
    };
  },
};
