/** tfjs-cpu and tfjs-wasm under Node against the float64 reference, and that fifty jobs leave no tensor behind. */
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { createTfjsEngine } from '../../../../src/training/tfjs/engine.ts';
import { findCase } from '../../../engines/cases.ts';
import { describeEngine, trainAll } from '../../../engines/suite.ts';

const wasmFolder = path.resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist') + path.sep;
const options = { oneStep: 1e-5, afterSteps: 1e-3, steps: 60 };
const small = ({ network }: { network: { inputs: number } }) => network.inputs < 100;

describeEngine('tfjs-cpu', () => createTfjsEngine('tfjs-cpu'), { ...options, cases: small });
describeEngine('tfjs-wasm', () => createTfjsEngine('tfjs-wasm', { wasmFolder }), options);

describe('tensors', () => {
  afterAll(() => tf.disposeVariables());
  it('do not grow over fifty jobs', async () => {
    const engine = await createTfjsEngine('tfjs-wasm', { wasmFolder });
    const { network, replica } = findCase('three outputs with masks');
    const short = { ...replica, schedule: { ...replica.schedule, maxSteps: 3 } };
    await trainAll(engine, network, [short]);
    const before = tf.memory().numTensors;
    for (let job = 0; job < 50; job++) {
      await trainAll(engine, network, [short]);
      await engine.predict(network, short.initialWeights, short.features, short.scaling);
    }
    expect(tf.memory().numTensors).toBe(before);
    engine.dispose();
  });
});
