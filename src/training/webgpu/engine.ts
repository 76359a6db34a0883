/** The fused WebGPU engine: not written yet. */
import { EngineUnavailable, type TrainingEngine } from '../engine.ts';

export function openWebGPUEngine(): Promise<TrainingEngine> {
  return Promise.reject(new EngineUnavailable('backend-refused', 'Not written yet.'));
}
