/** TensorFlow.js under Node on one of its backends, with layers and `model.fit`, as its guides advise. */
import { createRequire } from 'node:module';
import type * as Tensorflow from '@tensorflow/tfjs';
import { ROWS, type OpenPeer } from '../peer.ts';
import { stepData } from '../step-data.ts';

// Node cannot resolve tfjs's ES modules, but its CommonJS bundles.
const require = createRequire(import.meta.url);

/** The one tfjs of the process: backends take turns, so each slice begins by choosing its own. */
export function loadTfjs(): typeof Tensorflow {
  return require('@tensorflow/tfjs') as typeof Tensorflow;
}

/** A peer on a backend that is registered and can start. */
export function fitOn(backend: string, leastSteps: number): OpenPeer {
  const tf = loadTfjs();
  return {
    version: tf.version.tfjs,
    leastSteps,
    async prepare(task) {
      await tf.setBackend(backend);
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
      return async (steps) => {
        await tf.setBackend(backend);
        const rows = Math.min(ROWS, steps * task.batch);
        const epochs = Math.ceil((steps * task.batch) / rows);
        const part = [tf.slice(x, [0, 0], [rows, -1]), tf.slice(y, [0, 0], [rows, -1])] as const;
        const options = { batchSize: task.batch, epochs, verbose: 0, yieldEvery: 'never' } as const;
        const started = performance.now();
        await model.fit(...part, options);
        // A GPU's queue is asynchronous: the last weights must be there.
        await model.getWeights()[0]!.data();
        const ms = performance.now() - started;
        tf.dispose([...part]);
        return ms / ((epochs * rows) / task.batch);
      };
    },
    close: () => tf.disposeVariables(),
  };
}
