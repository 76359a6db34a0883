/** TensorFlow.js on WebGPU under Node, on the same adapter as ours. */
import { createRequire } from 'node:module';
import type { Peer } from '../peer.ts';
import { fitOn, loadTfjs } from './tfjs-fit.ts';

const require = createRequire(import.meta.url);

export const tfjsWebgpu: Peer = {
  engine: 'tfjs-webgpu',
  async open() {
    if (!globalThis.navigator?.gpu) return { absent: 'there is no WebGPU adapter' };
    const tf = loadTfjs();
    // Loaded only now: it looks for navigator.gpu.
    require('@tensorflow/tfjs-backend-webgpu');
    if (!(await tf.setBackend('webgpu')) || tf.getBackend() !== 'webgpu') {
      return { absent: 'its backend refused to start' };
    }
    return fitOn('webgpu', 4);
  },
};
