/**
 * Compiles the shader of a network shape once, and reports what a browser would swallow: compiler messages and
 * validation errors become EngineUnavailable('compilation').
 */
import { EngineUnavailable } from '../engine.ts';
import type { Layout } from './layout.ts';
import { BINDING, shaderCode, type ShaderShape } from './shader.ts';
import type { Tiling } from './shader-layers.ts';

export interface Compiled {
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

export class Pipelines {
  private readonly known = new Map<string, Promise<Compiled>>();

  constructor(private readonly device: GPUDevice) {}

  get(shape: ShaderShape, entryPoint: 'train' | 'infer'): Promise<Compiled> {
    const key = JSON.stringify([entryPoint, shape]);
    let compiled = this.known.get(key);
    if (!compiled) {
      compiled = compile(this.device, shape, entryPoint);
      this.known.set(key, compiled);
      // A failure is told to whoever asked, and tried again by the next.
      compiled.catch(() => this.known.delete(key));
    }
    return compiled;
  }
}

async function compile(
  device: GPUDevice,
  shape: ShaderShape,
  entryPoint: string,
): Promise<Compiled> {
  device.pushErrorScope('validation');
  const shaderModule = device.createShaderModule({ code: shaderCode(shape) });
  const entry = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type },
  });
  const layout = device.createBindGroupLayout({
    entries: [
      entry(BINDING.program, 'read-only-storage'),
      entry(BINDING.labels, 'read-only-storage'),
      entry(BINDING.tables, 'read-only-storage'),
      entry(BINDING.params, 'storage'),
      entry(BINDING.scratch, 'storage'),
      entry(BINDING.state, 'storage'),
      ...Array.from({ length: shape.featureBindings }, (_, i) =>
        entry(BINDING.features + i, 'read-only-storage'),
      ),
    ],
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const scope = device.popErrorScope();
  const { messages } = await shaderModule.getCompilationInfo();
  const wrong = messages.filter((message) => message.type === 'error');
  const error = await scope;
  if (wrong.length > 0 || error) {
    const lines = wrong.map((message) => `line ${message.lineNum}: ${message.message}`);
    throw new EngineUnavailable(
      'compilation',
      [...lines, error?.message].filter(Boolean).join('\n'),
    );
  }
  try {
    const compute = { module: shaderModule, entryPoint };
    const pipeline = await device.createComputePipelineAsync({ layout: pipelineLayout, compute });
    return { layout, pipeline };
  } catch (failure) {
    throw new EngineUnavailable('compilation', `${entryPoint}: ${String(failure)}`);
  }
}

/**
 * Invocations as many as the widest layer has tiles, so that few idle. Software adapters run a workgroup on one
 * core anyway: small workgroups with large tiles cost them the fewest loads and barriers.
 */
export function chooseTiling(
  { layers, batch }: Pick<Layout, 'layers' | 'batch'>,
  limits: GPUSupportedLimits,
  software: boolean,
): Tiling {
  const rows = 8;
  if (software) return { workgroup: 32, rows };
  const widest = layers.reduce((most, { in4, out4 }) => Math.max(most, in4, out4), 1);
  const wanted = widest * Math.max(1, batch / rows);
  const most = Math.min(256, limits.maxComputeInvocationsPerWorkgroup);
  let workgroup = 32;
  while (workgroup < wanted && 2 * workgroup <= most) workgroup *= 2;
  return { workgroup, rows };
}
