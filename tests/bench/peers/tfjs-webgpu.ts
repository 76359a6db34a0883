/** TensorFlow.js on WebGPU under Node, on the same adapter, with layers and `model.fit`, as its guides advise. */
import { createRequire } from 'node:module';
import type * as Tensorflow from '@tensorflow/tfjs';
import { ROWS, type Peer } from '../peer.ts';
import { stepData } from '../step-data.ts';

// Node cannot resolve tfjs's ES modules, but its CommonJS bundles. Loaded when asked for: navigator.gpu must be there.
const require = createRequire(import.meta.url);

export const tfjsWebgpu: Peer = {
  engine: 'tfjs-webgpu',
  async open() {
    const tf = require('@tensorflow/tfjs') as typeof Tensorflow;
    require('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend('webgpu')) || tf.getBackend() !== 'webgpu') {
      return { absent: 'its backend refused to start' };
    }
    return {
      version: tf.version.tfjs,
      leastSteps: 4,
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
          const options = {
            batchSize: task.batch,
            epochs,
            verbose: 0,
            yieldEvery: 'never',
          } as const;
          await model.fit(...part, options);
          // The queue is asynchronous: the last weights must be there.
          await model.getWeights()[0]!.data();
          const ms = performance.now() - started;
          tf.dispose([...part]);
          return ms / ((epochs * rows) / task.batch);
        });
      },
      close: () => tf.disposeVariables(),
    };
  },
};
