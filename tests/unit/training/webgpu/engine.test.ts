/** The fused WGSL engine under Node with Dawn: the shared suite on whatever adapter there is. */
import { describe } from 'vitest';
import { openWebGPUEngine } from '../../../../src/training/webgpu/engine.ts';
import { describeEngine } from '../../../engines/suite.ts';
import { openDawn } from './dawn.ts';

const gpu = await openDawn();

describe.skipIf(!gpu)('Dawn', () => {
  describeEngine('webgpu', openWebGPUEngine, { oneStep: 1e-5, afterSteps: 1e-3 });
});
