/** From a layout and a memory plan to the shape that a shader is compiled for. */
import type { Layout } from './layout.ts';
import type { MemoryPlan } from './memory.ts';
import { chooseTiling } from './pipelines.ts';
import type { ShaderShape } from './shader.ts';

export function shaderShape(
  layout: Layout,
  { featureBuffers, featureSplit }: MemoryPlan,
  device: GPUDevice,
  software: boolean,
): ShaderShape {
  return {
    layout,
    tiling: chooseTiling(layout, device.limits, software),
    // One binding needs no split; leaving it out of the shape lets tables of all sizes share a pipeline.
    featureSplit: featureBuffers > 1 ? featureSplit : 0,
    featureBindings: featureBuffers,
  };
}
